# embed_files(<output.cpp> NAMESPACE <ns> FUNCTION <name> HEADER <include> ROOT <folder> FILES <files>)
#
# Generates, in the current binary folder, a C++ file that holds the files' bytes. HEADER declares
# `std::span<const EmbeddedFile> FUNCTION()` in NAMESPACE; names are relative to ROOT.
function(embed_files output)
    cmake_parse_arguments(ARG "" "NAMESPACE;FUNCTION;HEADER;ROOT" "FILES" ${ARGN})
    add_custom_command(
        OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/${output}
        COMMAND ${CMAKE_SOURCE_DIR}/tools/embed ${CMAKE_CURRENT_BINARY_DIR}/${output}
            ${ARG_NAMESPACE} ${ARG_FUNCTION} ${ARG_HEADER} ${ARG_ROOT} ${ARG_FILES}
        DEPENDS ${ARG_FILES} ${CMAKE_SOURCE_DIR}/tools/embed
        VERBATIM)
endfunction()
