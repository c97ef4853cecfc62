#include "emulator/quickbooks/query.hpp"

#include "emulator/quickbooks/queryable.hpp"
#include "emulator/quickbooks/statement.hpp"
#include "emulator/quickbooks/text.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace {

constexpr std::int64_t page_default = 100;
/// Whether the vendor cuts a larger wish to this or refuses it is not known; this one cuts.
constexpr std::int64_t page_max = 1000;

Fault invalid_query(std::string text)
{
    return fault("4001", "QueryValidationError: " + std::move(text));
}

Outcome<const QueryProperty*> find_property(const Queryable& queryable, const std::string& name)
{
    const std::string wanted = lower_case(name);
    for (const QueryProperty& property : queryable.properties) {
        if (lower_case(property.name) == wanted) {
            return &property;
        }
    }
    if (queryable.shape != nullptr && has_property(*queryable.shape, name)) {
        return std::unexpected(invalid_query("property '" + name + "' is not queryable"));
    }
    return std::unexpected(invalid_query("Property " + name + " not found for Entity " +
                                         std::string(queryable.entity)));
}

/// The member at "MetaData.CreateTime".
const Json& at_path(const Json& row, std::string_view path)
{
    const auto dot = path.find('.');
    return dot == std::string_view::npos ? row[path]
                                         : row[path.substr(0, dot)][path.substr(dot + 1)];
}

/// A value that can be compared with another of the same property.
struct Comparable {
    std::string text;
    Decimal number;

    friend auto operator<=>(const Comparable&, const Comparable&) = default;
    friend bool operator==(const Comparable&, const Comparable&) = default;
};

Comparable from_instant(Time time)
{
    return {.text = "", .number = Decimal(time.time_since_epoch().count())};
}

/// Ids are numbers in strings, except those of the pseudo tax codes.
Comparable from_id(const std::string& text)
{
    const auto number = Decimal::parse(text);
    return number ? Comparable{"", *number} : Comparable{lower_case(text), Decimal()};
}

Comparable value_of(const Json& row, const QueryProperty& property)
{
    const Json& value = at_path(row, property.name);
    switch (property.kind) {
    case ValueKind::number:
        return {"", decimal_of(value)};
    case ValueKind::boolean:
        return {value.bool_or(false) ? "true" : "false", Decimal()};
    case ValueKind::instant:
        return from_instant(parse_stamp(value.string_or()).value_or(Time()));
    case ValueKind::id:
        return from_id(text_of(value));
    case ValueKind::reference:
        return from_id(text_of(value["value"]));
    case ValueKind::email:
        return {lower_case(value["Address"].string_or()), Decimal()};
    case ValueKind::text:
    case ValueKind::date:
        break;
    }
    return {lower_case(value.string_or()), Decimal()};
}

/// A literal as a value of the property; none where it cannot be one.
std::optional<Comparable>
literal_value(const Literal& literal, const QueryProperty& property, Time now)
{
    std::string text = literal.text;
    if (literal.kind == Literal::Kind::current_date) {
        text = to_string(server_day(now));
    }
    switch (property.kind) {
    case ValueKind::number: {
        const auto number = Decimal::parse(text);
        return number ? std::optional(Comparable{"", *number}) : std::nullopt;
    }
    case ValueKind::boolean: {
        const std::string word = lower_case(text);
        const bool is_boolean = word == "true" || word == "false";
        return is_boolean ? std::optional(Comparable{word, Decimal()}) : std::nullopt;
    }
    case ValueKind::date:
        return Date::parse(text) ? std::optional(Comparable{text, Decimal()}) : std::nullopt;
    case ValueKind::instant: {
        const auto time = parse_stamp(text);
        return time ? std::optional(from_instant(*time)) : std::nullopt;
    }
    case ValueKind::id:
    case ValueKind::reference:
        return from_id(text);
    case ValueKind::text:
    case ValueKind::email:
        break;
    }
    return Comparable{lower_case(text), Decimal()};
}

/// A condition whose property and values make sense.
struct Test {
    const QueryProperty* property = nullptr;
    Comparison comparison = Comparison::equal;
    std::vector<Comparable> values;

