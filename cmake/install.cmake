include(CMakePackageConfigHelpers)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/leitwort)
install(TARGETS leitwort EXPORT leitwort-targets)
install(DIRECTORY include/leitwort TYPE INCLUDE)
install(EXPORT leitwort-targets NAMESPACE leitwort:: DESTINATION ${package_dir})
write_basic_package_version_file(leitwort-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/leitwort-config-version.cmake
              cmake/leitwort-config.cmake cmake/dependencies.cmake
        DESTINATION ${package_dir})
# Relative, so that the tree can be installed or moved anywhere.
file(RELATIVE_PATH prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(cmake/leitwort.pc.in leitwort.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/leitwort.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

if(LEITWORT_BUILD_PROGRAM)
  install(TARGETS leitwort_program)
  install(PROGRAMS scripts/heatmap.py scripts/timeline.py DESTINATION ${CMAKE_INSTALL_DATADIR}/leitwort)
  install(FILES scripts/command.py scripts/plotting.py DESTINATION ${CMAKE_INSTALL_DATADIR}/leitwort)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/src/cli/leitwort.1
          DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  set(completions ${CMAKE_CURRENT_BINARY_DIR}/src/cli/leitwort)
  install(FILES ${completions}.bash RENAME leitwort
          DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${completions}.zsh RENAME _leitwort
          DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
  install(FILES ${completions}.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()
