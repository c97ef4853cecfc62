#include "emulator/quickbooks/query/query.hpp"

#include "emulator/quickbooks/books/text.hpp"
#include "emulator/quickbooks/query/statement.hpp"

#include <algorithm>
#include <iterator>
#include <span>

namespace emulator::quickbooks {

namespace {

constexpr std::int64_t page_default = 100;
/// Whether the vendor cuts a larger wish to this or refuses it is not known; this one cuts.
constexpr std::int64_t page_max = 1000;
/// A blank in quotes stands for a value that is absent.
constexpr std::string_view null_text = " ";

Fault invalid_query(std::string text)
{
    return fault("4001", "QueryValidationError: " + std::move(text));
}

/// The place of a property in its type.
Outcome<std::size_t> find_property(const EntityType& type, const std::string& name)
{
    const std::string wanted = lower_case(name);
    const auto it = std::ranges::find_if(type.properties, [&](const QueryProperty& property) {
        return lower_case(property.name) == wanted;
    });
    if (it != type.properties.end()) {
        return static_cast<std::size_t>(it - type.properties.begin());
    }
    if (type.shape != nullptr && has_property(*type.shape, name)) {
        return std::unexpected(invalid_query("property '" + name + "' is not queryable"));
    }
    return std::unexpected(
        invalid_query("Property " + name + " not found for Entity " + std::string(type.name)));
}

/// A literal as a value of the property; none where it cannot be one.
std::optional<Comparable>
literal_value(const Literal& literal, const QueryProperty& property, Time now)
{
    if (literal.kind == Literal::Kind::text && literal.text == null_text) {
        return Comparable();
    }
    const bool is_today = literal.kind == Literal::Kind::current_date;
    return comparable(is_today ? to_string(server_day(now)) : literal.text, property.kind);
}

/// A condition whose property and values make sense.
struct Test {
    std::size_t property = 0;
    Comparison comparison = Comparison::equal;
    std::vector<Comparable> values;

