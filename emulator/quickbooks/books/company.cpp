#include "emulator/quickbooks/books/company.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <utility>

namespace emulator::quickbooks {

namespace {

constexpr std::pair<std::string_view, std::string_view> currency_names[] = {
    {"AUD", "Australian Dollar"},
    {"CAD", "Canadian Dollar"},
    {"CHF", "Swiss Franc"},
    {"CZK", "Czech Koruna"},
    {"EUR", "Euro"},
    {"GBP", "British Pound Sterling"},
    {"JPY", "Japanese Yen"},
    {"PLN", "Polish Zloty"},
    {"SEK", "Swedish Krona"},
    {"USD", "United States Dollar"},
};

const Json& only(const Company& company, std::string_view entity)
{
    const auto row = company.table(entity).find("1");
    if (row == nullptr) {
        throw std::logic_error("the company has no " + std::string(entity));
    }
    return *row; // the table keeps it
}

} // namespace

Company::Company(std::string realm_name) : realm(std::move(realm_name))
{
    for (const EntityType* type : entity_types()) {
        tables.try_emplace(std::string(type->name), *type);
    }
}

Table& Company::table(std::string_view entity)
{
    return const_cast<Table&>(std::as_const(*this).table(entity));
}

const Table& Company::table(std::string_view entity) const
{
    const auto it = tables.find(entity);
    if (it == tables.end()) {
        throw std::invalid_argument("no entity " + std::string(entity));
    }
    return it->second;
}

const Json& Company::info() const
{
    return only(*this, "CompanyInfo");
}

const Json& Company::preferences() const
{
    return only(*this, "Preferences");
}

bool Company::has_multicurrency() const
{
    return preferences()["CurrencyPrefs"]["MultiCurrencyEnabled"].bool_or(false);
}

bool Company::uses_sales_tax() const
{
    return preferences()["TaxPrefs"]["UsingSalesTax"].bool_or(false);
}

bool Company::is_american() const
{
    return info()["Country"].string_or("US") == "US";
}

std::string Company::home_currency() const
{
    return referred(preferences()["CurrencyPrefs"], "HomeCurrency");
}

Decimal Company::exchange_rate(const std::string& currency, Date day) const
{
    if (currency == home_currency()) {
        return Decimal(1);
    }
    const std::string wanted = to_string(day);
    std::string best_day;
    Decimal rate(1);
    for (const Record& record : table("ExchangeRate").records()) {
        const Json row = record.json();
        const std::string row_day = row["AsOfDate"].string_or();
        if (row["SourceCurrencyCode"].string_or() == currency && row_day <= wanted &&
            row_day >= best_day) {
            best_day = row_day;
            rate = decimal_of(row["Rate"]);
        }
    }
    return rate;
}

bool is_currency_code(std::string_view text)
{
    return text.size() == 3 &&
           std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string currency_name(std::string_view code)
{
    const auto it = std::ranges::find(currency_names, code, [](auto& pair) { return pair.first; });
    return std::string(it == std::end(currency_names) ? code : it->second);
}

Json currency_reference(const std::string& code)
{
    return reference_to(code, currency_name(code));
}

} // namespace emulator::quickbooks
