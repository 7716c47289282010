# The page that `leitwort report` writes: its template is built by Node from src/page/web and becomes
# a string of the library. A source release carries it built, in src/page/web/dist. Where it can be
# neither built nor found there, the page is left out, and the program says so.
set(leitwort_page_choice AUTO)
if(NOT PROJECT_IS_TOP_LEVEL)
  set(leitwort_page_choice OFF) # npm has no business in the build of another project that does not ask for it
endif()
set(LEITWORT_PAGE ${leitwort_page_choice} CACHE STRING "Whether the page is built: AUTO (if it can be), ON, OFF")
set_property(CACHE LEITWORT_PAGE PROPERTY STRINGS AUTO ON OFF)

set(leitwort_page_source ${PROJECT_SOURCE_DIR}/src/page/web)
set(leitwort_page_build ${PROJECT_BINARY_DIR}/page)
set(leitwort_page_released ${leitwort_page_source}/dist/index.html)

# What npm says is wrong, without how it is used and where its log is.
function(leitwort_shortened said into)
  string(REGEX REPLACE "[][;]" " " said "${said}") # they mean something in lists
  string(REPLACE "\n" ";" said "${said}")
  set(short "")
  foreach(line IN LISTS said)
    string(REGEX REPLACE "^npm (error|ERR!) *" "" line "${line}")
    string(STRIP "${line}" line)
    list(LENGTH short lines)
    if(line MATCHES "^(Clean install a project|Usage:)" OR lines EQUAL 5)
      break()
    endif()
    if(NOT line STREQUAL "" AND NOT line MATCHES "^npm (warn|WARN)|^at |complete log of this run|debug-0.log")
      list(APPEND short "  ${line}")
    endif()
  endforeach()
  list(JOIN short "\n" short)
  set(${into} "${short}" PARENT_SCOPE)
endfunction()

