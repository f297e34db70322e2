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
    target_include_directories(equiplace_${name} PUBLIC ${root})
    list(TRANSFORM module_USES PREPEND equiplace_)
    target_link_libraries(equiplace_${name} PUBLIC ${module_USES} PRIVATE ${module_PRIVATELY})
    equiplace_compile_options(equiplace_${name})
endfunction()

# Warnings and sanitizers for a target of ours.
function(equiplace_compile_options target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wstrict-prototypes
                           -Wmissing-prototypes -Wpointer-arith -Wwrite-strings)
    target_compile_definitions(${target} PRIVATE _POSIX_C_SOURCE=200809L)
    # The rooms go into the shared library too, as fast as in the program: nobody replaces a function of ours.
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON)
    target_compile_options(${target} PRIVATE -fno-semantic-interposition)
    if(EQUIPLACE_SANITIZE)
        target_compile_options(${target} PUBLIC -fsanitize=address,undefined
                               -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
        target_link_options(${target} PUBLIC -fsanitize=address,undefined)
    endif()
endfunction()
