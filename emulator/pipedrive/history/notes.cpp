#include "emulator/pipedrive/history/notes.hpp"

#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/query.hpp"
#include "emulator/pipedrive/api/stamp.hpp"
#include "emulator/pipedrive/history/note_order.hpp"
#include "emulator/pipedrive/history/note_text.hpp"

#include <algorithm>
#include <expected>

namespace emulator::pipedrive {

namespace {

// "about 100,000 characters (100 KB)", by the specification.
constexpr std::size_t content_max = 100'000;
constexpr std::int64_t limit_default = 100;
constexpr std::int64_t limit_max = 500;

using Problem = std::optional<std::string>;

/// Takes the id of a record that exists; an absent member leaves the note as it is.
template <class Record>
Problem take_id(const Json& body,
                const char* member,
                const std::map<RecordId, Record>& records,
                OptionalId& target)
{
    if (body.find(member) == nullptr) {
        return std::nullopt;
    }
    if (body[member].is_null()) {
        target.reset();
        return std::nullopt;
    }
    const RecordId id = body[member].int_or(0);
    if (find(records, id) == nullptr) {
        return std::string(member) + " does not exist";
    }
    target = id;
    return std::nullopt;
}

/// Pin flags are written as 0 or 1, and only where the note has the record that it is pinned to.
Problem take_pin(const Json& body, const char* member, OptionalId record, bool& target)
{
    const Json& flag = body[member];
    if (flag.is_null()) {
        return std::nullopt;
    }
    const bool pinned = flag.bool_or(flag.int_or(0) == 1);
    if (pinned && !record) {
        return std::string(member) + " needs the id of the record that it pins to";
    }
    target = pinned;
    return std::nullopt;
}

Problem take_content(const Json& body, Note& note)
{
    if (body.find("content") == nullptr) {
        return std::nullopt;
    }
    const std::string* content = body["content"].if_string();
    if (content == nullptr || content->empty()) {
        return "content must be a text";
    }
    if (content->size() > content_max) {
        return "content is too long";
    }
    note.content = sanitize_note(*content);
    return std::nullopt;
}

/// Writes the members of `body` into the note, until one is wrong.
Problem apply(const World& world, const Json& body, Note& note)
{
    const auto problems = {
        take_content(body, note),
        take_id(body, "deal_id", world.deals, note.deal_id),
        take_id(body, "person_id", world.persons, note.person_id),
        take_id(body, "org_id", world.organizations, note.org_id),
        take_pin(body, "pinned_to_deal_flag", note.deal_id, note.pinned_to_deal),
        take_pin(body, "pinned_to_person_flag", note.person_id, note.pinned_to_person),
        take_pin(body, "pinned_to_organization_flag", note.org_id, note.pinned_to_organization)};
    const auto first = std::ranges::find_if(problems, &Problem::has_value);
    if (first != problems.end()) {
        return *first;
    }
    if (note.content.empty()) {
        return "content is required";
    }
    if (!note.deal_id && !note.person_id && !note.org_id) {
        return "One of deal_id, person_id, org_id is required";
    }
    return std::nullopt;
}

/// The author and the time, which a caller may set on a new note.
Problem apply_origin(const Call& call, const Json& body, Note& note)
{
    if (!body["user_id"].is_null()) {
        const User* caller = call.context.world.user(call.session.user_id);
        const RecordId wanted = body["user_id"].int_or(0);
        if (wanted != call.session.user_id && (caller == nullptr || !caller->is_admin)) {
            return "Only an admin can change the author of a note";
        }
        if (call.context.world.user(wanted) == nullptr) {
            return "user_id does not exist";
        }
        note.user_id = wanted;
    }
    if (!body["add_time"].is_null()) {
        const auto when = parse_stamp_v1(body["add_time"].string_or());
        if (!when) {
            return "add_time must be YYYY-MM-DD HH:MM:SS";
        }
        note.add_time = *when;
    }
    return std::nullopt;
}

Json named(const char* member, const std::string& text)
{
    return text.empty() ? Json() : Json(Json::Object{{member, text}});
}

Note* note_of(const Call& call)
{
    const auto id = parse_integer(call.id);
    return id ? find(call.context.world.notes, *id) : nullptr;
}

bool matches(const Note& note, const net::Request& request)
{
    auto same = [&](const char* parameter, OptionalId actual) {
        const std::string_view text = request.parameter(parameter);
        return text.empty() || (actual && parse_integer(text) == actual);
    };
    auto pinned = [&](const char* parameter, bool actual) {
        const std::string_view text = request.parameter(parameter);
        return text.empty() || (text == "1") == actual;
    };
    const std::string added = day(note.add_time);
    const std::string_view start = request.parameter("start_date");
    const std::string_view end = request.parameter("end_date");
    const auto since = parse_stamp_v2(request.parameter("updated_since"));
    return same("deal_id", note.deal_id) && same("person_id", note.person_id) &&
           same("org_id", note.org_id) && same("user_id", note.user_id) &&
           pinned("pinned_to_deal_flag", note.pinned_to_deal) &&
           pinned("pinned_to_person_flag", note.pinned_to_person) &&
           pinned("pinned_to_organization_flag", note.pinned_to_organization) &&
           (start.empty() || added >= start) && (end.empty() || added <= end) &&
           (!since || note.update_time >= *since);
}

} // namespace

Json note_json(const World& world, const Note& note, RecordId viewer)
{
    const Deal* deal = note.deal_id ? find(world.deals, *note.deal_id) : nullptr;
    const User* user = world.user(note.user_id);
    Json author;
    if (user != nullptr) {
        author = Json::Object{{"name", user->name},
                              {"email", user->email},
                              {"icon_url", nullptr},
                              {"is_you", user->id == viewer}};
    }
    return Json::Object{{"id", note.id},
                        {"active_flag", true},
                        {"content", note.content},
                        {"add_time", stamp_v1(note.add_time)},
                        {"update_time", stamp_v1(note.update_time)},
                        {"deal_id", answer::nullable(note.deal_id)},
                        {"person_id", answer::nullable(note.person_id)},
                        {"org_id", answer::nullable(note.org_id)},
                        {"lead_id", nullptr},
                        {"project_id", nullptr},
                        {"user_id", note.user_id},
                        {"last_update_user_id", answer::nullable(note.last_update_user_id)},
                        {"pinned_to_deal_flag", note.pinned_to_deal},
                        {"pinned_to_person_flag", note.pinned_to_person},
                        {"pinned_to_organization_flag", note.pinned_to_organization},
                        {"pinned_to_lead_flag", false},
                        {"pinned_to_project_flag", false},
                        {"deal", deal == nullptr ? Json() : named("title", deal->title)},
                        {"person", named("name", world.person_name(note.person_id))},
                        {"organization", named("name", world.organization_name(note.org_id))},
                        {"user", std::move(author)}};
}

Response create_note(const Call& call)
{
    const auto body = Json::parse(call.request.body);
    if (!body || body->if_object() == nullptr) {
        return answer::bad_request("Invalid JSON body");
    }
    World& world = call.context.world;
    Note note{.user_id = call.session.user_id, .add_time = call.now(), .update_time = call.now()};
    Problem problem = apply(world, *body, note);
    if (!problem) {
        problem = apply_origin(call, *body, note);
    }
    if (problem) {
        return answer::bad_request(*problem);
    }
    note.id = world.next_note_id++;
    const Note& stored = world.notes.emplace(note.id, std::move(note)).first->second;
    Json created = note_json(world, stored, call.session.user_id);
    remember(call, "note", stored.id, Action::create, nullptr, created);
    return answer::single(std::move(created));
}

Response list_notes(const Call& call)
{
    const auto start = parse_integer(call.request.parameter("start")).value_or(0);
    const auto wanted = parse_integer(call.request.parameter("limit")).value_or(limit_default);
    const auto limit = std::clamp(wanted, std::int64_t{1}, limit_max);
    const auto order = note_order(call.request.parameter("sort"));
    if (!order) {
        return answer::bad_request(order.error());
    }
    if (start < 0) {
        return answer::bad_request("start must not be negative");
    }
    std::vector<const Note*> found;
    for (const auto& [id, note] : call.context.world.notes) {
        if (matches(note, call.request)) {
            found.push_back(&note);
        }
    }
    sort_notes(found, *order);
    Json items = Json::array();
    const auto count = static_cast<std::int64_t>(found.size());
    for (std::int64_t i = start; i < std::min(count, start + limit); ++i) {
        items.push_back(note_json(
            call.context.world, *found[static_cast<std::size_t>(i)], call.session.user_id));
    }
    return answer::page_v1(std::move(items), start, limit, start + limit < count);
}

Response get_note(const Call& call)
{
    const Note* note = note_of(call);
    return note == nullptr
               ? answer::not_found()
               : answer::single(note_json(call.context.world, *note, call.session.user_id));
}

Response update_note(const Call& call)
{
    Note* note = note_of(call);
    if (note == nullptr) {
        return answer::not_found();
    }
    const auto body = Json::parse(call.request.body);
    if (!body || body->if_object() == nullptr) {
        return answer::bad_request("Invalid JSON body");
    }
    Note changed = *note; // so that a refused update changes nothing
    if (const Problem problem = apply(call.context.world, *body, changed)) {
        return answer::bad_request(*problem);
    }
    changed.update_time = call.now();
    changed.last_update_user_id = call.session.user_id;
    const Json before = note_json(call.context.world, *note, call.session.user_id);
    *note = std::move(changed);
    Json after = note_json(call.context.world, *note, call.session.user_id);
    remember(call, "note", note->id, Action::change, before, after);
    return answer::single(std::move(after));
}

Response delete_note(const Call& call)
{
    const Note* note = note_of(call);
    if (note == nullptr) {
        return answer::not_found();
    }
    const RecordId id = note->id;
    remember(call,
             "note",
             id,
             Action::remove,
             note_json(call.context.world, *note, call.session.user_id),
             nullptr);
    call.context.world.notes.erase(id);
    return answer::single(true);
}

} // namespace emulator::pipedrive
