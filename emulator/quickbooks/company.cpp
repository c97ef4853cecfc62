#include "emulator/quickbooks/company.hpp"

#include <algorithm>
#include <iterator>
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

} // namespace

Json& Table::add(Json entity)
{
    places_[id_of(entity)] = rows_.size();
    return rows_.emplace_back(std::move(entity));
}

Json* Table::find(const std::string& id)
{
    const auto it = places_.find(id);
    return it == places_.end() ? nullptr : &rows_[it->second];
}

const Json* Table::find(const std::string& id) const
{
    const auto it = places_.find(id);
    return it == places_.end() ? nullptr : &rows_[it->second];
}

Table& Company::table(std::string_view entity)
{
    return tables.try_emplace(std::string(entity)).first->second;
}

const Table& Company::table(std::string_view entity) const
{
    static const Table empty;
    const auto it = tables.find(entity);
    return it == tables.end() ? empty : it->second;
}

bool Company::has_multicurrency() const
{
    return preferences()["CurrencyPrefs"]["MultiCurrencyEnabled"].bool_or(false);
}

bool Company::uses_sales_tax() const
{
    return preferences()["TaxPrefs"]["UsingSalesTax"].bool_or(false);
}

std::string Company::home_currency() const
{
    return referred(preferences()["CurrencyPrefs"], "HomeCurrency");
}

Decimal Company::exchange_rate(const std::string& currency) const
{
    const auto it = exchange_rates.find(currency);
    return it == exchange_rates.end() ? Decimal(1) : it->second;
}

std::string currency_name(std::string_view code)
{
    const auto it = std::ranges::find(currency_names, code, [](auto& pair) { return pair.first; });
    return std::string(it == std::end(currency_names) ? code : it->second);
}

Json currency_reference(const std::string& code)
{
    return reference(code, currency_name(code));
}

} // namespace emulator::quickbooks