    bool holds(const Json& row) const
    {
        const Comparable value = value_of(row, *property);
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

Outcome<Test> test_of(const Condition& condition, const Queryable& queryable, Time now)
{
    const auto property = find_property(queryable, condition.property);
    if (!property) {
        return std::unexpected(property.error());
    }
    if (!can_compare((*property)->kind, condition.comparison)) {
        return std::unexpected(
            invalid_query("operator is not supported for property '" + condition.property + "'"));
    }
    Test test{.property = *property, .comparison = condition.comparison};
    for (const Literal& literal : condition.values) {
        auto value = literal_value(literal, **property, now);
        if (!value) {
            return std::unexpected(invalid_query("value " + literal.text +
                                                 " is not valid for property '" +
                                                 condition.property + "'"));
        }
        test.values.push_back(*std::move(value));
    }
    return test;
}

Outcome<std::vector<Test>>
tests_of(const Statement& statement, const Queryable& queryable, Time now)
{
    std::vector<Test> tests;
    bool names_active = false;
    for (const Condition& condition : statement.conditions) {
        auto test = test_of(condition, queryable, now);
        if (!test) {
            return std::unexpected(test.error());
        }
        names_active = names_active || test->property->name == "Active";
        tests.push_back(*std::move(test));
    }
    if (queryable.is_name_list && !names_active) {
        const Condition active{"Active", Comparison::equal, {{Literal::Kind::boolean, "true"}}};
        tests.push_back(*test_of(active, queryable, now));
    }
    return tests;
}

struct SortKey {
    const QueryProperty* property = nullptr;
    bool descending = false;
};

/// Without an order, the newest id comes first.
Outcome<std::vector<SortKey>> sort_keys(const Statement& statement, const Queryable& queryable)
{
    if (statement.orders.empty()) {
        return std::vector<SortKey>{{&queryable.properties.front(), true}};
    }
    std::vector<SortKey> keys;
    for (const Order& order : statement.orders) {
        const auto property = find_property(queryable, order.property);
        if (!property) {
            return std::unexpected(property.error());
        }
        if (!(*property)->sortable) {
            return std::unexpected(
                invalid_query("property '" + order.property + "' is not sortable"));
        }
        keys.push_back({*property, order.descending});
    }
    keys.push_back({&queryable.properties.front(), false}); // rows that are equal: by id
    return keys;
}

std::vector<const Json*> matching_rows(const Table& table, const std::vector<Test>& tests)
{
    std::vector<const Json*> rows;
    for (const Json& row : table.rows()) {
        if (std::ranges::all_of(tests, [&](const Test& test) { return test.holds(row); })) {
            rows.push_back(&row);
        }
    }
    return rows;
}

void sort(std::vector<const Json*>& rows, const std::vector<SortKey>& keys)
{
    std::ranges::sort(rows, [&](const Json* a, const Json* b) {
        for (const SortKey& key : keys) {
            const auto order = value_of(*a, *key.property) <=> value_of(*b, *key.property);
            if (order != 0) {
                return key.descending ? order > 0 : order < 0;
            }
        }
        return false;
    });
}

std::optional<Fault> check_projection(const Statement& statement, const Queryable& queryable)
{
    for (const std::string& name : statement.projection) {
        const auto property = find_property(queryable, name);
        const bool exists = property || property.error().detail.ends_with("is not queryable");
        if (!exists) {
            return property.error();
        }
    }
    return std::nullopt;
}

Json page(const Statement& statement,
          const Queryable& queryable,
          const std::vector<const Json*>& rows)
{
    const std::int64_t start = statement.start.value_or(1);
    const std::int64_t limit = std::min(statement.limit.value_or(page_default), page_max);
    const auto count = static_cast<std::int64_t>(rows.size());
    Json found = Json::array();
    for (std::int64_t i = start - 1; i < std::min(count, start - 1 + limit); ++i) {
        found.push_back(*rows[static_cast<std::size_t>(i)]);
    }
    Json response = Json::object();
    const auto found_count = static_cast<std::int64_t>(found.if_array()->size());
    if (found_count > 0) {
        response.set(queryable.entity, std::move(found));
        response.set("startPosition", start).set("maxResults", found_count);
    }
    return response;
}

} // namespace

Outcome<Json> run_query(const Company& company, std::string_view text, Time now)
{
    const auto statement = parse_statement(text);
    if (!statement) {
        return std::unexpected(statement.error());
    }
    const Queryable* queryable = find_queryable(statement->entity);
    if (queryable == nullptr) {
        return std::unexpected(invalid_query(statement->entity + " is not a supported entity"));
    }
    const auto tests = tests_of(*statement, *queryable, now);
    if (!tests) {
        return std::unexpected(tests.error());
    }
    const auto keys = sort_keys(*statement, *queryable);
    if (!keys) {
        return std::unexpected(keys.error());
    }
    if (auto problem = check_projection(*statement, *queryable)) {
        return std::unexpected(*std::move(problem));
    }
    auto rows = matching_rows(company.table(queryable->entity), *tests);
    if (statement->counts) {
        return Json::Object{{"totalCount", static_cast<std::int64_t>(rows.size())}};
    }
    sort(rows, *keys);
    return page(*statement, *queryable, rows);
}

} // namespace emulator::quickbooks
