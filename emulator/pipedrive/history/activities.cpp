#include "emulator/pipedrive/history/activities.hpp"

#include "base/json_map.hpp"
#include "emulator/pipedrive/api/record_endpoints.hpp"
#include "emulator/pipedrive/api/stamp.hpp"
#include "emulator/pipedrive/history/note_text.hpp"

namespace emulator::pipedrive {

namespace {

/// The primary participant is the activity's person, which cannot be written otherwise.
OptionalId person_of(const Activity& activity)
{
    return activity.participants.empty() ? OptionalId()
                                         : OptionalId(activity.participants.front().person_id);
}

Json participants_json(const Activity& activity)
{
    Json list = Json::array();
    for (const Participant& participant : activity.participants) {
        list.push_back(Json::Object{{"person_id", participant.person_id},
                                    {"primary", participant.person_id == person_of(activity)}});
    }
    return list;
}

Json activity_json(const Activity& activity, bool with_attendees = false)
{
    auto text = [](const std::string& value) { return value.empty() ? Json() : Json(value); };
    Json json = Json::Object{
        {"id", activity.id},
        {"subject", activity.subject},
        {"type", activity.type},
        {"owner_id", activity.owner_id},
        {"creator_user_id", activity.creator_user_id},
        {"is_deleted", false},
        {"add_time", stamp_v2(activity.add_time)},
        {"update_time", stamp_v2(activity.update_time)},
        {"deal_id", answer::nullable(activity.deal_id)},
        {"lead_id", nullptr},
        {"person_id", answer::nullable(person_of(activity))},
        {"org_id", answer::nullable(activity.org_id)},
        {"project_id", nullptr},
        {"due_date", activity.due_date ? Json(to_string(*activity.due_date)) : Json()},
        {"due_time", text(activity.due_time)},
        {"duration", text(activity.duration)},
        {"busy", activity.busy},
        {"done", activity.done},
        {"marked_as_done_time",
         activity.marked_as_done_time ? Json(stamp_v2(*activity.marked_as_done_time)) : Json()},
        {"location", activity.location ? billbridge::to_json(*activity.location) : Json()},
        {"participants", participants_json(activity)},
        {"conference_meeting_client", nullptr},
        {"conference_meeting_url", nullptr},
        {"conference_meeting_id", nullptr},
        {"public_description", text(activity.public_description)},
        {"priority", answer::nullable(activity.priority)},
        {"note", text(activity.note)}};
    if (with_attendees) {
        json.set("attendees", activity.attendees);
    }
    return json;
}

/// `HH:MM` or `HH:MM:SS`, the second where it has seconds.
void take_clock_time(Body& body, std::string_view member, std::string& target)
{
    constexpr std::size_t short_size = 5;
    constexpr std::size_t full_size = 8;
    std::optional<std::string> text = target;
    body.text(member, text);
    const std::string clock = text.value_or("");
    bool fits = clock.empty() || clock.size() == short_size || clock.size() == full_size;
    for (std::size_t i = 0; i < clock.size(); ++i) {
        const bool is_colon = i % 3 == 2;
        fits = fits && (is_colon ? clock[i] == ':' : clock[i] >= '0' && clock[i] <= '9');
    }
    if (!fits) {
        body.complain(std::string(member) + ": Expected time in the format HH:MM");
        return;
    }
    target = clock;
}

void take_participants(Body& body, const Call& call, Activity& activity)
{
    const Json* given = body.find("participants");
    if (given == nullptr) {
        return;
    }
    if (given->if_array() == nullptr) {
        body.complain("participants: Expected array");
        return;
    }
    std::vector<Participant> read;
    for (const Json& item : *given->if_array()) {
        const auto id = strict_integer(item["person_id"]);
        if (!id || find(call.context.world.persons, *id) == nullptr) {
            body.complain("participants: Person not found");
            return;
        }
        const Participant participant{
            .person_id = *id, .added_by = call.session.user_id, .add_time = call.now()};
        const bool primary = item["primary"].bool_or(false);
        read.insert(primary ? read.begin() : read.end(), participant);
    }
    activity.participants = std::move(read);
}

void take_type(Body& body, const World& world, Activity& activity)
{
    body.text("type", activity.type);
    if (!contains(world.activity_types, activity.type, &ActivityType::key)) {
        body.complain("type: Unknown activity type");
    }
}

void write_activity(Body& body, const Call& call, Activity& activity)
{
    const World& world = call.context.world;
    body.title("subject", activity.subject);
    take_type(body, world, activity);
    body.user("owner_id", world, activity.owner_id);
    body.reference("deal_id", world.deals, activity.deal_id);
    body.reference("org_id", world.organizations, activity.org_id);
    take_participants(body, call, activity);
    if (const Json* attendees = body.find("attendees")) {
        if (attendees->if_array() == nullptr) {
            body.complain("attendees: Expected array");
        }
        activity.attendees = *attendees;
    }
    body.date("due_date", activity.due_date);
    take_clock_time(body, "due_time", activity.due_time);
    take_clock_time(body, "duration", activity.duration);
    body.boolean("busy", activity.busy);
    const bool was_done = activity.done;
    body.boolean("done", activity.done);
    if (activity.done != was_done) {
        activity.marked_as_done_time =
            activity.done ? std::optional<Time>(call.now()) : std::nullopt;
    }
    body.address("location", activity.location);
    body.text("public_description", activity.public_description, text_max);
    body.integer("priority", activity.priority);
    if (std::string note = activity.note; body.has("note")) {
        body.text("note", note, text_max);
        activity.note = sanitize_note(note);
    }
    activity.update_time = call.now();
}

Activity* activity_of(const Call& call)
{
    const auto id = parse_integer(call.id);
    return id ? find(call.context.world.activities, *id) : nullptr;
}

/// The filters of the list, as one question to an activity.
struct ActivityFilter {
    std::vector<std::int64_t> ids;
    std::optional<std::int64_t> owner_id, deal_id, person_id, org_id;
    std::optional<bool> done;
    std::optional<Time> updated_since, updated_until;

