#pragma once

#include "emulator/vendors.hpp"

#include <expected>
#include <string>

namespace emulator {

struct CommandLine {
    VendorOptions vendors;
    bool quiet = false; ///< no log line for each request
};

/// What ends the program before it begins: what was wrong, or the help that was asked for.
struct Ending {
    int status = 0;
    std::string text; ///< for stderr where the status is not 0
};

std::expected<CommandLine, Ending> read_command_line(int argc, const char* const* argv);

} // namespace emulator
