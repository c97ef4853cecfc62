#include "emulator/quickbooks/api/change_data.hpp"

#include "emulator/quickbooks/books/text.hpp"

#include <algorithm>
#include <ranges>
#include <tuple>
#include <vector>

namespace emulator::quickbooks {

namespace {

constexpr std::size_t objects_max = 1000;
/// Of every type, Id is the first property.
constexpr std::size_t id_place = 0;

/// The vendor keeps no history of these.
constexpr std::string_view not_covered[] = {"TaxAgency", "TaxCode", "TaxRate"};

std::string trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(' ');
    const auto end = text.find_last_not_of(' ');
    return begin == std::string_view::npos ? "" : std::string(text.substr(begin, end - begin + 1));
}

Outcome<std::vector<const EntityType*>> read_types(std::string_view entities)
{
    std::vector<const EntityType*> types;
    for (const auto part : std::views::split(entities, ',')) {
        const std::string name = trimmed(std::string_view(part.begin(), part.end()));
        const EntityType* type = find_entity_type(name);
        const bool is_covered =
            type != nullptr && std::ranges::find(not_covered, type->name) == std::end(not_covered);
        if (!is_covered) {
            return std::unexpected(
                fault("2000", "Invalid or unsupported object name : " + name, name));
        }
        types.push_back(type);
    }
    return types;
}

Outcome<Time> read_since(std::string_view text, Time now)
{
    const auto since = parse_stamp(text);
    if (!since) {
        return std::unexpected(
            fault("2070", "Invalid Date : changedSince " + std::string(text), "changedSince"));
    }
    if (now - *since > change_data_window) {
        // The code is not confirmed.
        return std::unexpected(
            fault("2070", "changedSince lies more than 30 days back", "changedSince"));
    }
    return *since;
}

std::string stub(const Deletion& deletion)
{
    return Json(Json::Object{{"domain", "QBO"},
                             {"status", "Deleted"},
                             {"Id", deletion.id},
                             {"MetaData", Json::Object{{"LastUpdatedTime", stamp(deletion.time)}}}})
        .dump();
}

std::vector<std::string> changed_texts(const Company& company, const EntityType& type, Time since)
{
    const auto bound = comparable(stamp(since), ValueKind::instant);
    std::vector<const Record*> changed;
    for (const Record& record : company.table(type.name).records()) {
        if (record.last_update() >= *bound) {
            changed.push_back(&record);
        }
    }
    std::sort(changed.begin(), changed.end(), [](const Record* a, const Record* b) {
        return std::tie(a->last_update(), a->value(id_place)) <
               std::tie(b->last_update(), b->value(id_place));
    });
    std::vector<std::string> texts;
    for (const Record* record : changed) {
        texts.push_back(record->text());
    }
    for (const Deletion& deletion : company.deletions) {
        if (deletion.entity == type.name && deletion.time >= since) {
            texts.push_back(stub(deletion));
        }
    }
    return texts;
}

/// One element of the answer; `room` is how many objects may still come.
std::string
changes_of(const Company& company, const EntityType& type, Time since, std::size_t& room)
{
    const auto texts = changed_texts(company, type, since);
    const std::size_t count = std::min(texts.size(), room);
    room -= count;
    if (count == 0) {
        return "{}";
    }
    std::string list;
    for (const std::string& text : texts | std::views::take(count)) {
        list += (list.empty() ? "" : ",") + text;
    }
    const std::string number = std::to_string(count);
    return "{\"" + std::string(type.name) + "\":[" + list +
           "],\"startPosition\":1,\"maxResults\":" + number + ",\"totalCount\":" + number + "}";
}

} // namespace

Outcome<std::string> change_data(const Company& company,
                                 std::string_view entities,
                                 std::string_view changed_since,
                                 Time now)
{
    if (trimmed(entities).empty()) {
        return std::unexpected(missing("entities"));
    }
    if (trimmed(changed_since).empty()) {
        return std::unexpected(missing("changedSince"));
    }
    const auto types = read_types(entities);
    if (!types) {
        return std::unexpected(types.error());
    }
    const auto since = read_since(changed_since, now);
    if (!since) {
        return std::unexpected(since.error());
    }
    std::size_t room = objects_max;
    std::string responses;
    for (const EntityType* type : *types) {
        responses += (responses.empty() ? "" : ",") + changes_of(company, *type, *since, room);
    }
    return "{\"CDCResponse\":[{\"QueryResponse\":[" + responses + "]}],\"time\":\"" +
           stamp_with_milliseconds(now) + "\"}";
}

} // namespace emulator::quickbooks
