#include "emulator/pipedrive/pages/history.hpp"

#include "crypto/crypto.hpp"
#include "emulator/pipedrive/pages/field_change.hpp"
#include "emulator/pipedrive/pages/markup.hpp"
#include "emulator/pipedrive/pages/side_bar.hpp"

#include <algorithm>

namespace emulator::pipedrive::pages {

namespace {

struct Entry {
    Time time;
    std::size_t place = 0; ///< decides between entries of the same time
    std::string html;
};

/// What all entries have: their kind, for the tabs, who did it and when, and their own HTML.
struct Frame {
    std::string_view kind;
    std::string_view heading; ///< HTML
    RecordId user_id = 0;
    std::string_view marks; ///< HTML behind the time
};

/// The member of notes, activities and files that points to records of that kind.
template <class Item>
OptionalId Item::* link_to(RecordKind kind)
{
    if constexpr (!std::is_same_v<Item, Activity>) { // whose persons are its participants
        if (kind == RecordKind::person) {
            return &Item::person_id;
        }
    }
    return kind == RecordKind::organization ? &Item::org_id : &Item::deal_id;
}

template <class Item>
bool is_about(const Item& item, const Subject& subject)
{
    if constexpr (std::is_same_v<Item, Activity>) {
        if (subject.kind == RecordKind::person) {
            return contains(item.participants, subject.id, &Participant::person_id);
        }
    }
    return item.*link_to<Item>(subject.kind) == subject.id;
}

class Writer {
public:
    Writer(const World& world, const Subject& subject)
        : world_(world), subject_(subject), say_(world)
    {
    }

    std::vector<Entry> entries()
    {
        add_all(world_.notes);
        add_all(world_.activities);
        add_all(world_.files);
        add_changes();
        add_creation();
        std::ranges::sort(entries_, [](const Entry& a, const Entry& b) {
            return a.time == b.time ? a.place < b.place : a.time > b.time;
        });
        return std::move(entries_);
    }

private:
    void add(Time time, std::string html)
    {
        entries_.push_back({.time = time, .place = entries_.size(), .html = std::move(html)});
    }

    /// The newest first, also of those that were written within one second.
    template <class Item>
    void add_all(const std::map<RecordId, Item>& items)
    {
        for (auto at = items.rbegin(); at != items.rend(); ++at) {
            if (is_about(at->second, subject_)) {
                add(at->second.add_time, html(at->second));
            }
        }
    }

    void add_changes()
    {
        auto changes = world_.log.of(name(subject_.kind), subject_.id);
        std::ranges::reverse(changes);
        for (const LogEntry* change : changes) {
            const std::string fields = field_changes(world_, say_, subject_.kind, *change);
            if (!fields.empty()) {
                add(change->time, html(*change, fields));
            }
        }
    }

    void add_creation()
    {
        if (subject_.kind == RecordKind::deal) {
            const Deal& deal = world_.deals.at(subject_.id);
            add_created(deal.add_time, deal.creator_user_id);
        } else if (subject_.kind == RecordKind::person) {
            const Person& person = world_.persons.at(subject_.id);
            add_created(person.add_time, person.owner_id);
        } else {
            const Organization& organization = world_.organizations.at(subject_.id);
            add_created(organization.add_time, organization.owner_id);
        }
    }

    void add_created(Time time, RecordId user_id)
    {
        const std::string heading = say_("history.created");
        add(time, framed({.kind = "change", .heading = heading, .user_id = user_id}, time, ""));
    }

    std::string framed(const Frame& frame, Time time, std::string_view content) const
    {
        const User* user = world_.user(frame.user_id);
        return concat({"<li data-kind=\"",
                       frame.kind,
                       "\"><p class=\"meta\"><b>",
                       frame.heading,
                       "</b> · ",
                       user == nullptr ? "" : escape(user->name) + " · ",
                       say_.moment(time),
                       frame.marks,
                       "</p><div class=\"content\">",
                       content,
                       "</div></li>"});
    }

    std::string html(const Note& note) const
    {
        const bool is_pinned = subject_.kind == RecordKind::deal     ? note.pinned_to_deal
                               : subject_.kind == RecordKind::person ? note.pinned_to_person
                                                                     : note.pinned_to_organization;
        const std::string marks = (note.last_update_user_id ? " · " + say_("history.edited") : "") +
                                  (is_pinned ? " · " + say_("history.pinned") : "");
        const std::string heading = say_("history.note");
        return framed({.kind = "note", .heading = heading, .user_id = note.user_id, .marks = marks},
                      note.add_time,
                      note.content); // sanitized when it was written
    }

