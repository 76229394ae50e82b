# What is installed, in four components: program, library, development, data (faces and
# hyphenation; see Fonts.cmake). DESTDIR and --prefix work as usual; the pkg-config file and
# the CMake package find their prefix by where they lie.
include(CMakePackageConfigHelpers)

install(TARGETS offprint RUNTIME COMPONENT program)
install(FILES ${PROJECT_BINARY_DIR}/share/man/man1/offprint.1
  DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
install(FILES README.md SECURITY.md doc/diagnostics.md doc/limits.md doc/verify.md doc/diff.md doc/diff.schema.json doc/snapshots.md doc/export.md doc/export.schema.json DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)

install(TARGETS liboffprint EXPORT offprint
  LIBRARY COMPONENT library NAMELINK_COMPONENT development
  PUBLIC_HEADER DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
# Whichever component is installed alone brings the licence along.
foreach(component program library development data)
  install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT ${component})
endforeach()

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/offprint)
install(EXPORT offprint FILE offprint-config.cmake NAMESPACE offprint::
  DESTINATION ${package_folder} COMPONENT development)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/offprint-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/offprint-config-version.cmake
  DESTINATION ${package_folder} COMPONENT development)

# From lib/pkgconfig (or lib/<triplet>/pkgconfig) back to the prefix.
file(RELATIVE_PATH prefix_from_pc ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" prefix_from_pc "${prefix_from_pc}")
configure_file(cmake/offprint.pc.in ${PROJECT_BINARY_DIR}/offprint.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/offprint.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
