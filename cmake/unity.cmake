# With -DCMAKE_UNITY_BUILD=ON, as in the preset release, a room is one translation unit: what its files have in common
# (headers, mostly of the standard library and {fmt}) is compiled once, and clang-tidy reads it once.
# Files that use a name for something else than their room does are kept apart.
#
#   leitwort_unity(TARGET [APART FILES])
function(leitwort_unity target)
  cmake_parse_arguments(PARSE_ARGV 1 unity "" "" APART)
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
  # GCC takes an included source for a header, whose unnamed namespaces would be a mistake.
  target_compile_options(${target} PRIVATE
    $<$<AND:$<BOOL:${CMAKE_UNITY_BUILD}>,$<CXX_COMPILER_ID:GNU>>:-Wno-subobject-linkage>)
  get_target_property(sources ${target} SOURCES)
  list(REMOVE_ITEM sources ${unity_APART})
  foreach(source IN LISTS sources)
    if(NOT IS_ABSOLUTE ${source}) # what is generated is no file of a room
      get_filename_component(room ${source} DIRECTORY)
      string(REPLACE "/" "_" room "${room}")
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP "_${room}")
    endif()
  endforeach()
endfunction()
