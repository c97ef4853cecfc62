#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace billbridge {

/// Where the operator reads: one JSON object a line. An event is a fixed phrase; what varies goes
/// into the fields, so that lines can be counted by event.
class Log {
public:
    enum class Level { debug, info, warning, error };
    using Field = std::pair<std::string_view, std::string>;
    using Fields = std::initializer_list<Field>;

    virtual ~Log() = default;

    virtual void write(Level level, std::string_view event, Fields fields) = 0;

    void debug(std::string_view event, Fields fields = {}) { write(Level::debug, event, fields); }
    void info(std::string_view event, Fields fields = {}) { write(Level::info, event, fields); }
    void warning(std::string_view event, Fields fields = {})
    {
        write(Level::warning, event, fields);
    }
    void error(std::string_view event, Fields fields = {}) { write(Level::error, event, fields); }
};

} // namespace billbridge
