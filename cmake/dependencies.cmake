# Every dependency is a package of the system; scripts/setup installs them on Debian and Ubuntu.
# This file is also installed: the package's config reads it, so the list exists once.
find_package(OpenMP REQUIRED COMPONENTS CXX)
find_package(ICU 66 REQUIRED COMPONENTS i18n uc data)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(ZLIB REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(simdjson 3 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET GLOBAL libxxhash)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET GLOBAL libzstd)

# A library that ships neither a CMake package nor a pkg-config file, as an imported target.
function(leitwort_find_plain target name header)
  if(TARGET ${target})
    return()
  endif()
  string(TOUPPER ${name} prefix)
  find_path(${prefix}_INCLUDE_DIR ${header} REQUIRED)
  find_library(${prefix}_LIBRARY ${name} REQUIRED)
  mark_as_advanced(${prefix}_INCLUDE_DIR ${prefix}_LIBRARY)
  add_library(${target} UNKNOWN IMPORTED)
  set_target_properties(${target} PROPERTIES
    IMPORTED_LOCATION ${${prefix}_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${${prefix}_INCLUDE_DIR})
endfunction()
leitwort_find_plain(csv::csv csv csv.h)
leitwort_find_plain(snowball::stemmer stemmer libstemmer.h)
