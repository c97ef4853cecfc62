#include "emulator/pipedrive/records/merge.hpp"

#include "emulator/pipedrive/api/record_endpoints.hpp"
#include "emulator/pipedrive/api/stamp.hpp"
#include "emulator/pipedrive/deals/deals.hpp"

namespace emulator::pipedrive {

namespace {

/// What API v1 answers of a deal here: ids instead of objects, times with a space.
Json answer_v1(const World& world, const Deal& deal)
{
    const Stage* stage = world.stage(deal.stage_id);
    const User* owner = world.user(deal.owner_id);
    return Json::Object{{"id", deal.id},
                        {"creator_user_id", deal.creator_user_id},
                        {"user_id", deal.owner_id},
                        {"person_id", answer::nullable(deal.person_id)},
                        {"org_id", answer::nullable(deal.org_id)},
                        {"stage_id", deal.stage_id},
                        {"stage_order_nr", stage - world.stages.data()},
                        {"title", deal.title},
                        {"value", answer::number(value(deal))},
                        {"currency", deal.currency},
                        {"add_time", stamp_v1(deal.add_time)},
                        {"update_time", stamp_v1(deal.update_time)},
                        {"active", deal.status == DealStatus::open},
                        {"deleted", false},
                        {"is_archived", deal.is_archived},
                        {"status", name(deal.status)},
                        {"visible_to", std::to_string(deal.visible_to)},
                        {"pipeline_id", only_pipeline_id},
                        {"products_count", static_cast<std::int64_t>(deal.products.size())},
                        {"person_name", world.person_name(deal.person_id)},
                        {"org_name", world.organization_name(deal.org_id)},
                        {"owner_name", owner == nullptr ? Json() : Json(owner->name)},
                        {"origin", deal.origin}};
}

Json answer_v1(const World& world, const Person& person)
{
    return Json::Object{{"id", person.id},
                        {"company_id", world.company.id},
                        {"owner_id", person.owner_id},
                        {"org_id", answer::nullable(person.org_id)},
                        {"name", person.name()},
                        {"first_name", person.first_name},
                        {"last_name", person.last_name},
                        {"active_flag", true},
                        {"add_time", stamp_v1(person.add_time)},
                        {"update_time", stamp_v1(person.update_time)},
                        {"visible_to", std::to_string(person.visible_to)}};
}

/// Of a merged organization only the id is told, by the specification.
Json answer_v1(const World&, const Organization& organization)
{
    return Json::Object{{"id", organization.id}};
}

template <class Item>
void append(std::vector<Item>& target, const std::vector<Item>& items)
{
    target.insert(target.end(), items.begin(), items.end());
}

void take_over(Deal& target, const Deal& gone)
{
    append(target.products, gone.products);
    append(target.participants, gone.participants);
    target.person_id = target.person_id ? target.person_id : gone.person_id;
    target.org_id = target.org_id ? target.org_id : gone.org_id;
}

void take_over(Person& target, const Person& gone)
{
    auto add = [](std::vector<ContactPoint>& points, const std::vector<ContactPoint>& others) {
        for (ContactPoint point : others) {
            if (!contains(points, point.value, &ContactPoint::value)) {
                point.primary = points.empty();
                points.push_back(std::move(point));
            }
        }
    };
    add(target.emails, gone.emails);
    add(target.phones, gone.phones);
    target.org_id = target.org_id ? target.org_id : gone.org_id;
}

void take_over(Organization& target, const Organization& gone)
{
    target.address = target.address ? target.address : gone.address;
    target.website = target.website ? target.website : gone.website;
}

/// Lets every record of the map that pointed to `from` point to `to`.
template <class Record>
void relink(std::map<RecordId, Record>& records,
            OptionalId Record::* member,
            RecordId from,
            RecordId to)
{
    for (auto& [id, record] : records) {
        if (record.*member == from) {
            record.*member = to;
        }
    }
}

void relink(World& world, const Deal&, RecordId from, RecordId to)
{
    relink(world.notes, &Note::deal_id, from, to);
    relink(world.files, &File::deal_id, from, to);
    relink(world.activities, &Activity::deal_id, from, to);
}

void relink(World& world, const Person&, RecordId from, RecordId to)
{
    relink(world.deals, &Deal::person_id, from, to);
    relink(world.notes, &Note::person_id, from, to);
    relink(world.files, &File::person_id, from, to);
    for (auto& [id, activity] : world.activities) {
        for (Participant& participant : activity.participants) {
            participant.person_id = participant.person_id == from ? to : participant.person_id;
        }
    }
}

void relink(World& world, const Organization&, RecordId from, RecordId to)
{
    relink(world.deals, &Deal::org_id, from, to);
    relink(world.persons, &Person::org_id, from, to);
    relink(world.notes, &Note::org_id, from, to);
    relink(world.files, &File::org_id, from, to);
    relink(world.activities, &Activity::org_id, from, to);
}

/// The two changes that a merge makes: the one that stays is changed, the other is removed.
template <class Record>
void merge_into(const Call& call, Record& target, Record gone)
{
    World& world = call.context.world;
    Json before = record_json(world, target);
    Json gone_before = record_json(world, gone);
    take_over(target, gone);
    for (const auto& [code, value] : gone.custom_fields) {
        target.custom_fields.emplace(code, value);
    }
    target.update_time = call.now();
    relink(world, gone, gone.id, target.id);
    take_out(world, gone);
    const std::string_view entity = name(RecordTraits<Record>::kind);
    remember(call, entity, gone.id, Action::remove, std::move(gone_before), nullptr);
    world.changes.back().merged_with = target.id;
    remember(call, entity, target.id, Action::merge, std::move(before), record_json(world, target));
    world.changes.back().merged_with = gone.id;
}

template <class Record>
Response merge(const Call& call)
{
    const Record* gone = record_of<Record>(call);
    if (gone == nullptr) {
        return answer::not_found();
    }
    const auto body = Json::parse(call.request.body);
    const RecordId target_id = body ? (*body)["merge_with_id"].int_or(0) : 0;
    if (target_id == 0 || target_id == gone->id) {
        return answer::bad_request("merge_with_id must be the id of another record");
    }
    Record* target = find(records_of<Record>(call), target_id);
    if (target == nullptr) {
        return answer::not_found();
    }
    const RecordId gone_id = gone->id;
    merge_into(call, *target, *gone);
    Json json = answer_v1(call.context.world, *target);
    if constexpr (!std::is_same_v<Record, Organization>) {
        json.set("merge_what_id", gone_id);
    }
    return answer::single(std::move(json));
}

} // namespace

Response merge_deal(const Call& call)
{
    return merge<Deal>(call);
}

Response merge_person(const Call& call)
{
    return merge<Person>(call);
}

Response merge_organization(const Call& call)
{
    return merge<Organization>(call);
}

Response duplicate_deal(const Call& call)
{
    const Deal* original = record_of<Deal>(call);
    if (original == nullptr) {
        return answer::not_found();
    }
    World& world = call.context.world;
    Deal copy = *original;
    copy.id = world.new_id("deal");
    copy.creator_user_id = call.session.user_id;
    copy.add_time = call.now();
    copy.installments.clear(); // products and contacts are copied, what is billed is not
    copy.discounts.clear();
    for (DealProduct& line : copy.products) {
        line.id = world.new_id("deal_product");
    }
    Deal& stored = world.deals[copy.id];
    store(call, stored, std::move(copy), Action::create, 200);
    return answer::single(answer_v1(world, stored));
}

} // namespace emulator::pipedrive
