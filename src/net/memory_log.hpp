#pragma once

#include "base/log.hpp"
#include "net/json_log.hpp"

#include <string>
#include <vector>

namespace billbridge::net {

/// Keeps the lines, for tests.
class MemoryLog : public Log {
public:
    void write(Level level, std::string_view event, Fields fields) override
    {
        lines.push_back(log_line("", level, event, fields));
    }

    bool contains(std::string_view text) const
    {
        for (const auto& line : lines) {
            if (line.find(text) != std::string::npos) {
                return true;
            }
        }
        return false;
    }

    std::vector<std::string> lines;
};

} // namespace billbridge::net