    bool matches(const Activity& activity) const
    {
        auto fits = [](const auto& wanted, const auto& actual) {
            return !wanted || actual == *wanted;
        };
        return (ids.empty() || std::ranges::find(ids, activity.id) != ids.end()) &&
               fits(owner_id, activity.owner_id) && fits(deal_id, activity.deal_id) &&
               fits(person_id, person_of(activity)) && fits(org_id, activity.org_id) &&
               fits(done, activity.done) &&
               (!updated_since || activity.update_time >= *updated_since) &&
               (!updated_until || activity.update_time < *updated_until);
    }
};

ActivityFilter activity_filter(Query& query, const net::Request& request)
{
    constexpr std::size_t ids_max = 100;
    const bool done = query.boolean("done");
    return {.ids = query.integers("ids", ids_max),
            .owner_id = query.integer("owner_id"),
            .deal_id = query.integer("deal_id"),
            .person_id = query.integer("person_id"),
            .org_id = query.integer("org_id"),
            .done = request.parameter("done").empty() ? std::nullopt : std::optional(done),
            .updated_since = query.time("updated_since"),
            .updated_until = query.time("updated_until")};
}

/// Whether the caller wants the attendees, too.
bool wants_attendees(Query& query)
{
    const auto parts = query.words("include_fields", 1);
    if (!parts.empty() && parts.front() != "attendees") {
        query.complain("include_fields: Unknown field " + parts.front());
    }
    return !parts.empty();
}

} // namespace

Response list_activities(const Call& call)
{
    Query query(call.request);
    const bool attendees = wants_attendees(query);
    const ActivityFilter filter = activity_filter(query, call.request);
    const PageRequest page =
        page_request(query,
                     call.request,
                     query.choice("sort_by", {"id", "update_time", "add_time", "due_date"}));
    refuse_filter(query);
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    std::vector<const Activity*> found;
    std::vector<SortKey> keys;
    for (const auto& [id, activity] : call.context.world.activities) {
        if (filter.matches(activity)) {
            found.push_back(&activity);
            const bool by_day = page.sort_by == "due_date" && activity.due_date;
            keys.push_back(by_day ? SortKey{.id = id, .text = to_string(*activity.due_date)}
                                  : sort_key(activity, page.sort_by));
        }
    }
    Json items = Json::array();
    Page part = page_of(keys, page);
    for (const std::size_t position : part.positions) {
        items.push_back(activity_json(*found[position], attendees));
    }
    return answer::page_v2(std::move(items), std::move(part.next_cursor));
}

Response get_activity(const Call& call)
{
    Query query(call.request);
    const bool attendees = wants_attendees(query);
    if (!query.problem().empty()) {
        return answer::validation_failed(query.problem());
    }
    const Activity* activity = activity_of(call);
    return activity == nullptr ? answer::not_found()
                               : answer::single(activity_json(*activity, attendees));
}

Response create_activity(const Call& call)
{
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    World& world = call.context.world;
    Activity activity{.owner_id = call.session.user_id,
                      .creator_user_id = call.session.user_id,
                      .add_time = call.now()};
    Body body(*json);
    write_activity(body, call, activity);
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    if (activity.subject.empty()) { // the type's name, as in the web pages (unconfirmed)
        activity.subject =
            std::ranges::find(world.activity_types, activity.type, &ActivityType::key)->name;
    }
    activity.id = world.new_id("activity");
    const Activity& stored =
        world.activities.emplace(activity.id, std::move(activity)).first->second;
    Json created = activity_json(stored);
    remember(call, "activity", stored.id, Action::create, nullptr, created);
    return answer::single(std::move(created));
}

Response update_activity(const Call& call)
{
    Activity* activity = activity_of(call);
    if (activity == nullptr) {
        return answer::not_found();
    }
    const auto json = read_object(call);
    if (!json) {
        return json.error();
    }
    Activity changed = *activity; // so that a refused update changes nothing
    Body body(*json);
    write_activity(body, call, changed);
    if (!body.problem().empty()) {
        return answer::validation_failed(body.problem());
    }
    Json before = activity_json(*activity);
    *activity = std::move(changed);
    Json after = activity_json(*activity);
    remember(call, "activity", activity->id, Action::change, std::move(before), after);
    return answer::single(std::move(after));
}

Response delete_activity(const Call& call)
{
    const Activity* activity = activity_of(call);
    if (activity == nullptr) {
        return answer::not_found();
    }
    const RecordId id = activity->id;
    remember(call, "activity", id, Action::remove, activity_json(*activity), nullptr);
    call.context.world.activities.erase(id);
    return answer::deleted(id);
}

Response list_activity_types(const Call& call)
{
    const World& world = call.context.world;
    const std::string added = stamp_v1(world.start);
    Json list = Json::array();
    for (const ActivityType& type : world.activity_types) {
        list.push_back(Json::Object{{"id", type.id},
                                    {"name", type.name},
                                    {"icon_key", type.icon},
                                    {"color", "FFFFFF"},
                                    {"order_nr", type.id},
                                    {"key_string", type.key},
                                    {"active_flag", true},
                                    {"is_custom_flag", false},
                                    {"add_time", added},
                                    {"update_time", added}});
    }
    return answer::single(std::move(list));
}

} // namespace emulator::pipedrive
