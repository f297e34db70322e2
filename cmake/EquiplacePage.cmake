# What the report is made of, as one C source: equiplace_page_assets names it.
if(NOT equiplace_has_report)
    set(equiplace_page_assets page/page_assets_none.c)
    return()
endif()
set(page ${PROJECT_SOURCE_DIR}/output/page)
equiplace_npm(charts ${page} "the chart library of the report")
file(GLOB scripts CONFIGURE_DEPENDS ${page}/js/*.js)
set(equiplace_page_assets ${PROJECT_BINARY_DIR}/output/page_assets.c)
add_custom_command(
    OUTPUT ${equiplace_page_assets}
    COMMAND ${EQUIPLACE_NODE} ${page}/embed.mjs ${page}
            ${PROJECT_BINARY_DIR}/npm/output/page/node_modules/echarts/dist/echarts.min.js ${equiplace_page_assets}
    DEPENDS ${charts} ${scripts} ${page}/embed.mjs ${page}/template.html ${page}/page.css
    COMMENT "Embedding the report's page and chart library"
    VERBATIM)
