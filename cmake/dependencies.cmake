# Every dependency is a package of the system; scripts/setup installs them on Debian and Ubuntu.
# This file is also installed: the package's config reads it, so the list exists once.
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(OpenMP REQUIRED COMPONENTS CXX)
find_package(ICU 66 REQUIRED COMPONENTS i18n uc data)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(ZLIB REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(simdjson 3 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(xxhash REQUIRED IMPORTED_TARGET GLOBAL libxxhash)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET GLOBAL libzstd)

# libcsv ships neither a CMake package nor a pkg-config file.
if(NOT TARGET csv::csv)
  find_path(CSV_INCLUDE_DIR csv.h REQUIRED)
  find_library(CSV_LIBRARY csv REQUIRED)
  mark_as_advanced(CSV_INCLUDE_DIR CSV_LIBRARY)
  add_library(csv::csv UNKNOWN IMPORTED)
  set_target_properties(csv::csv PROPERTIES
    IMPORTED_LOCATION ${CSV_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${CSV_INCLUDE_DIR})
endif()

# Neither does libstemmer.
if(NOT TARGET snowball::stemmer)
  find_path(STEMMER_INCLUDE_DIR libstemmer.h REQUIRED)
  find_library(STEMMER_LIBRARY stemmer REQUIRED)
  mark_as_advanced(STEMMER_INCLUDE_DIR STEMMER_LIBRARY)
  add_library(snowball::stemmer UNKNOWN IMPORTED)
  set_target_properties(snowball::stemmer PROPERTIES
    IMPORTED_LOCATION ${STEMMER_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${STEMMER_INCLUDE_DIR})
endif()
