#include "emulator/kit/control_api.hpp"

#include "base/json.hpp"
#include "emulator/kit/instant.hpp"

namespace emulator::kit {

using billbridge::Json;
using net::Request;
using net::Response;

namespace {

/// A century: further away, the instants no longer have four-digit years.
constexpr std::int64_t advance_seconds_max = 100LL * 366 * 24 * 3600;

Response no_seed(const std::string& name)
{
    return control_refusal("there is no seed " + name);
}

void forget_requests(App& app)
{
    app.log().clear();
    app.faults().clear();
}

Response reset(App& app)
{
    if (!app.seed(app.seed_name())) {
        return no_seed(app.seed_name());
    }
    forget_requests(app);
    return control_answer(Json::Object{{"seed", app.seed_name()}});
}

Response seed(App& app, const Request& request)
{
    const auto body = Json::parse(request.body);
    const std::string name = body ? (*body)["seed"].string_or() : "";
    if (name.empty()) {
        return control_refusal("the body must be {\"seed\": \"name\"}");
    }
    if (!app.seed(name)) {
        return no_seed(name);
    }
    app.set_seed_name(name);
    forget_requests(app);
    return control_answer(Json::Object{{"seed", name}});
}

Response get_clock(App& app)
{
    return control_answer(Json::Object{{"now", format_instant(app.clock().now())},
                                       {"stopped", app.clock().is_stopped()}});
}

/// How far the body moves the clock, whatever else it says; none where it makes no sense.
std::optional<std::chrono::milliseconds> wanted_move(const EmulatorClock& clock, const Json& body)
{
    if (const Json* set = body.find("set")) {
        const auto time = parse_instant(set->string_or());
        return time ? std::optional(*time - clock.now()) : std::nullopt;
    }
    const Json* advance = body.find("advance_seconds");
    if (advance == nullptr) {
        return std::chrono::milliseconds(0);
    }
    const std::int64_t seconds = advance->if_number() ? advance->int_or(0) : 0;
    const bool is_move =
        seconds != 0 && seconds <= advance_seconds_max && seconds >= -advance_seconds_max;
    return is_move ? std::optional(std::chrono::seconds(seconds)) : std::nullopt;
}

Response set_clock(App& app, const Request& request)
{
    constexpr std::string_view wanted =
        "the body must be {\"set\": \"2026-11-20T09:00:00Z\"}, {\"advance_seconds\": 3600} or "
        "{\"stopped\": true}";
    const auto body = Json::parse(request.body);
    if (!body || body->if_object() == nullptr || body->if_object()->empty()) {
        return control_refusal(wanted);
    }
    EmulatorClock& clock = app.clock();
    const auto move = wanted_move(clock, *body);
    const Json* stopped = body->find("stopped");
    if (!move || (stopped != nullptr && stopped->if_bool() == nullptr)) {
        return control_refusal(wanted);
    }
    clock.advance(*move);
    if (stopped != nullptr) {
        *stopped->if_bool() ? clock.stop() : clock.go();
    }
    return get_clock(app);
}

Response list_faults(App& app)
{
    Json rules = Json::array();
    for (const FaultRule& rule : app.faults().rules()) {
        rules.push_back(rule.to_json());
    }
    return control_answer(Json::Object{{"faults", std::move(rules)}});
}

/// One rule, or an array of them; none is taken where one is wrong.
Response add_faults(App& app, const Request& request)
{
    const auto body = Json::parse(request.body);
    if (!body) {
        return control_refusal("the body must be a rule or an array of rules");
    }
    const Json::Array items = body->if_array() ? *body->if_array() : Json::Array{*body};
    std::vector<FaultRule> rules;
    for (const Json& item : items) {
        auto rule = FaultRule::parse(item);
        if (!rule) {
            return control_refusal(rule.error());
        }
        if (rule->action == FaultAction::vendor && !app.refusal(rule->code)) {
            return control_refusal("this vendor has no code " + rule->code);
        }
        rules.push_back(*std::move(rule));
    }
    for (FaultRule& rule : rules) {
        app.faults().add(std::move(rule));
    }
    return list_faults(app);
}

} // namespace

Response control_answer(const Json& body, int status)
{
    return {.status = status,
            .headers = {{"content-type", "application/json; charset=utf-8"}},
            .body = body.dump()};
}

Response control_refusal(std::string_view reason)
{
    return control_answer(Json::Object{{"error", reason}}, 400);
}

void add_control_api(Router& router, App& app)
{
    auto add = [&](const char* method, const char* path, auto handler) {
        router.add(method, path, [&app, handler](const Request& request, const Params&) {
            return handler(app, request);
        });
    };
    using In = const Request&;
    add("POST", "/_emulator/reset", [](App& it, In) { return reset(it); });
    add("POST", "/_emulator/seed", seed);
    add("GET", "/_emulator/clock", [](App& it, In) { return get_clock(it); });
    add("POST", "/_emulator/clock", set_clock);
    add("DELETE", "/_emulator/clock", [](App& it, In) {
        it.clock().reset();
        return get_clock(it);
    });
    add("GET", "/_emulator/requests", [](App& it, In) {
        return control_answer(it.log().to_json());
    });
    add("DELETE", "/_emulator/requests", [](App& it, In) {
        it.log().clear();
        return control_answer(Json::object());
    });
    add("GET", "/_emulator/faults", [](App& it, In) { return list_faults(it); });
    add("POST", "/_emulator/faults", add_faults);
    add("DELETE", "/_emulator/faults", [](App& it, In) {
        it.faults().clear();
        return list_faults(it);
    });
}

} // namespace emulator::kit
