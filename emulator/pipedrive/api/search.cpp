#include "emulator/pipedrive/api/search.hpp"

#include "emulator/pipedrive/api/record_endpoints.hpp"
#include "emulator/pipedrive/deals/deals.hpp"

#include <cctype>

namespace emulator::pipedrive {

namespace {

bool same_letter(char a, char b)
{
    return std::tolower(static_cast<unsigned char>(a)) ==
           std::tolower(static_cast<unsigned char>(b));
}

/// What is searched for.
struct Search {
    std::string term;
    bool exact = false;
    std::vector<std::string> fields; ///< empty: all

    bool finds(std::string_view text) const
    {
        return exact ? std::ranges::equal(text, term, same_letter)
                     : contains_ignoring_case(text, term);
    }
    bool covers(std::string_view field) const
    {
        return fields.empty() || std::ranges::find(fields, field) != fields.end();
    }
};

Search read_search(Query& query,
                   const net::Request& request,
                   std::initializer_list<std::string_view> fields)
{
    constexpr std::size_t term_min = 2; // 1 with `exact_match`
    Search search{.term = std::string(request.parameter("term")),
                  .exact = query.boolean("exact_match"),
                  .fields = query.words("fields", fields.size())};
    if (search.term.size() < (search.exact ? 1 : term_min)) {
        query.complain("term: Must be at least 2 characters, 1 with exact_match");
    }
    for (const std::string& field : search.fields) {
        if (std::ranges::find(fields, field) == fields.end()) {
            query.complain("fields: Not one of the allowed values");
        }
    }
    return search;
}

/// What has been found in the record, field by field.
struct Hits {
    const Search& search;
    bool any = false;
    Json custom_fields = Json::array();
    Json notes = Json::array();

    void look(std::string_view field, std::string_view text)
    {
        any = any || (search.covers(field) && search.finds(text));
    }

    void look_in_custom_fields(const CustomValues& values)
    {
        for (const auto& [code, value] : values) {
            const std::string text =
                value.if_string() ? value.string_or() : value["value"].string_or();
            if (!text.empty() && search.covers("custom_fields") && search.finds(text)) {
                custom_fields.push_back(text);
                any = true;
            }
        }
    }

