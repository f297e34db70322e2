# What other projects find: a CMake package (equiplace::models, ::input, ::solver, ::output) and a
# pkg-config file. Headers lie in include/equiplace, a folder for each room.
include(CMakePackageConfigHelpers)

set(equiplace_package ${CMAKE_INSTALL_LIBDIR}/cmake/equiplace)
install(EXPORT equiplace NAMESPACE equiplace:: FILE equiplaceTargets.cmake DESTINATION ${equiplace_package})
configure_package_config_file(cmake/equiplaceConfig.cmake.in ${PROJECT_BINARY_DIR}/equiplaceConfig.cmake
    INSTALL_DESTINATION ${equiplace_package})
write_basic_package_version_file(${PROJECT_BINARY_DIR}/equiplaceConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/equiplaceConfig.cmake ${PROJECT_BINARY_DIR}/equiplaceConfigVersion.cmake
    cmake/EquiplaceDependencies.cmake DESTINATION ${equiplace_package})

if(EQUIPLACE_SANITIZE)
    set(equiplace_flags -fsanitize=address,undefined)
endif()
# The file finds its prefix from where it lies, so that an installed tree may be moved.
file(RELATIVE_PATH equiplace_to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(cmake/equiplace.pc.in ${PROJECT_BINARY_DIR}/equiplace.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/equiplace.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
