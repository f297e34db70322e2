# Packages of the npm registry, locked: taken once into the build folder, and again when a lock changes.
#
#   equiplace_npm(stamp folder purpose)
# `stamp` receives a file to depend on; the packages lie in node_modules beside it. folder has
# package.json and package-lock.json; purpose says what they are for where npm fails.
find_program(EQUIPLACE_NODE NAMES node nodejs)
find_program(EQUIPLACE_NPM npm)
mark_as_advanced(EQUIPLACE_NODE EQUIPLACE_NPM)

# Without Node.js everything but the report is built.
set(equiplace_has_report FALSE)
if(EQUIPLACE_REPORT AND EQUIPLACE_NODE AND EQUIPLACE_NPM)
    set(equiplace_has_report TRUE)
elseif(EQUIPLACE_REPORT)
    message(STATUS "Node.js or npm is missing: everything is built but the report (--html). On Debian type: "
                   "apt-get install nodejs npm, then configure again")
endif()

function(equiplace_npm stamp folder purpose)
    file(RELATIVE_PATH place ${PROJECT_SOURCE_DIR} ${folder})
    set(packages ${PROJECT_BINARY_DIR}/npm/${place})
    add_custom_command(
        OUTPUT ${packages}/installed
        COMMAND ${CMAKE_COMMAND} -DFROM=${folder} -DTO=${packages} -DNPM=${EQUIPLACE_NPM} "-DPURPOSE=${purpose}"
                -P ${PROJECT_SOURCE_DIR}/cmake/EquiplaceNpmInstall.cmake
        DEPENDS ${folder}/package.json ${folder}/package-lock.json ${folder}/.npmrc
                ${PROJECT_SOURCE_DIR}/cmake/EquiplaceNpmInstall.cmake
        COMMENT "Taking ${purpose} from the npm registry"
        VERBATIM)
    set(${stamp} ${packages}/installed PARENT_SCOPE)
endfunction()
