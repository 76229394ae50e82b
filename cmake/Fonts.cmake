# Faces and hyphenation patterns: from the installed Debian packages that fonts/*.tsv
# name, into the build tree and the install tree, with licences. A digest that differs from
# the table is an error under OFFPRINT_EXACT_FACES (CI on Debian 12), else a warning.
# Also writes generated/font_table.h and generated/hyphenation_table.h.

set(OFFPRINT_SHARE ${PROJECT_BINARY_DIR}/share/offprint)

# Copies one row's file and its package's licence into ${OFFPRINT_SHARE}/<folder>.
function(offprint_take_file folder package file digest)
  if(NOT EXISTS ${file})
    message(FATAL_ERROR "'${file}' is missing: install the Debian package ${package}")
  endif()
  file(SHA256 ${file} found)
  if(NOT found STREQUAL digest)
    set_property(GLOBAL APPEND_STRING PROPERTY OFFPRINT_OTHER_FACES
      "\n  ${file} (${package}): ${found}")
  endif()
  get_filename_component(name ${file} NAME)
  configure_file(${file} ${OFFPRINT_SHARE}/${folder}/${name} COPYONLY)
  install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DATADIR}/offprint/${folder} COMPONENT data)
  set(licence /usr/share/doc/${package}/copyright)
  if(NOT EXISTS ${licence})
    message(FATAL_ERROR "'${licence}' is missing: ${package}'s licence must go along")
  endif()
  configure_file(${licence} ${OFFPRINT_SHARE}/${folder}/${package}.copyright COPYONLY)
  install(FILES ${licence} DESTINATION ${CMAKE_INSTALL_DATADIR}/offprint/${folder} RENAME ${package}.copyright
    COMPONENT data)
endfunction()

function(offprint_take_table table folder header row_format)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${table})
  file(STRINGS ${table} lines REGEX "^[^#]")
  set(rows "")
  foreach(line IN LISTS lines)
    string(REPLACE "\t" ";" cells "${line}")
    list(GET cells 0 first)
    list(GET cells 1 second)
    list(GET cells 3 package)
    list(GET cells 4 file)
    list(GET cells 5 digest)
    offprint_take_file(${folder} ${package} ${file} ${digest})
    get_filename_component(name ${file} NAME)
    string(CONFIGURE "${row_format}" row @ONLY)
    string(APPEND rows "${row}\n")
  endforeach()
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/generated/${header} CONTENT "${rows}" @ONLY)
endfunction()

# Tells of all files at once whose digests are not the tables'.
function(offprint_tell_other_files)
  get_property(others GLOBAL PROPERTY OFFPRINT_OTHER_FACES)
  if(others)
    set(severity WARNING)
    if(OFFPRINT_EXACT_FACES)
      set(severity FATAL_ERROR)
    endif()
    message(${severity} "Other versions of files than fonts/*.tsv name, by SHA-256; pages "
      "will differ from those of the reference system:${others}")
  endif()
endfunction()
