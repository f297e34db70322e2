# Neither GLPK nor libcsv nor CUnit ships a CMake package on Debian: they are found by header and library, and
# what is missing is named together with the line to type.
set(equiplace_missing "")

function(equiplace_find target header library package)
    string(TOUPPER ${target} upper)
    find_path(${upper}_INCLUDE_DIR ${header})
    find_library(${upper}_LIBRARY ${library})
    mark_as_advanced(${upper}_INCLUDE_DIR ${upper}_LIBRARY)
    if(NOT ${upper}_INCLUDE_DIR OR NOT ${upper}_LIBRARY)
        list(APPEND equiplace_missing ${package})
        set(equiplace_missing ${equiplace_missing} PARENT_SCOPE)
        return()
    endif()
    add_library(equiplace::${target} UNKNOWN IMPORTED GLOBAL)
    set_target_properties(equiplace::${target} PROPERTIES
        IMPORTED_LOCATION ${${upper}_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${${upper}_INCLUDE_DIR})
endfunction()

equiplace_find(glpk glpk.h glpk libglpk-dev)
equiplace_find(csv csv.h csv libcsv-dev)
equiplace_find(cunit CUnit/Basic.h cunit libcunit1-dev)
equiplace_find(jansson jansson.h jansson libjansson-dev)
equiplace_find(nettle nettle/sha2.h nettle nettle-dev)
find_package(OpenMP COMPONENTS C)
if(NOT OpenMP_C_FOUND)
    list(APPEND equiplace_missing build-essential)
endif()
if(equiplace_missing)
    list(JOIN equiplace_missing " " equiplace_line)
    message(FATAL_ERROR "missing libraries; on Debian type: apt-get install ${equiplace_line}")
endif()
