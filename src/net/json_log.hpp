#pragma once

#include "base/log.hpp"

#include <memory>

namespace billbridge::net {

/// Writes each event as one JSON object on one line of standard error. A value cannot forge a line
/// or a field: it is escaped, and bytes that are not UTF-8 are replaced.
class JsonLog : public Log {
public:
    explicit JsonLog(Level least = Level::info);
    ~JsonLog() override;

    void write(Level level, std::string_view event, Fields fields) override;

private:
    struct Sink;
    std::unique_ptr<Sink> sink_;
    Level least_;
};

/// The line that `JsonLog` writes, without its end.
std::string
log_line(std::string_view time, Log::Level level, std::string_view event, Log::Fields fields);

} // namespace billbridge::net
