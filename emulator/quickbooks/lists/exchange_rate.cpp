#include "emulator/quickbooks/lists/exchange_rate.hpp"

#include "emulator/quickbooks/lists/lists.hpp"

namespace emulator::quickbooks {

namespace {

using enum ValueKind;

constexpr QueryProperty query_properties[] = {id_property,
                                              {"SourceCurrencyCode", text},
                                              {"AsOfDate", date},
                                              created_property,
                                              updated_property};

constexpr Property properties[] = {{"Id", Kind::text},
                                   {"SyncToken", Kind::text},
                                   {"MetaData"},
                                   {"domain"},
                                   {"sparse", Kind::boolean},
                                   {"SourceCurrencyCode", Kind::text},
                                   {"TargetCurrencyCode", Kind::text},
                                   {"Rate", Kind::number},
                                   {"AsOfDate", Kind::date},
                                   {"CustomField"}};
constexpr Shape exchange_rate_shape{properties};

std::optional<Fault> check_currency(const Company& company, std::string_view code)
{
    if (!company.has_multicurrency()) {
        return fault("5030", "Feature Not Supported Error : Multicurrency is off.");
    }
    if (code.empty()) {
        return missing("SourceCurrencyCode");
    }
    const bool is_used = code == company.home_currency() ||
                         company.table("CompanyCurrency").find_label(code) != nullptr;
    return is_used ? std::nullopt : std::optional(invalid_reference("SourceCurrencyCode", code));
}

/// The rate that is stored for exactly that day.
std::optional<Json> stored(const Company& company, std::string_view code, std::string_view day)
{
    for (const Record& record : company.table("ExchangeRate").records()) {
        Json row = record.json();
        if (row["SourceCurrencyCode"].string_or() == code && row["AsOfDate"].string_or() == day) {
            return row;
        }
    }
    return std::nullopt;
}

} // namespace

constexpr EntityType exchange_rate_type{
    .name = "ExchangeRate", .properties = query_properties, .shape = &exchange_rate_shape};

Outcome<Json>
exchange_rate(const Company& company, std::string_view currency, std::string_view as_of, Time now)
{
    if (auto problem = check_currency(company, currency)) {
        return std::unexpected(*std::move(problem));
    }
    const std::string day_text = as_of.empty() ? to_string(server_day(now)) : std::string(as_of);
    const auto day = Date::parse(day_text);
    if (!day) {
        return std::unexpected(fault("2060", "Invalid Date format : asofdate", "asofdate"));
    }
    if (auto row = stored(company, currency, day_text)) {
        return *std::move(row);
    }
    const std::string code(currency);
    Json rate = Json::Object{{"SourceCurrencyCode", code},
                             {"TargetCurrencyCode", company.home_currency()},
                             {"Rate", Json(company.exchange_rate(code, *day).trimmed())},
                             {"AsOfDate", day_text},
                             {"domain", "QBO"},
                             {"sparse", false},
                             {"SyncToken", "0"}};
    rate.set("MetaData", Json::Object{{"CreateTime", stamp(now)}, {"LastUpdatedTime", stamp(now)}});
    return rate;
}

Outcome<const Record*> set_exchange_rate(Company& company, const Json& body, Time now)
{
    if (auto problem = check(body, exchange_rate_shape)) {
        return std::unexpected(*std::move(problem));
    }
    const std::string code = body["SourceCurrencyCode"].string_or();
    if (auto problem = check_currency(company, code)) {
        return std::unexpected(*std::move(problem));
    }
    if (code == company.home_currency()) {
        return std::unexpected(business_fault("The home currency has no exchange rate."));
    }
    if (decimal_of(body["Rate"]) <= Decimal()) {
        return std::unexpected(body["Rate"].is_null()
                                   ? missing("Rate")
                                   : fault("2080", "Invalid Number : Rate", "Rate"));
    }
    const std::string day = body["AsOfDate"].string_or(to_string(server_day(now)));
    const auto old = stored(company, code, day);
    Json rate = old ? *old : Json::object();
    if (old) {
        touch(rate, now);
    } else {
        set_identity(rate, std::to_string(company.table("ExchangeRate").next_id()), now);
    }
    rate.set("SourceCurrencyCode", code).set("TargetCurrencyCode", company.home_currency());
    rate.set("Rate", body["Rate"]).set("AsOfDate", day);
    return &post(company, exchange_rate_type, rate, Operation::updated, now);
}

} // namespace emulator::quickbooks
