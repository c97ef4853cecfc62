#include "emulator/pipedrive/contacts/persons.hpp"

#include "emulator/pipedrive/contacts/contact_list.hpp"
#include "emulator/pipedrive/records/custom_value.hpp"

namespace emulator::pipedrive {

namespace {

/// One address or number, or the reason why it is none.
std::expected<ContactPoint, std::string> contact_point(const Json& item)
{
    const std::string* value = item["value"].if_string();
    const Json& primary = item["primary"];
    const Json& label = item["label"];
    if (value == nullptr || (!primary.is_null() && primary.if_bool() == nullptr) ||
        (!label.is_null() && label.if_string() == nullptr)) {
        return std::unexpected("Expected objects with value, primary and label");
    }
    return ContactPoint{*value, primary.bool_or(false), label.string_or("work")};
}

void take_points(Body& body, std::string_view member, std::vector<ContactPoint>& target)
{
    const Json* given = body.find(member);
    if (given == nullptr) {
        return;
    }
    const Json::Array* items = given->if_array();
    if (items == nullptr) {
        body.complain(std::string(member) + ": Expected array");
        return;
    }
    std::vector<ContactPoint> points;
    for (const Json& item : *items) {
        auto point = contact_point(item);
        if (!point) {
            body.complain(std::string(member) + ": " + point.error());
            return;
        }
        points.push_back(*std::move(point));
    }
    // Without a primary one it is the first; of several, the first of them (unconfirmed).
    const auto primary = std::ranges::find(points, true, &ContactPoint::primary);
    const auto chosen = primary == points.end() ? points.begin() : primary;
    for (auto point = points.begin(); point != points.end(); ++point) {
        point->primary = point == chosen;
    }
    target = std::move(points);
}

/// The first word is the first name, the rest the last name.
void take_name(Body& body, Person& person)
{
    std::string full = person.name();
    body.title("name", full);
    if (full == person.name()) {
        return;
    }
    const std::size_t space = std::min(full.find(' '), full.size());
    person.first_name = full.substr(0, space);
    person.last_name = full.substr(std::min(space + 1, full.size()));
}

/// Members that only companies with contact sync or Campaigns may write; this one has neither.
std::optional<Response> refuse_extras(const Call& call)
{
    const auto json = Json::parse(call.request.body);
    for (const char* member : {"postal_address", "notes", "im", "birthday", "job_title"}) {
        if (json && json->find(member) != nullptr) {
            return answer::forbidden("Contact sync is not enabled for this company.");
        }
    }
    return json && json->find("marketing_status") != nullptr
               ? std::optional(answer::forbidden("Campaigns is not enabled for this company."))
               : std::nullopt;
}

} // namespace

void write(Body& body, const Call& call, Person& person)
{
    const World& world = call.context.world;
    take_name(body, person);
    body.user("owner_id", world, person.owner_id);
    body.reference("org_id", world.organizations, person.org_id);
    take_points(body, "emails", person.emails);
    take_points(body, "phones", person.phones);
    if (std::optional<Time> added = person.add_time; person.id == 0) {
        body.time("add_time", added);
        person.add_time = added.value_or(person.add_time);
    }
    take_visibility(body, person.visible_to);
    take_labels(body, world, RecordKind::person, person.label_ids);
    take_custom_fields(body, world, RecordKind::person, person.custom_fields);
}

void take_out(World& world, const Person& person)
{
    const RecordId id = person.id;
    for (auto& [deal_id, deal] : world.deals) {
        if (deal.person_id == id) {
            deal.person_id.reset();
        }
        std::erase_if(deal.participants,
                      [&](const Participant& participant) { return participant.person_id == id; });
    }
    world.persons.erase(id);
}

Response list_persons(const Call& call)
{
    Query query(call.request);
    const auto org_id = query.integer("org_id");
    const auto deal_id = query.integer("deal_id");
    const Deal* deal = deal_id ? find(call.context.world.deals, *deal_id) : nullptr;
    auto is_of_deal = [&](const Person& person) {
        return deal != nullptr &&
               (deal->person_id == person.id ||
                contains(deal->participants, person.id, &Participant::person_id));
    };
    return list_contacts<Person>(call, query, [&](const Person& person) {
        return (!org_id || person.org_id == *org_id) && (!deal_id || is_of_deal(person));
    });
}

Response get_person(const Call& call)
{
    return get_record<Person>(call);
}

Response create_person(const Call& call)
{
    const auto refused = refuse_extras(call);
    return refused ? *refused : create_record<Person>(call);
}

Response update_person(const Call& call)
{
    const auto refused = refuse_extras(call);
    return refused ? *refused : update_record<Person>(call);
}

Response delete_person(const Call& call)
{
    return delete_record<Person>(call);
}

} // namespace emulator::pipedrive