# Sets `leitwort_page_file` to the file of the page that is to be built, or `leitwort_page_trouble`.
function(leitwort_build_page)
  if(NOT LEITWORT_NODE)
    set(leitwort_page_trouble "it takes Node 18 or later" PARENT_SCOPE)
    return()
  endif()
  execute_process(COMMAND ${LEITWORT_NODE} --version OUTPUT_VARIABLE version
                  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  string(REPLACE "v" "" version "${version}")
  if(NOT version VERSION_GREATER_EQUAL 18)
    set(leitwort_page_trouble "it takes Node 18 or later, and ${LEITWORT_NODE} is ${version}" PARENT_SCOPE)
    return()
  endif()
  if(NOT LEITWORT_NPM)
    set(leitwort_page_trouble "it takes npm beside Node" PARENT_SCOPE)
    return()
  endif()

  # Built beside a copy of the sources, so that theirs stays as it is.
  foreach(folder . data parts views)
    file(GLOB found CONFIGURE_DEPENDS RELATIVE ${leitwort_page_source} ${leitwort_page_source}/${folder}/*.ts
         ${leitwort_page_source}/${folder}/*.tsx ${leitwort_page_source}/${folder}/*.css)
    list(APPEND sources ${found})
    file(GLOB found RELATIVE ${leitwort_page_build} ${leitwort_page_build}/${folder}/*.ts
         ${leitwort_page_build}/${folder}/*.tsx ${leitwort_page_build}/${folder}/*.css)
    list(APPEND present ${found})
  endforeach()
  foreach(gone IN LISTS present)
    if(NOT gone IN_LIST sources)
      file(REMOVE ${leitwort_page_build}/${gone})
    endif()
  endforeach()
  list(APPEND sources index.html package.json package-lock.json tsconfig.json)
  # What the sources are checked by (`npm run lint` there).
  foreach(source eslint.config.js .prettierrc.json .prettierignore)
    configure_file(${leitwort_page_source}/${source} ${leitwort_page_build}/${source} COPYONLY)
  endforeach()
  set(copies "")
  foreach(source IN LISTS sources)
    configure_file(${leitwort_page_source}/${source} ${leitwort_page_build}/${source} COPYONLY)
    list(APPEND copies ${leitwort_page_build}/${source})
  endforeach()

  file(SHA256 ${leitwort_page_source}/package-lock.json wanted)
  set(installed "")
  if(EXISTS ${leitwort_page_build}/node_modules/installed)
    file(READ ${leitwort_page_build}/node_modules/installed installed)
  endif()
  if(NOT installed STREQUAL wanted)
    message(STATUS "Fetching what the page is built with (npm ci)")
    execute_process(COMMAND ${LEITWORT_NPM} ci --ignore-scripts --no-audit --no-fund --prefer-offline
                    WORKING_DIRECTORY ${leitwort_page_build} RESULT_VARIABLE failed TIMEOUT 600
                    OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(failed)
      leitwort_shortened("${said}" said)
      set(leitwort_page_trouble
          "npm could not fetch what it is built with (${failed}; tried again when CMake is configured):\n${said}"
          PARENT_SCOPE)
      return()
    endif()
    file(WRITE ${leitwort_page_build}/node_modules/installed ${wanted})
  endif()
  add_custom_command(OUTPUT ${leitwort_page_build}/dist/index.html
    COMMAND ${LEITWORT_NPM} run --silent build
    DEPENDS ${copies} WORKING_DIRECTORY ${leitwort_page_build} COMMENT "Building the page" VERBATIM)
  set(leitwort_page_file ${leitwort_page_build}/dist/index.html PARENT_SCOPE)
endfunction()

set(leitwort_page_file "")
set(leitwort_page_is_built NO)
if(NOT LEITWORT_PAGE)
  message(STATUS "The page of `leitwort report` is left out: LEITWORT_PAGE is ${LEITWORT_PAGE}")
elseif(EXISTS ${leitwort_page_released} AND NOT EXISTS ${PROJECT_SOURCE_DIR}/.git)
  set(leitwort_page_file ${leitwort_page_released}) # a source release
else()
  find_program(LEITWORT_NODE NAMES node nodejs)
  find_program(LEITWORT_NPM npm)
  mark_as_advanced(LEITWORT_NODE LEITWORT_NPM)
  set(leitwort_page_trouble "")
  leitwort_build_page()
  if(leitwort_page_file)
    set(leitwort_page_is_built YES)
  elseif(EXISTS ${leitwort_page_released})
    set(leitwort_page_file ${leitwort_page_released})
    message(WARNING "The page of `leitwort report` is the one found in src/page/web/dist, which may be old. "
                    "To build it: ${leitwort_page_trouble}")
  elseif(LEITWORT_PAGE STREQUAL "AUTO")
    set(leitwort_page_told STATUS)
    if(LEITWORT_NODE)
      set(leitwort_page_told WARNING)
    endif()
    message(${leitwort_page_told} "The page of `leitwort report` is left out (-DLEITWORT_PAGE=OFF: on purpose): "
                                  "${leitwort_page_trouble}")
  else()
    message(FATAL_ERROR "The page cannot be built: ${leitwort_page_trouble}")
  endif()
endif()

# Not every generator builds again what is made by another command: it does what is made from another file.
set(leitwort_page_template ${leitwort_page_build}/page_template.cpp)
file(CONFIGURE OUTPUT ${leitwort_page_build}/template CONTENT "${leitwort_page_file}\n" @ONLY)
add_custom_command(OUTPUT ${leitwort_page_template}
  COMMAND ${CMAKE_COMMAND} -DTEMPLATE=${leitwort_page_file} -DOUTPUT=${leitwort_page_template}
          -P ${CMAKE_CURRENT_LIST_DIR}/embed.cmake
  DEPENDS ${leitwort_page_file} ${leitwort_page_build}/template ${CMAKE_CURRENT_LIST_DIR}/embed.cmake VERBATIM)
target_sources(leitwort PRIVATE ${leitwort_page_template})

# A source release: what git knows, and the page as built.
if(PROJECT_IS_TOP_LEVEL AND leitwort_page_is_built AND EXISTS ${PROJECT_SOURCE_DIR}/.git)
  add_custom_target(dist
    COMMAND ${CMAKE_COMMAND} -DSOURCE=${PROJECT_SOURCE_DIR} -DPAGE=${leitwort_page_file}
            -DRELEASE=leitwort-${PROJECT_VERSION} -DFOLDER=${PROJECT_BINARY_DIR}
            -P ${CMAKE_CURRENT_LIST_DIR}/dist.cmake
    DEPENDS ${leitwort_page_file} COMMENT "leitwort-${PROJECT_VERSION}.tar.gz" VERBATIM)
endif()
