# Faces and hyphenation patterns: from the installed Debian packages that fonts/*.tsv
# name, into the build tree and the install tree, with licences; patterns as the tables that
# fonts/pack_patterns makes of them. A digest that differs from the table's is an error under
# OFFPRINT_EXACT_FACES (CI on Debian 12), else a warning.
# Also writes generated/font_table.h and generated/hyphenation_table.h.

set(OFFPRINT_SHARE ${PROJECT_BINARY_DIR}/share/offprint)

function(offprint_check_file package file digest)
  if(NOT EXISTS ${file})
    message(FATAL_ERROR "'${file}' is missing: install the Debian package ${package}")
  endif()
  file(SHA256 ${file} found)
  if(NOT found STREQUAL digest)
    set_property(GLOBAL APPEND_STRING PROPERTY OFFPRINT_OTHER_FACES
      "\n  ${file} (${package}): ${found}")
  endif()
endfunction()

function(offprint_take_licence folder package)
  set(licence /usr/share/doc/${package}/copyright)
  if(NOT EXISTS ${licence})
    message(FATAL_ERROR "'${licence}' is missing: ${package}'s licence must go along")
  endif()
  configure_file(${licence} ${OFFPRINT_SHARE}/${folder}/${package}.copyright COPYONLY)
  install(FILES ${licence} DESTINATION ${CMAKE_INSTALL_DATADIR}/offprint/${folder} RENAME ${package}.copyright
    COMPONENT data)
endfunction()

# How one row's file becomes ${OFFPRINT_SHARE}/<folder>/<name>: as it is, or packed.
function(offprint_copy_file folder file name)
  configure_file(${file} ${OFFPRINT_SHARE}/${folder}/${name} COPYONLY)
endfunction()

function(offprint_pack_file folder file name)
  set(packed ${OFFPRINT_SHARE}/${folder}/${name})
  add_custom_command(OUTPUT ${packed}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${OFFPRINT_SHARE}/${folder}
    COMMAND pack_patterns ${file} ${packed}
    DEPENDS pack_patterns ${file} VERBATIM)
  set_property(GLOBAL APPEND PROPERTY OFFPRINT_PACKED ${packed})
endfunction()

# `take` is one of the two above; `name` and `row_format` may use the row's @first@,
# @second@, @third@ and @file_name@, the format also @name@.
function(offprint_take_table table folder take name_format header row_format)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${table})
  file(STRINGS ${table} lines REGEX "^[^#]")
  set(rows "")
  foreach(line IN LISTS lines)
    string(REPLACE "\t" ";" cells "${line}")
    list(GET cells 0 first)
    list(GET cells 1 second)
    list(GET cells 2 third)
    list(GET cells 3 package)
    list(GET cells 4 file)
    list(GET cells 5 digest)
    get_filename_component(file_name ${file} NAME)
    string(CONFIGURE "${name_format}" name @ONLY)
    offprint_check_file(${package} ${file} ${digest})
    offprint_take_licence(${folder} ${package})
    cmake_language(CALL ${take} ${folder} ${file} ${name})
    install(FILES ${OFFPRINT_SHARE}/${folder}/${name}
      DESTINATION ${CMAKE_INSTALL_DATADIR}/offprint/${folder} COMPONENT data)
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
