# The example that a public header opens with, as a test: cmake -D HEADER= -D OUTPUT= -P extract.cmake
#
# Of the opening comment the blocks that are indented by four more spaces and have a line that ends
# with `;` are code; drawings of stages have none. Several make one test, so that a later one may use
# what an earlier one declared.
cmake_minimum_required(VERSION 3.25)

file(READ ${HEADER} text)
get_filename_component(name ${HEADER} NAME_WE)

# The opening comment ends with the first line that is none.
string(REGEX MATCH "^#pragma once\n\n(///[^\n]*\n)+" opening "${text}")

# Lists of CMake are parted by semicolons, and brackets keep them together: neither may stand here.
foreach(sign IN ITEMS "semicolon=;" "open=[" "close=]" "backslash=\\")
  string(REGEX MATCH "^([a-z]+)=(.*)$" parts "${sign}")
  string(REPLACE "${CMAKE_MATCH_2}" "@${CMAKE_MATCH_1}@" opening "${opening}")
endforeach()
string(REPLACE "\n" ";" lines "${opening}")

set(code "")
set(block "")
set(number 0)
foreach(line IN LISTS lines ITEMS "end")
  math(EXPR number "${number} + 1")
  if(line MATCHES "^///     (.*)$")
    if(block STREQUAL "")
      set(block "#line ${number} \"${HEADER}\"\n")
    endif()
    string(APPEND block "${CMAKE_MATCH_1}\n")
  elseif(NOT block STREQUAL "")
    if(block MATCHES "@semicolon@ *(//[^\n]*)?\n")
      string(APPEND code "${block}")
    endif()
    set(block "")
  endif()
endforeach()
if(code STREQUAL "")
  message(FATAL_ERROR "${HEADER} does not open with an example")
endif()

foreach(sign IN ITEMS "semicolon=;" "open=[" "close=]" "backslash=\\")
  string(REGEX MATCH "^([a-z]+)=(.*)$" parts "${sign}")
  string(REPLACE "@${CMAKE_MATCH_1}@" "${CMAKE_MATCH_2}" code "${code}")
endforeach()
file(WRITE ${OUTPUT} "#include <leitwort/${name}.hpp>

#include \"examples/given.hpp\"

namespace leitwort_user {

TEST_F(Examples, ${name}) {
${code}}

}  // namespace leitwort_user
")
