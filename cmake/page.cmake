# The page that `leitwort report` writes: its template is built by Node from src/report/page and becomes
# a string of the library. A source release carries it built, in src/report/page/dist. Where there is
# neither Node nor that, the page is left out, and the program says so.
set(LEITWORT_PAGE AUTO CACHE STRING "Whether the page is built: AUTO (if it can be), ON, OFF")
set_property(CACHE LEITWORT_PAGE PROPERTY STRINGS AUTO ON OFF)

set(page_source ${PROJECT_SOURCE_DIR}/src/report/page)
set(page_build ${PROJECT_BINARY_DIR}/page)
set(page_template ${page_build}/page_template.cpp)

# Sets `page_file` to the built file of the page, or leaves it empty and sets `trouble`.
function(leitwort_build_page)
  set(trouble "" PARENT_SCOPE)
  find_program(NODE NAMES node nodejs)
  find_program(NPM npm)
  set(version 0)
  if(NODE)
    execute_process(COMMAND ${NODE} --version OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(REPLACE "v" "" version "${version}")
  endif()
  if(NOT NPM OR version VERSION_LESS 18)
    if(EXISTS ${page_source}/dist/index.html)
      set(page_file ${page_source}/dist/index.html PARENT_SCOPE)
    else()
      set(trouble "it takes Node 18 or later, and npm" PARENT_SCOPE)
    endif()
    return()
  endif()

  # Built beside a copy of the sources, so that theirs stays as it is.
  foreach(folder . data parts views)
    file(GLOB found CONFIGURE_DEPENDS RELATIVE ${page_source} ${page_source}/${folder}/*.ts
         ${page_source}/${folder}/*.tsx ${page_source}/${folder}/*.css)
    list(APPEND sources ${found})
    file(GLOB found RELATIVE ${page_build} ${page_build}/${folder}/*.ts
         ${page_build}/${folder}/*.tsx ${page_build}/${folder}/*.css)
    list(APPEND present ${found})
  endforeach()
  foreach(gone IN LISTS present)
    if(NOT gone IN_LIST sources)
      file(REMOVE ${page_build}/${gone})
    endif()
  endforeach()
  list(APPEND sources index.html package.json package-lock.json tsconfig.json)
  set(copies "")
  foreach(source IN LISTS sources)
    configure_file(${page_source}/${source} ${page_build}/${source} COPYONLY)
    list(APPEND copies ${page_build}/${source})
  endforeach()

  file(SHA256 ${page_source}/package-lock.json wanted)
  set(installed "")
  if(EXISTS ${page_build}/node_modules/installed)
    file(READ ${page_build}/node_modules/installed installed)
  endif()
  if(NOT installed STREQUAL wanted)
    message(STATUS "Fetching what the page is built with (npm ci)")
    execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund
                    WORKING_DIRECTORY ${page_build} RESULT_VARIABLE failed
                    OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(failed)
      set(trouble "npm could not fetch what it is built with:\n${said}" PARENT_SCOPE)
      return()
    endif()
    file(WRITE ${page_build}/node_modules/installed ${wanted})
  endif()
  add_custom_command(OUTPUT ${page_build}/dist/index.html
    COMMAND ${NPM} run --silent build
    DEPENDS ${copies} WORKING_DIRECTORY ${page_build} COMMENT "Building the page" VERBATIM)
  set(page_file ${page_build}/dist/index.html PARENT_SCOPE)
endfunction()

set(page_file "")
set(trouble "LEITWORT_PAGE is OFF")
if(LEITWORT_PAGE)
  leitwort_build_page()
endif()
if(trouble)
  if(LEITWORT_PAGE STREQUAL "ON")
    message(FATAL_ERROR "The page cannot be built: ${trouble}")
  endif()
  message(STATUS "The page of `leitwort report` is left out: ${trouble}")
endif()

add_custom_command(OUTPUT ${page_template}
  COMMAND ${CMAKE_COMMAND} -DTEMPLATE=${page_file} -DOUTPUT=${page_template}
          -P ${CMAKE_CURRENT_LIST_DIR}/embed.cmake
  DEPENDS ${page_file} ${CMAKE_CURRENT_LIST_DIR}/embed.cmake VERBATIM)
target_sources(leitwort PRIVATE ${page_template})

# A source release: what git knows, and the page as built.
if(page_file AND EXISTS ${PROJECT_SOURCE_DIR}/.git)
  set(release leitwort-${PROJECT_VERSION})
  add_custom_target(dist
    COMMAND git -C ${PROJECT_SOURCE_DIR} archive --format=tar.gz -o ${PROJECT_BINARY_DIR}/${release}.tar.gz
            --prefix=${release}/src/report/page/dist/ --add-file=${page_file} --prefix=${release}/ HEAD
    DEPENDS ${page_file} COMMENT "${release}.tar.gz" VERBATIM)
endif()
