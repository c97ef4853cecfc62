#include "quickbooks/searches.hpp"

#include "quickbooks/rows.hpp"
#include "quickbooks/wire.hpp"

#include <algorithm>
#include <set>

namespace billbridge::quickbooks {

namespace {

/// So many rows are asked for by name, so that inactive customers do not push out active ones.
constexpr int by_name_max = 100;
/// Fewer characters are part of nearly every address.
constexpr std::size_t email_min = 3;
/// One character is part of nearly every code.
constexpr std::size_t code_min = 2;
/// Fewer digits are part of nearly every number.
constexpr std::size_t phone_digits_min = 4;

std::string limited(std::string statement, int limit)
{
    return statement + " MAXRESULTS " + std::to_string(limit);
}

/// What nobody searches for: control characters become blanks, blanks around it go.
std::string clean(std::string_view text)
{
    std::string cleaned(text);
    std::ranges::replace_if(
        cleaned, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
    cleaned.erase(0, std::min(cleaned.find_first_not_of(' '), cleaned.size()));
    cleaned.erase(cleaned.find_last_not_of(' ') + 1);
    return cleaned;
}

std::string like(std::string_view text)
{
    return "LIKE " + quoted("%" + std::string(text) + "%");
}

std::string digits_of(std::string_view text)
{
    std::string digits;
    std::ranges::copy_if(
        text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

bool can_be_email(std::string_view text)
{
    return text.size() >= email_min && text.find(' ') == std::string_view::npos;
}

bool can_be_number(std::string_view text)
{
    constexpr std::size_t id_digits_max = 18;
    return !text.empty() && text.size() <= id_digits_max && digits_of(text) == text;
}

bool can_be_phone(std::string_view text)
{
    return text.find_first_not_of("0123456789 +-()./") == std::string_view::npos &&
           digits_of(text).size() >= phone_digits_min;
}

} // namespace

std::vector<std::string> payer_searches(std::string_view searched)
{
    const std::string text = clean(searched);
    const std::string anyone = " AND Active IN (true, false)";
    std::vector<std::string> statements = {limited("SELECT * FROM Customer WHERE DisplayName " +
                                                       like(text) + anyone + " ORDERBY DisplayName",
                                                   by_name_max)};
    if (can_be_email(text)) {
        statements.push_back(limited("SELECT * FROM Customer WHERE PrimaryEmailAddr " + like(text) +
                                         anyone + " ORDERBY DisplayName",
                                     by_name_max));
    }
    if (can_be_number(text)) {
        statements.push_back("SELECT * FROM Customer WHERE Id = " + quoted(text) + anyone);
    }
    if (can_be_phone(text)) {
        statements.push_back(limited("SELECT * FROM Customer WHERE Active IN (true, false)"
                                     " ORDERBY MetaData.LastUpdatedTime DESC",
                                     phone_search_max));
    }
    return statements;
}

Result<std::vector<Payer>> payers_found(const std::vector<Json>& answers,
                                        std::string_view searched,
                                        int limit,
                                        const Currency& home)
{
    const std::string text = clean(searched);
    if (answers.empty() || answers.front().is_null()) {
        return fail(no_answer_to("a search for customers"));
    }
    const bool by_phone = can_be_phone(text);
    std::vector<Payer> found;
    std::set<PayerId> known;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const bool is_unfiltered = by_phone && i + 1 == answers.size();
        TRY(const std::vector<Payer> payers, payers_of(answers[i], home));
        for (const Payer& payer : payers) {
            const bool fits =
                !is_unfiltered || digits_of(payer.phone).find(digits_of(text)) != std::string::npos;
            if (fits && known.insert(payer.id).second) {
                found.push_back(payer);
            }
        }
    }
    std::vector<Payer> ordered;
    for (const bool active : {true, false}) {
        std::ranges::copy_if(found, std::back_inserter(ordered), [active](const Payer& payer) {
            return payer.active == active;
        });
    }
    ordered.resize(std::min(ordered.size(), static_cast<std::size_t>(limit)));
    return ordered;
}

std::vector<std::string> item_searches(std::string_view searched, int limit)
{
    const std::string text = clean(searched);
    const std::string rest = " AND " + std::string(sellable) + " ORDERBY Name";
    std::vector<std::string> statements = {
        limited("SELECT * FROM Item WHERE Name " + like(text) + rest, limit)};
    if (text.size() >= code_min) {
        statements.push_back(limited("SELECT * FROM Item WHERE Sku " + like(text) + rest, limit));
    }
    return statements;
}

Result<std::vector<Item>> items_found(const std::vector<Json>& answers, int limit)
{
    if (answers.empty() || answers.front().is_null()) {
        return fail(no_answer_to("a search for items"));
    }
    std::vector<Item> found;
    for (const Json& answer : answers) {
        TRY(const std::vector<Item> items, items_of(answer));
        for (const Item& item : items) {
            const bool is_new = std::ranges::find(found, item.id, &Item::id) == found.end();
            if (is_new && item.active && found.size() < static_cast<std::size_t>(limit)) {
                found.push_back(item);
            }
        }
    }
    return found;
}

std::vector<std::string> holder_searches(std::string_view name)
{
    std::vector<std::string> statements;
    for (const char* entity : {"Customer", "Vendor", "Employee"}) {
        statements.push_back("SELECT * FROM " + std::string(entity) + " WHERE DisplayName = " +
                             quoted(display_name(name)) + " AND Active IN (true, false)");
    }
    return statements;
}

Result<std::optional<NameHolder>> holder_found(const std::vector<Json>& answers,
                                               const Currency& home)
{
    if (answers.size() != 3 || answers.front().is_null()) {
        return fail(no_answer_to("a search for a name"));
    }
    TRY(const std::vector<Payer> payers, payers_of(answers.front(), home));
    if (!payers.empty()) {
        return NameHolder{payers.front()};
    }
    const bool is_taken =
        !rows(answers[1], "Vendor").empty() || !rows(answers[2], "Employee").empty();
    return is_taken ? std::optional(NameHolder{}) : std::nullopt;
}

} // namespace billbridge::quickbooks
