# What other projects find: the shared library, the headers of its door, a CMake package
# (equiplace::equiplace) and a pkg-config file. The door is include/equiplace/equiplace.h; what it
# includes lies below, in the folders of its rooms.
include(CMakePackageConfigHelpers)

foreach(header models/base/linkage.h models/base/error.h models/programme/outcome.h input/tables/problems.h
        input/generate/generate.h input/import/import_bmo.h output/files/csv_style.h solver/control/options.h
        solver/requests/listener.h solver/requests/request.h solver/requests/ask.h solver/requests/planner.h)
    get_filename_component(folder ${header} DIRECTORY)
    install(FILES ${header} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/equiplace/${folder})
endforeach()
install(FILES solver/requests/equiplace.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/equiplace)

set(equiplace_package ${CMAKE_INSTALL_LIBDIR}/cmake/equiplace)
install(EXPORT equiplace NAMESPACE equiplace:: FILE equiplaceTargets.cmake DESTINATION ${equiplace_package})
configure_package_config_file(cmake/equiplaceConfig.cmake.in ${PROJECT_BINARY_DIR}/equiplaceConfig.cmake
    INSTALL_DESTINATION ${equiplace_package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/equiplaceConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/equiplaceConfig.cmake ${PROJECT_BINARY_DIR}/equiplaceConfigVersion.cmake
    DESTINATION ${equiplace_package})

if(EQUIPLACE_SANITIZE)
    set(equiplace_flags -fsanitize=address,undefined)
endif()
# The file finds its prefix from where it lies, so that an installed tree may be moved.
file(RELATIVE_PATH equiplace_to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(cmake/equiplace.pc.in ${PROJECT_BINARY_DIR}/equiplace.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/equiplace.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
