#include "net/json_log.hpp"

#include "base/json.hpp"
#include "net/event_loop.hpp"

#include <date/date.h>
#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>

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

/// The length of the UTF-8 sequence at the front of `text`; 0 where there is none.
std::size_t sequence_length(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || length > text.size()) {
        return 0;
    }
    // The second byte excludes what is written too long, surrogates, and what is beyond U+10FFFF.
    const bool outside = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xED && byte(1) > 0x9F) ||
                         (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F);
    if (outside) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            return 0;
        }
    }
    return length;
}

std::string valid_utf8(std::string_view text)
{
    std::string valid;
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        valid += length == 0 ? std::string_view("\ufffd") : text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return valid;
}

} // namespace

std::string
log_line(std::string_view time, Log::Level level, std::string_view event, Log::Fields fields)
{
    Json line;
    line.set("time", time).set("level", level_name(level)).set("event", valid_utf8(event));
    for (const auto& [name, value] : fields) {
        if (!value.empty()) {
            line.set(name, valid_utf8(value));
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
