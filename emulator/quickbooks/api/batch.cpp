#include "emulator/quickbooks/api/batch.hpp"

#include "emulator/quickbooks/query/query.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace {

std::string named(std::string_view name, std::string_view text)
{
    return Json(name).dump() + ":" + std::string(text);
}

/// The one member that is an entity; null where there is none.
const Json::Member* find_entity(const Json& item)
{
    const auto& members = *item.if_object();
    const auto it = std::ranges::find_if(
        members, [](const auto& member) { return find_entity_type(member.first) != nullptr; });
    return it == members.end() ? nullptr : &*it;
}

/// `optionsData` carries what a single request has in its address, "include=allowduplicatedocnum";
/// the format is not confirmed.
Includes includes_of(const Json& item, Includes includes)
{
    const std::string options = item["optionsData"].string_or();
    if (options.find("allowduplicatedocnum") != std::string::npos) {
        includes.duplicate_number = true;
    }
    if (options.find("void") != std::string::npos) {
        includes.voiding = true;
    }
    return includes;
}

/// The member of the answer that tells the outcome.
Outcome<std::string>
run_item(Company& company, const Json& item, const Includes& includes, Time now)
{
    if (item["Query"].if_string() != nullptr) {
        const auto text = [&](const EntityType& type, const Record& record) {
            return record_text(type, record, includes);
        };
        auto found = run_query(company, *item["Query"].if_string(), now, text);
        return found ? Outcome<std::string>(named("QueryResponse", *found)) : found;
    }
    const Json::Member* entity = find_entity(item);
    if (entity == nullptr) {
        return std::unexpected(fault("2000"));
    }
    const std::string operation = item["operation"].string_or();
    if (operation.empty()) {
        return std::unexpected(missing("operation"));
    }
    const EntityType& type = *find_entity_type(entity->first);
    auto done = operate(company, type, operation, entity->second, includes_of(item, includes), now);
    return done ? Outcome<std::string>(named(type.name, *done)) : done;
}

std::string answer_of(Company& company, const Json& item, const Includes& includes, Time now)
{
    const auto outcome = run_item(company, item, includes, now);
    // Without the time that a whole answer has beside it.
    const std::string told =
        outcome ? *outcome
                : named("Fault", fault_body(outcome.error(), stamp(now))["Fault"].dump());
    return "{" + told + "," + named("bId", Json(text_of(item["bId"])).dump()) + "}";
}

} // namespace

Outcome<std::string>
run_batch(Company& company, const Json& body, const Includes& includes, Time now)
{
    const auto* items = body["BatchItemRequest"].if_array();
    if (items == nullptr || items->empty()) {
        return std::unexpected(missing("BatchItemRequest"));
    }
    if (items->size() > batch_items_max) {
        return std::unexpected(fault("1040"));
    }
    if (std::ranges::any_of(*items, [](const Json& item) { return item.if_object() == nullptr; })) {
        return std::unexpected(fault("2010", "A batch item is no JSON object"));
    }
    std::string answers;
    for (const Json& item : *items) {
        answers += (answers.empty() ? "" : ",") + answer_of(company, item, includes, now);
    }
    return "{\"BatchItemResponse\":[" + answers + "]," +
           named("time", Json(stamp_with_milliseconds(now)).dump()) + "}";
}

} // namespace emulator::quickbooks