    std::string html(const Activity& activity) const
    {
        const std::string heading = escape(activity_type_text(world_, say_, activity.type));
        const std::string marks = " · " + say_(activity.done ? "history.done" : "history.to_do");
        return framed(
            {.kind = "activity", .heading = heading, .user_id = activity.owner_id, .marks = marks},
            activity.add_time,
            concat({"<p>",
                    escape(activity.subject),
                    due(activity),
                    "</p>",
                    escape(activity.public_description),
                    activity.note})); // sanitized when it was written
    }

    std::string due(const Activity& activity) const
    {
        if (!activity.due_date) {
            return "";
        }
        constexpr std::size_t minute_size = 5; // of HH:MM:SS
        const std::string time = activity.due_time.substr(0, minute_size);
        const std::string when = say_.date(*activity.due_date) + (time.empty() ? "" : ", " + time);
        return concat(
            {" <span class=\"muted\">", say_("history.due", {{"when", when}}), "</span>"});
    }

    std::string html(const File& file) const
    {
        constexpr std::size_t kilobyte = 1024;
        const std::size_t size = (file.content.size() + kilobyte - 1) / kilobyte;
        const std::string heading = say_("history.file");
        return framed({.kind = "file", .heading = heading, .user_id = file.user_id},
                      file.add_time,
                      concat({escape(file.name),
                              " <span class=\"muted\">",
                              std::to_string(size),
                              " KB</span> ",
                              escape(file.description)}));
    }

    std::string html(const LogEntry& change, std::string_view fields) const
    {
        const std::string heading = say_("history.change");
        return framed(
            {.kind = "change", .heading = heading, .user_id = change.user_id}, change.time, fields);
    }

    const World& world_;
    Subject subject_;
    Texts say_;
    std::vector<Entry> entries_;
};

struct Tab {
    std::string_view kind; ///< of the entries it shows
    std::string_view key;  ///< of its text
};

constexpr Tab tabs[] = {{"all", "history.all"},
                        {"note", "history.notes"},
                        {"activity", "history.activities"},
                        {"file", "history.files"},
                        {"change", "history.changes"}};
constexpr Tab invoices_tab = {"invoice", "history.invoices"};

std::string tab_button(const Texts& say, const Tab& tab)
{
    const bool is_first = tab.kind == "all";
    return concat(
        {"<button type=\"button\" role=\"tab\" id=\"history-",
         tab.kind,
         "\" data-tab=\"",
         tab.kind,
         "\" aria-controls=\"history\"",
         is_first ? " aria-selected=\"true\">" : " aria-selected=\"false\" tabindex=\"-1\">",
         say(tab.key),
         "</button>"});
}

/// What the vendor's own invoicing would show; here it is where the app's actions begin.
std::string invoices(const Context& context, const Texts& say)
{
    return concat({"<div class=\"body\" data-invoices hidden><p>",
                   say("history.invoices.why", {{"app", context.options.app_name}}),
                   "</p><div class=\"choices\">",
                   action_buttons(context, "+ "),
                   "</div></div>"});
}

} // namespace

bool exists(const World& world, const Subject& subject)
{
    switch (subject.kind) {
    case RecordKind::deal:
        return world.deals.contains(subject.id);
    case RecordKind::person:
        return world.persons.contains(subject.id);
    case RecordKind::organization:
        return world.organizations.contains(subject.id);
    case RecordKind::product:
        break;
    }
    return false;
}

History history(const World& world, const Subject& subject)
{
    History result;
    for (const Entry& entry : Writer(world, subject).entries()) {
        result.html += entry.html;
    }
    result.version = billbridge::crypto::hex(billbridge::crypto::sha256(result.html));
    return result;
}

std::string history_card(const Context& context, const Subject& subject)
{
    const Texts say(context.world);
    const History entries = history(context.world, subject);
    const bool has_invoices = subject.kind == RecordKind::deal && is_installed(context);
    std::string buttons;
    for (const Tab& tab : tabs) {
        buttons += tab_button(say, tab);
    }
    return concat({"<section class=\"card\"><header><h2>",
                   say("history.heading"),
                   "</h2></header><div class=\"tabs\" role=\"tablist\" aria-label=\"",
                   say("history.heading"),
                   "\">",
                   buttons,
                   has_invoices ? tab_button(say, invoices_tab) : "",
                   "</div><div role=\"tabpanel\" id=\"history\" aria-labelledby=\"history-all\">",
                   has_invoices ? invoices(context, say) : "",
                   "<ul class=\"history\" data-history=\"kind=",
                   name(subject.kind),
                   "&amp;id=",
                   std::to_string(subject.id),
                   "\" data-version=\"",
                   entries.version,
                   "\">",
                   entries.html,
                   "</ul><p class=\"body muted\" data-nothing hidden>",
                   say("list.empty"),
                   "</p></div></section>"});
}

} // namespace emulator::pipedrive::pages
