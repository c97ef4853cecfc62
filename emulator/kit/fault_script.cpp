#include "emulator/kit/fault_script.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace emulator::kit {

using billbridge::Json;

namespace {

constexpr std::pair<std::string_view, FaultAction> actions[] = {
    {"delay", FaultAction::delay},
    {"status", FaultAction::status},
    {"vendor", FaultAction::vendor},
    {"cut_before", FaultAction::cut_before},
    {"cut_after", FaultAction::cut_after},
    {"garbage", FaultAction::garbage},
    {"huge", FaultAction::huge},
    {"hang", FaultAction::hang},
};

/// Longer would outlast any client's patience; `hang` is the word for that.
constexpr int delay_ms_max = 600'000;
constexpr int count_max = 1'000'000;

/// Reads the members of a rule and keeps the first complaint.
class Members {
public:
    explicit Members(const Json& json) : json_(json) {}

    std::string text(std::string_view name)
    {
        const Json* value = json_.find(name);
        if (value != nullptr && value->if_string() == nullptr) {
            complain(std::string(name) + " must be a string");
        }
        return value == nullptr ? "" : value->string_or();
    }

    int number(std::string_view name, int otherwise, int least, int most)
    {
        const Json* value = json_.find(name);
        if (value == nullptr) {
            return otherwise;
        }
        const std::int64_t number = value->if_number() ? value->int_or(least - 1) : least - 1;
        if (number < least || number > most) {
            complain(std::string(name) + " must be a whole number from " + std::to_string(least) +
                     " to " + std::to_string(most));
            return otherwise;
        }
        return static_cast<int>(number);
    }

    FaultAction action()
    {
        const auto known = std::ranges::find(actions,
                                             std::string_view(json_["action"].string_or()),
                                             [](auto& it) { return it.first; });
        if (known == std::end(actions)) {
            complain("action must be one of delay, status, vendor, cut_before, cut_after, garbage, "
                     "huge, hang");
            return FaultAction::delay;
        }
        return known->second;
    }

    net::Headers headers()
    {
        net::Headers headers;
        const Json& value = json_["headers"];
        if (!value.is_null() && value.if_object() == nullptr) {
            complain("headers must be an object");
        } else if (!value.is_null()) {
            for (const auto& [name, text] : *value.if_object()) {
                headers.add(name, text.string_or());
            }
        }
        return headers;
    }

    void allow_only(std::initializer_list<std::string_view> names)
    {
        for (const auto& [name, value] : *json_.if_object()) {
            if (std::ranges::find(names, std::string_view(name)) == names.end()) {
                complain("unknown member " + name);
            }
        }
    }

    void complain(std::string problem)
    {
        if (problem_.empty()) {
            problem_ = std::move(problem);
        }
    }
    const std::string& problem() const { return problem_; }

private:
    const Json& json_;
    std::string problem_;
};

bool matches(const FaultRule& rule,
             std::string_view method,
             std::string_view route,
             std::string_view path)
{
    return (rule.method.empty() || rule.method == method) &&
           route.find(rule.route) != std::string_view::npos &&
           path.find(rule.path) != std::string_view::npos;
}

} // namespace

std::string_view name(FaultAction action)
{
    return std::ranges::find(actions, action, [](auto& it) { return it.second; })->first;
}

std::expected<FaultRule, std::string> FaultRule::parse(const Json& json)
{
    if (json.if_object() == nullptr) {
        return std::unexpected("a rule must be an object");
    }
    Members members(json);
    FaultRule rule{.method = members.text("method"),
                   .route = members.text("route"),
                   .path = members.text("path"),
                   .skip = members.number("skip", 0, 0, count_max),
                   .times = members.number("times", 1, 0, count_max),
                   .action = members.action(),
                   .delay =
                       std::chrono::milliseconds(members.number("delay_ms", 0, 0, delay_ms_max)),
                   .status = members.number("status", 500, 200, 599),
                   .body = members.text("body"),
                   .headers = members.headers(),
                   .code = members.text("code")};
    members.allow_only({"method",
                        "route",
                        "path",
                        "skip",
                        "times",
                        "action",
                        "delay_ms",
                        "status",
                        "body",
                        "headers",
                        "code",
                        "seen"});
    if (rule.action == FaultAction::vendor && rule.code.empty()) {
        members.complain("action vendor needs a code");
    }
    if (!members.problem().empty()) {
        return std::unexpected(members.problem());
    }
    return rule;
}

Json FaultRule::to_json() const
{
    Json headers_json = Json::object();
    for (const auto& [header, value] : headers.lines()) {
        headers_json.set(header, value);
    }
    return Json::Object{{"method", method},
                        {"route", route},
                        {"path", path},
                        {"skip", skip},
                        {"times", times},
                        {"action", name(action)},
                        {"delay_ms", std::int64_t{delay.count()}},
                        {"status", status},
                        {"body", body},
                        {"headers", std::move(headers_json)},
                        {"code", code},
                        {"seen", seen}};
}

std::optional<FaultRule>
FaultScript::next(std::string_view method, std::string_view route, std::string_view path)
{
    std::optional<FaultRule> hit;
    for (FaultRule& rule : rules_) {
        if (!matches(rule, method, route, path)) {
            continue;
        }
        const int turn = rule.seen++ - rule.skip;
        if (!hit && turn >= 0 && (rule.times == 0 || turn < rule.times)) {
            hit = rule;
        }
    }
    return hit;
}

} // namespace emulator::kit