    bool holds(const Record& record) const
    {
        const Comparable& value = record.value(property);
        const Comparable& wanted = values.front();
        switch (comparison) {
        case Comparison::equal:
            return value == wanted;
        case Comparison::not_equal:
            return value != wanted;
        case Comparison::less:
            return value < wanted;
        case Comparison::greater:
            return value > wanted;
        case Comparison::at_most:
            return value <= wanted;
        case Comparison::at_least:
            return value >= wanted;
        case Comparison::like:
            return is_like(value.text, wanted.text);
        case Comparison::in:
            return std::ranges::find(values, value) != values.end();
        }
        return false;
    }
};

bool can_compare(ValueKind kind, Comparison comparison)
{
    switch (comparison) {
    case Comparison::equal:
    case Comparison::in:
        return true;
    case Comparison::like:
        return kind == ValueKind::text || kind == ValueKind::email;
    case Comparison::not_equal:
        return kind != ValueKind::id;
    default:
        return kind != ValueKind::id && kind != ValueKind::boolean && kind != ValueKind::reference;
    }
}

Outcome<Test> test_of(const Condition& condition, const EntityType& type, Time now)
{
    const auto place = find_property(type, condition.property);
    if (!place) {
        return std::unexpected(place.error());
    }
    const QueryProperty& property = type.properties[*place];
    if (!can_compare(property.kind, condition.comparison)) {
        return std::unexpected(
            invalid_query("operator is not supported for property '" + condition.property + "'"));
    }
    Test test{.property = *place, .comparison = condition.comparison, .values = {}};
    for (const Literal& literal : condition.values) {
        auto value = literal_value(literal, property, now);
        if (!value) {
            return std::unexpected(invalid_query("value " + literal.text +
                                                 " is not valid for property '" +
                                                 condition.property + "'"));
        }
        test.values.push_back(*std::move(value));
    }
    return test;
}

Outcome<std::vector<Test>> tests_of(const Statement& statement, const EntityType& type, Time now)
{
    std::vector<Test> tests;
    bool names_active = false;
    for (const Condition& condition : statement.conditions) {
        auto test = test_of(condition, type, now);
        if (!test) {
            return std::unexpected(test.error());
        }
        names_active = names_active || type.properties[test->property].name == "Active";
        tests.push_back(*std::move(test));
    }
    if (type.is_name_list && !names_active) {
        const Condition active{"Active", Comparison::equal, {{Literal::Kind::boolean, "true"}}};
        tests.push_back(*test_of(active, type, now));
    }
    return tests;
}

struct SortKey {
    std::size_t property = 0;
    bool descending = false;
};

/// Without an order, the newest id comes first.
Outcome<std::vector<SortKey>> sort_keys(const Statement& statement, const EntityType& type)
{
    constexpr std::size_t id_place = 0;
    if (statement.orders.empty()) {
        return std::vector<SortKey>{{id_place, true}};
    }
    std::vector<SortKey> keys;
    for (const Order& order : statement.orders) {
        const auto property = find_property(type, order.property);
        if (!property) {
            return std::unexpected(property.error());
        }
        if (!type.properties[*property].sortable) {
            return std::unexpected(
                invalid_query("property '" + order.property + "' is not sortable"));
        }
        keys.push_back({*property, order.descending});
    }
    keys.push_back({id_place, false}); // rows that are equal: by id
    return keys;
}

/// The records that fulfil a condition on the id or the label, found without looking at the others;
/// none where the condition is another one.
std::optional<std::vector<const Record*>> look_up(const Table& table, const Test& test)
{
    constexpr std::size_t id_place = 0;
    const bool is_id = test.property == id_place;
    const bool is_label = table.type().properties[test.property].name == table.type().label;
    const bool is_exact = test.comparison == Comparison::equal || test.comparison == Comparison::in;
    if (!is_exact || (!is_id && !is_label)) {
        return std::nullopt;
    }
    std::vector<const Record*> found;
    for (const Comparable& value : test.values) {
        if (value.text.empty() == is_label) {
            return std::nullopt; // an id that is no number, or no label at all
        }
        if (is_label) {
            std::ranges::copy(table.with_label(value.text), std::back_inserter(found));
        } else if (const Record* record = table.record(to_string(value.number.trimmed()))) {
            found.push_back(record);
        }
    }
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
}

std::vector<const Record*> matching_records(const Table& table, const std::vector<Test>& tests)
{
    auto holds = [&](const Record& record) {
        return std::ranges::all_of(tests, [&](const Test& test) { return test.holds(record); });
    };
    for (const Test& test : tests) {
        if (auto found = look_up(table, test)) {
            std::erase_if(*found, [&](const Record* record) { return !holds(*record); });
            return *std::move(found);
        }
    }
    std::vector<const Record*> matching;
    for (const Record& record : table.records()) {
        if (holds(record)) {
            matching.push_back(&record);
        }
    }
    return matching;
}

/// Puts the first `wanted` ones in order and leaves the others as they are.
void sort_first(std::vector<const Record*>& records,
                std::size_t wanted,
                const std::vector<SortKey>& keys)
{
    auto comes_before = [&](const Record* a, const Record* b) {
        for (const SortKey& key : keys) {
            const auto order = a->value(key.property) <=> b->value(key.property);
            if (order != 0) {
                return key.descending ? order > 0 : order < 0;
            }
        }
        return false;
    };
    const auto end = records.begin() + static_cast<std::ptrdiff_t>(wanted);
    std::ranges::nth_element(records, end, comes_before);
    std::ranges::sort(records.begin(), end, comes_before);
}

std::optional<Fault> check_projection(const Statement& statement, const EntityType& type)
{
    for (const std::string& name : statement.projection) {
        const auto property = find_property(type, name);
        const bool exists = property || property.error().detail.ends_with("is not queryable");
        if (!exists) {
            return property.error();
        }
    }
    return std::nullopt;
}

/// Which of the matching records the answer holds.
struct Window {
    std::size_t start = 1;
    std::size_t first = 0;
    std::size_t count = 0;
};

Window window_of(const Statement& statement, std::size_t matching)
{
    const auto start = static_cast<std::size_t>(statement.start.value_or(1));
    const auto limit =
        static_cast<std::size_t>(std::min(statement.limit.value_or(page_default), page_max));
    const std::size_t first = std::min(start - 1, matching);
    return {.start = start, .first = first, .count = std::min(limit, matching - first)};
}

std::string page(const Window& window,
                 const EntityType& type,
                 const std::vector<const Record*>& records,
                 const RecordText& text_of_record)
{
    if (window.count == 0) {
        return "{}";
    }
    std::string found;
    for (const Record* record : std::span(records).subspan(window.first, window.count)) {
        found += (found.empty() ? "" : ",") + text_of_record(type, *record);
    }
    return "{\"" + std::string(type.name) + "\":[" + found +
           "],\"startPosition\":" + std::to_string(window.start) +
           ",\"maxResults\":" + std::to_string(window.count) + "}";
}

} // namespace

Outcome<std::string>
run_query(const Company& company, std::string_view text, Time now, const RecordText& text_of_record)
{
    const auto statement = parse_statement(text);
    if (!statement) {
        return std::unexpected(statement.error());
    }
    const EntityType* type = find_entity_type(statement->entity);
    if (type == nullptr || type->properties.empty()) {
        return std::unexpected(invalid_query(statement->entity + " is not a supported entity"));
    }
    const auto tests = tests_of(*statement, *type, now);
    if (!tests) {
        return std::unexpected(tests.error());
    }
    const auto keys = sort_keys(*statement, *type);
    if (!keys) {
        return std::unexpected(keys.error());
    }
    if (auto problem = check_projection(*statement, *type)) {
        return std::unexpected(*std::move(problem));
    }
    auto records = matching_records(company.table(type->name), *tests);
    if (statement->counts) {
        return "{\"totalCount\":" + std::to_string(records.size()) + "}";
    }
    const Window window = window_of(*statement, records.size());
    sort_first(records, window.first + window.count, *keys);
    return page(window, *type, records, text_of_record);
}

} // namespace emulator::quickbooks
