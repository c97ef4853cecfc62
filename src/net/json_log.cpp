#include "net/json_log.hpp"

#include "base/json.hpp"
#include "net/event_loop.hpp"

#include <date/date.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

namespace billbridge::net {

namespace {

std::string_view level_name(Log::Level level)
{
    switch (level) {
    case Log::Level::debug:
        return "debug";
    case Log::Level::info:
        return "info";
    case Log::Level::warning:
        return "warning";
    case Log::Level::error:
        return "error";
    }
    return "error";
}

} // namespace

std::string
log_line(std::string_view time, Log::Level level, std::string_view event, Log::Fields fields)
{
    Json line;
    line.set("time", time).set("level", level_name(level)).set("event", event);
    for (const auto& [name, value] : fields) {
        if (!value.empty()) {
            line.set(name, value);
        }
    }
    return line.dump();
}

struct JsonLog::Sink {
    spdlog::logger logger{"billbridge", std::make_shared<spdlog::sinks::stderr_sink_mt>()};
};

JsonLog::JsonLog(Level least) : sink_(std::make_unique<Sink>()), least_(least)
{
    sink_->logger.set_pattern("%v"); // the line is complete: spdlog only writes it whole
    sink_->logger.set_level(spdlog::level::trace);
}

JsonLog::~JsonLog() = default;

void JsonLog::write(Level level, std::string_view event, Fields fields)
{
    if (level < least_) {
        return;
    }
    const std::string line = log_line(date::format("%FT%TZ", system_time()), level, event, fields);
    sink_->logger.log(spdlog::level::info, spdlog::string_view_t(line.data(), line.size()));
}

} // namespace billbridge::net
