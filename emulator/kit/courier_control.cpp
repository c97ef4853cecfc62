#include "emulator/kit/courier_control.hpp"

namespace emulator::kit {

using billbridge::Json;

namespace {

std::optional<std::string> set_switch(const Json& body, const char* name, bool& target)
{
    const Json* value = body.find(name);
    if (value == nullptr) {
        return std::nullopt;
    }
    if (value->if_bool() == nullptr) {
        return std::string(name) + " must be true or false";
    }
    target = *value->if_bool();
    return std::nullopt;
}

} // namespace

std::optional<std::string> set_courier(Courier& courier, const Json& body)
{
    constexpr std::int64_t no_number = -1;
    const std::int64_t lose =
        body.find("lose") == nullptr ? courier.to_lose : body["lose"].int_or(no_number);
    if (lose < 0) {
        return "lose must be a number";
    }
    bool holds = courier.holds;
    bool duplicates = courier.duplicates;
    bool reorders = courier.reorders;
    for (const auto& problem : {set_switch(body, "hold", holds),
                                set_switch(body, "duplicate", duplicates),
                                set_switch(body, "reorder", reorders)}) {
        if (problem) {
            return problem;
        }
    }
    courier.holds = holds;
    courier.duplicates = duplicates;
    courier.reorders = reorders;
    courier.to_lose = lose;
    return std::nullopt;
}

Json courier_json(const Courier& courier)
{
    Json body = Json::Object{{"hold", courier.holds},
                             {"duplicate", courier.duplicates},
                             {"reorder", courier.reorders},
                             {"lose", courier.to_lose}};
    const Json lists = courier.to_json();
    for (const auto& [name, list] : *lists.if_object()) {
        body.set(name, list);
    }
    return body;
}

} // namespace emulator::kit
