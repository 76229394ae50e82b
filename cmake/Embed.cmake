# cmake -DFROM=x.js -DTO=x.h -P Embed.cmake: a script as the numbers of a C array, without what stands in lines
# of comment alone and the spaces that lines begin with. It is ASCII, and no text in it goes over a line's end.
file(READ ${FROM} text)
string(REGEX REPLACE "(^|\n)[ \t]*//[^\n]*" "\\1" text "${text}")
string(REGEX REPLACE "\n[ \t\n]+" "\n" text "${text}")
file(WRITE ${TO}.txt "${text}")
file(READ ${TO}.txt hex HEX)
string(REGEX REPLACE "(..)" "0x\\1," hex "${hex}")
string(REGEX REPLACE "(0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,0x..,)" "\\1\n" hex "${hex}")
file(WRITE ${TO} "${hex}\n")
