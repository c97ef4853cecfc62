#include "emulator/quickbooks/lists/lists.hpp"
#include "emulator/quickbooks/lists/named_list.hpp"

namespace emulator::quickbooks {

namespace {

using enum ValueKind;

constexpr QueryProperty query_properties[] = {id_property,
                                              {"Name", text},
                                              {"Type", text},
                                              {"DueDays", number},
                                              {"Active", boolean},
                                              created_property,
                                              updated_property};

constexpr Property properties[] = {{"Id", Kind::text},
                                   {"SyncToken", Kind::text},
                                   {"MetaData"},
                                   {"domain"},
                                   {"sparse", Kind::boolean},
                                   {"status"},
                                   {"Name", Kind::text, 31},
                                   {"Active", Kind::boolean},
                                   {"Type"},
                                   {"DiscountPercent", Kind::number},
                                   {"DueDays", Kind::number},
                                   {"DiscountDays", Kind::number},
                                   {"DayOfMonthDue", Kind::number},
                                   {"DueNextMonthDays", Kind::number},
                                   {"DiscountDayOfMonth", Kind::number}};
constexpr Shape term_shape{properties};

struct Range {
    std::string_view member;
    std::int64_t least;
    std::int64_t most;
};
constexpr Range ranges[] = {{"DueDays", 0, 999},
                            {"DiscountDays", 0, 999},
                            {"DiscountPercent", 0, 100},
                            {"DayOfMonthDue", 1, 31},
                            {"DueNextMonthDays", 0, 999},
                            {"DiscountDayOfMonth", 1, 31}};

std::optional<Fault> check_numbers(const Json& body)
{
    for (const Range& range : ranges) {
        if (body[range.member].is_null()) {
            continue;
        }
        const Decimal number = decimal_of(body[range.member]);
        if (number < Decimal(range.least) || number > Decimal(range.most)) {
            const std::string member(range.member);
            return fault("2080", "Invalid Number : " + member, member);
        }
    }
    return std::nullopt;
}

Outcome<Json> build(Write& write)
{
    if (auto problem = check_name(write, {})) {
        return std::unexpected(*std::move(problem));
    }
    if (auto problem = check_numbers(write.body)) {
        return std::unexpected(*std::move(problem));
    }
    const Json& body = write.body;
    const bool is_standard = !body["DueDays"].is_null();
    if (!is_standard && body["DayOfMonthDue"].is_null()) {
        return std::unexpected(missing("DueDays"));
    }
    Json term = Json::object();
    set_name(term, write, {});
    term.set("Type", is_standard ? "STANDARD" : "DATE_DRIVEN");
    term.set("DiscountPercent",
             body["DiscountPercent"].is_null() ? Json(0) : body["DiscountPercent"]);
    if (is_standard) {
        term.set("DueDays", body["DueDays"]);
        term.set("DiscountDays", body["DiscountDays"].is_null() ? Json(0) : body["DiscountDays"]);
    } else {
        term.set("DayOfMonthDue", body["DayOfMonthDue"]);
        copy_members(term, body, {"DueNextMonthDays", "DiscountDayOfMonth"});
    }
    write.identify(term);
    return term;
}

} // namespace

constexpr EntityType term_type{.name = "Term",
                               .properties = query_properties,
                               .shape = &term_shape,
                               .label = "Name",
                               .is_name_list = true,
                               .build = build};

} // namespace emulator::quickbooks
