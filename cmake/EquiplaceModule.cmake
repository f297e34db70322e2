# Rooms and arrows, said once. A module sees the headers of a room only if it USES that room: every
# room is reached through an include root of its own (a folder in the build tree with one link in
# it), so that `#include "solver/lp/engine.h"` from input/ does not compile.
#
#   equiplace_module(name SOURCES file... [USES module...] [PRIVATELY library...])
function(equiplace_module name)
    cmake_parse_arguments(PARSE_ARGV 1 module "" "" "SOURCES;USES;PRIVATELY")
    set(root ${CMAKE_BINARY_DIR}/rooms/${name})
    file(MAKE_DIRECTORY ${root})
    file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${name} SYMBOLIC)
    add_library(equiplace_${name} STATIC ${module_SOURCES})
    target_include_directories(equiplace_${name} PUBLIC
        $<BUILD_INTERFACE:${root}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/equiplace>)
    list(TRANSFORM module_USES PREPEND equiplace_)
    target_link_libraries(equiplace_${name} PUBLIC ${module_USES} PRIVATE ${module_PRIVATELY})
    equiplace_compile_options(equiplace_${name})
    set_target_properties(equiplace_${name} PROPERTIES EXPORT_NAME ${name})
    install(TARGETS equiplace_${name} EXPORT equiplace)
    install(DIRECTORY ./ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/equiplace/${name}
        FILES_MATCHING PATTERN "*.h" PATTERN "*.def" PATTERN program EXCLUDE PATTERN examples EXCLUDE
        PATTERN languages EXCLUDE)
endfunction()

# Warnings and sanitizers for a target of ours.
function(equiplace_compile_options target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wstrict-prototypes
                           -Wmissing-prototypes -Wpointer-arith -Wwrite-strings)
    target_compile_definitions(${target} PRIVATE _POSIX_C_SOURCE=200809L)
    if(EQUIPLACE_SANITIZE)
        target_compile_options(${target} PUBLIC -fsanitize=address,undefined
                               -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
        target_link_options(${target} PUBLIC -fsanitize=address,undefined)
    endif()
endfunction()
