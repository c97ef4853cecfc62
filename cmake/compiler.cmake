# Flags that every target of this project gets: warnings are errors, sanitizers by preset, mold links.
add_library(billbridge_flags INTERFACE)
target_compile_options(billbridge_flags INTERFACE
    -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
    # Leaving members out of a designated initialiser is how their defaults are asked for.
    -Wno-missing-designated-field-initializers)
target_include_directories(billbridge_flags INTERFACE ${CMAKE_SOURCE_DIR}/src ${CMAKE_SOURCE_DIR})
target_compile_definitions(billbridge_flags INTERFACE
    BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
    BOOST_ASIO_NO_DEPRECATED)
target_link_options(billbridge_flags INTERFACE -fuse-ld=mold)
if(BILLBRIDGE_SANITIZE)
    target_compile_options(billbridge_flags INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(billbridge_flags INTERFACE -fsanitize=address,undefined)
endif()
if(BILLBRIDGE_FUZZ)
    # Counts which code an input reaches; `fuzz/` links libFuzzer itself.
    target_compile_options(billbridge_flags INTERFACE -fsanitize=fuzzer-no-link)
    target_link_options(billbridge_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