    template <class Belongs>
    void look_in_notes(const World& world, Belongs belongs)
    {
        for (const auto& [id, note] : world.notes) {
            if (belongs(note) && search.covers("notes") && search.finds(note.content)) {
                notes.push_back(note.content);
                any = true;
            }
        }
    }
};

/// How much of the name the term is; the vendor does not tell how it computes scores.
Json score(const Search& search, std::string_view record_name)
{
    const auto size = static_cast<std::int64_t>(std::max(record_name.size(), search.term.size()));
    const Decimal part = Decimal(static_cast<std::int64_t>(search.term.size()))
                             .divided_by(Decimal(size), 2, billbridge::Rounding::half_up);
    return answer::number(part);
}

Json named(OptionalId id, const std::string& record_name)
{
    return id ? Json(Json::Object{{"id", *id}, {"name", record_name}}) : Json();
}

Json organization_link(const World& world, OptionalId id)
{
    Json link = named(id, world.organization_name(id));
    const Organization* organization = id ? find(world.organizations, *id) : nullptr;
    if (organization != nullptr) {
        link.set("address", organization->address ? Json(organization->address->value) : Json());
    }
    return link;
}

Json owner(RecordId id)
{
    return Json::Object{{"id", id}};
}

/// Searches those records of one kind that `wanted` lets through. `look` fills the hits, `item`
/// renders a record that was found.
template <class Record, class Wanted, class Look, class Item>
Response search_records(
    const Call& call, Query& query, const Search& search, Wanted wanted, Look look, Item item)
{
    const PageRequest page = page_request(query, call.request, "id");
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    std::vector<SortKey> keys;
    Json::Array items;
    for (const auto& [id, record] : records_of<Record>(call)) {
        Hits hits{search};
        if (!wanted(record)) {
            continue;
        }
        look(hits, record);
        hits.look_in_custom_fields(record.custom_fields);
        if (hits.any) {
            keys.push_back({id, id});
            items.push_back(item(hits, record));
        }
    }
    Page found = page_of(keys, page);
    Json part = Json::array();
    for (const std::size_t position : found.positions) {
        part.push_back(std::move(items[position]));
    }
    return answer::page_v2(Json::Object{{"items", std::move(part)}}, std::move(found.next_cursor));
}

Json result(const Search& search, std::string_view record_name, Json item)
{
    return Json::Object{{"result_score", score(search, record_name)}, {"item", std::move(item)}};
}

Json deal_item(const World& world, const Hits& hits, const Deal& deal)
{
    const Stage* stage = world.stage(deal.stage_id);
    return Json::Object{{"id", deal.id},
                        {"type", "deal"},
                        {"title", deal.title},
                        {"value", answer::number(value(deal))},
                        {"currency", deal.currency},
                        {"status", name(deal.status)},
                        {"visible_to", deal.visible_to},
                        {"owner", owner(deal.owner_id)},
                        {"stage", named(deal.stage_id, stage == nullptr ? "" : stage->name)},
                        {"person", named(deal.person_id, world.person_name(deal.person_id))},
                        {"organization", organization_link(world, deal.org_id)},
                        {"custom_fields", hits.custom_fields},
                        {"notes", hits.notes},
                        {"is_archived", deal.is_archived}};
}

Json values_of(const std::vector<ContactPoint>& points)
{
    Json list = Json::array();
    for (const ContactPoint& point : points) {
        list.push_back(point.value);
    }
    return list;
}

Json person_item(const World& world, const Hits& hits, const Person& person)
{
    return Json::Object{{"id", person.id},
                        {"type", "person"},
                        {"name", person.name()},
                        {"phones", values_of(person.phones)},
                        {"emails", values_of(person.emails)},
                        {"visible_to", person.visible_to},
                        {"owner", owner(person.owner_id)},
                        {"organization", organization_link(world, person.org_id)},
                        {"custom_fields", hits.custom_fields},
                        {"notes", hits.notes}};
}

} // namespace

bool contains_ignoring_case(std::string_view text, std::string_view part)
{
    return part.empty() || std::ranges::search(text, part, same_letter).begin() != text.end();
}

Response search_deals(const Call& call)
{
    const World& world = call.context.world;
    Query query(call.request);
    const Search search = read_search(query, call.request, {"title", "notes", "custom_fields"});
    const auto person_id = query.integer("person_id");
    const auto org_id = query.integer("organization_id");
    const bool any_status = call.request.parameter("status").empty();
    const std::string status = query.choice("status", {"open", "won", "lost"});
    auto is_wanted = [&](const Deal& deal) {
        return (!person_id || deal.person_id == *person_id) &&
               (!org_id || deal.org_id == *org_id) && (any_status || name(deal.status) == status);
    };
    return search_records<Deal>(
        call,
        query,
        search,
        is_wanted,
        [&](Hits& hits, const Deal& deal) {
            hits.look("title", deal.title);
            hits.look_in_notes(world, [&](const Note& note) { return note.deal_id == deal.id; });
        },
        [&](const Hits& hits, const Deal& deal) {
            return result(search, deal.title, deal_item(world, hits, deal));
        });
}

Response search_persons(const Call& call)
{
    const World& world = call.context.world;
    Query query(call.request);
    const Search search =
        read_search(query, call.request, {"name", "email", "phone", "notes", "custom_fields"});
    const auto org_id = query.integer("organization_id");
    return search_records<Person>(
        call,
        query,
        search,
        [&](const Person& person) { return !org_id || person.org_id == *org_id; },
        [&](Hits& hits, const Person& person) {
            hits.look("name", person.name());
            for (const ContactPoint& email : person.emails) {
                hits.look("email", email.value);
            }
            for (const ContactPoint& phone : person.phones) {
                hits.look("phone", phone.value);
            }
            hits.look_in_notes(world,
                               [&](const Note& note) { return note.person_id == person.id; });
        },
        [&](const Hits& hits, const Person& person) {
            return result(search, person.name(), person_item(world, hits, person));
        });
}

Response search_organizations(const Call& call)
{
    const World& world = call.context.world;
    Query query(call.request);
    const Search search =
        read_search(query, call.request, {"name", "address", "notes", "custom_fields"});
    return search_records<Organization>(
        call,
        query,
        search,
        [](const Organization&) { return true; },
        [&](Hits& hits, const Organization& organization) {
            hits.look("name", organization.name);
            hits.look("address", organization.address ? organization.address->value : "");
            hits.look_in_notes(world,
                               [&](const Note& note) { return note.org_id == organization.id; });
        },
        [&](const Hits& hits, const Organization& organization) {
            Json item = organization_link(world, organization.id);
            item.set("type", "organization");
            item.set("visible_to", organization.visible_to);
            item.set("owner", owner(organization.owner_id));
            item.set("custom_fields", hits.custom_fields);
            item.set("notes", hits.notes);
            return result(search, organization.name, std::move(item));
        });
}

Response search_products(const Call& call)
{
    Query query(call.request);
    const Search search = read_search(query, call.request, {"name", "code", "custom_fields"});
    return search_records<Product>(
        call,
        query,
        search,
        [](const Product&) { return true; },
        [](Hits& hits, const Product& product) {
            hits.look("name", product.name);
            hits.look("code", product.code);
        },
        [&](const Hits& hits, const Product& product) {
            return result(search,
                          product.name,
                          Json::Object{{"id", product.id},
                                       {"type", "product"},
                                       {"name", product.name},
                                       {"code", product.code},
                                       {"visible_to", product.visible_to},
                                       {"owner", owner(product.owner_id)},
                                       {"custom_fields", hits.custom_fields}});
        });
}

} // namespace emulator::pipedrive
