# add_module(<name> SOURCES <files> DEPENDS <modules> LIBRARIES <targets> TESTS <files>)
#
# One folder = one static library `bb_<name>` and, where TESTS are given, one doctest program
# `<name>_test`. DEPENDS is the dependency rule of ARCHITECTURE.md as CMake links it; `tools/tidy`
# checks the same rule on the include lines. Files are listed, never globbed.
function(add_module name)
    cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;LIBRARIES;TESTS" ${ARGN})
    add_library(bb_${name} STATIC ${ARG_SOURCES})
    target_link_libraries(bb_${name} PUBLIC billbridge_flags ${ARG_LIBRARIES})
    foreach(dependency ${ARG_DEPENDS})
        target_link_libraries(bb_${name} PUBLIC bb_${dependency})
    endforeach()
    if(ARG_TESTS)
        add_doctest(${name}_test SOURCES ${ARG_TESTS} LIBRARIES bb_${name})
    endif()
endfunction()

# add_doctest(<program> SOURCES <files> LIBRARIES <targets>): a doctest program, registered with CTest.
function(add_doctest program)
    cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
    add_executable(${program} ${ARG_SOURCES})
    target_link_libraries(${program} PRIVATE ${ARG_LIBRARIES} bb_test_main)
    add_test(NAME ${program} COMMAND ${program})
endfunction()
