#include "emulator/pipedrive/history/note_order.hpp"

#include "emulator/pipedrive/api/query.hpp"

#include <algorithm>
#include <compare>
#include <iterator>

namespace emulator::pipedrive {

namespace {

constexpr std::string_view sortable[] = {
    "id", "user_id", "deal_id", "person_id", "org_id", "content", "add_time", "update_time"};

std::int64_t number(const Note& note, std::string_view field)
{
    if (field == "id") {
        return note.id;
    }
    if (field == "user_id") {
        return note.user_id;
    }
    if (field == "deal_id") {
        return note.deal_id.value_or(0);
    }
    if (field == "person_id") {
        return note.person_id.value_or(0);
    }
    if (field == "org_id") {
        return note.org_id.value_or(0);
    }
    const Time time = field == "add_time" ? note.add_time : note.update_time;
    // Seconds, because that is all that the answers show.
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

std::strong_ordering compare(const Note& a, const Note& b, const NoteSort& part)
{
    const auto order = part.field == "content" ? a.content <=> b.content
                                               : number(a, part.field) <=> number(b, part.field);
    return part.descending ? 0 <=> order : order;
}

} // namespace

std::expected<std::vector<NoteSort>, std::string> note_order(std::string_view sort)
{
    std::vector<NoteSort> order;
    for (std::string_view part_text : split_list(sort)) {
        std::string_view part = part_text;
        part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
        const std::size_t space = std::min(part.find(' '), part.size());
        const std::string_view field = part.substr(0, space);
        const std::string_view direction = part.substr(std::min(space + 1, part.size()));
        if (std::ranges::find(sortable, field) == std::end(sortable) ||
            (direction != "ASC" && direction != "DESC" && !direction.empty())) {
            return std::unexpected("Cannot sort by " + std::string(part));
        }
        order.push_back({std::string(field), direction == "DESC"});
    }
    return order;
}

void sort_notes(std::vector<const Note*>& notes, const std::vector<NoteSort>& order)
{
    std::ranges::sort(notes, [&](const Note* a, const Note* b) {
        for (const NoteSort& part : order) {
            if (const auto result = compare(*a, *b, part); result != 0) {
                return result < 0;
            }
        }
        return a->id < b->id;
    });
}

} // namespace emulator::pipedrive
