#include "quickbooks/lists.hpp"

#include <map>

namespace billbridge::quickbooks {

namespace {

/// The places of the answers.
enum Query : std::size_t { preferences, terms, codes, rates, accounts, classes, locations, money };
constexpr std::size_t query_count = money + 1;

Error strange(const std::string& what)
{
    return unavailable({"error.books_unavailable", {}}, "quickbooks: " + what);
}

const Json::Array& rows(const Json& answer, std::string_view entity)
{
    static const Json::Array none;
    const auto* list = answer[entity].if_array();
    return list == nullptr ? none : *list;
}

int number_or(const Json& json, int otherwise)
{
    return static_cast<int>(json.int_or(otherwise));
}

std::vector<BooksTerm> terms_of(const Json& answer)
{
    std::vector<BooksTerm> list;
    for (const Json& row : rows(answer, "Term")) {
        BooksTerm term{TermId(row["Id"].string_or()), row["Name"].string_or(), {}, 1, 0};
        if (!row["DueDays"].is_null()) {
            term.due_days = number_or(row["DueDays"], 0);
        }
        term.day_of_month = number_or(row["DayOfMonthDue"], 1);
        term.due_next_month_days = number_or(row["DueNextMonthDays"], 0);
        list.push_back(std::move(term));
    }
    return list;
}

TaxRate::Base base_of(const Json& detail)
{
    const std::string type = detail["TaxTypeApplicable"].string_or();
    if (type == "TaxOnAmountPlusTax") {
        return TaxRate::Base::amount_plus_tax;
    }
    return type == "TaxOnTax" ? TaxRate::Base::tax : TaxRate::Base::amount;
}

/// The rates by id; those without a value cannot be computed with.
std::map<std::string, TaxRate> rates_by_id(const Json& answer)
{
    std::map<std::string, TaxRate> list;
    for (const Json& row : rows(answer, "TaxRate")) {
        if (const auto percent = row["RateValue"].decimal()) {
            const std::string id = row["Id"].string_or();
            list[id] = {id, row["Name"].string_or(), *percent, TaxRate::Base::amount};
        }
    }
    return list;
}

/// The rates of a code on a sale, in their order; empty where one of them is unknown or there is
/// none: such a code cannot be put on an invoice.
std::vector<TaxRate> sales_rates(const Json& code, const std::map<std::string, TaxRate>& known)
{
    std::multimap<std::int64_t, TaxRate> ordered; // equals stay as they came
    for (const Json& detail : rows(code["SalesTaxRateList"], "TaxRateDetail")) {
        const auto rate = known.find(detail["TaxRateRef"]["value"].string_or());
        if (rate == known.end()) {
            return {};
        }
        const auto added = ordered.emplace(detail["TaxOrder"].int_or(0), rate->second);
        added->second.base = base_of(detail);
    }
    std::vector<TaxRate> list;
    for (auto& [order, rate] : ordered) {
        list.push_back(std::move(rate));
    }
    return list;
}

std::vector<TaxCode> tax_codes_of(const Json& code_rows, const Json& rate_rows)
{
    const auto known = rates_by_id(rate_rows);
    std::vector<TaxCode> list;
    for (const Json& row : rows(code_rows, "TaxCode")) {
        TaxCode code{TaxCodeId(row["Id"].string_or()), row["Name"].string_or(), {}};
        code.rates = sales_rates(row, known);
        if (!code.rates.empty() && !row["Hidden"].bool_or(false)) {
            list.push_back(std::move(code));
        }
    }
    return list;
}

std::vector<BooksChoice> choices_of(const Json& answer, std::string_view entity)
{
    std::vector<BooksChoice> list;
    for (const Json& row : rows(answer, entity)) {
        list.push_back(
            {row["Id"].string_or(), row["FullyQualifiedName"].string_or(row["Name"].string_or())});
    }
    return list;
}

std::vector<Currency> currencies_of(const Json& answer)
{
    std::vector<Currency> list;
    for (const Json& row : rows(answer, "CompanyCurrency")) {
        if (auto currency = Currency::parse(row["Code"].string_or())) {
            list.push_back(*std::move(currency));
        }
    }
    return list;
}

TaxModel tax_model_of(const Json& tax, const std::string& country)
{
    if (!tax["UsingSalesTax"].bool_or(false)) {
        return TaxModel::none;
    }
    if (country != "US") {
        return TaxModel::global;
    }
    return tax["PartnerTaxEnabled"].is_null() ? TaxModel::us_manual : TaxModel::us_automated;
}

SalesRules rules_of(const Json& json, const std::string& country)
{
    SalesRules rules;
    const Json& sales = json["SalesFormsPrefs"];
    const Json& accounting = json["AccountingInfoPrefs"];
    rules.tax_model = tax_model_of(json["TaxPrefs"], country);
    if (rules.tax_model == TaxModel::us_manual) {
        rules.default_tax_code =
            TaxCodeId(json["TaxPrefs"]["TaxGroupCodeRef"]["value"].string_or());
    }
    rules.own_numbers = sales["CustomTxnNumbers"].bool_or(false);
    rules.discounts = sales["AllowDiscount"].bool_or(false);
    rules.online_payment = sales["ETransactionPaymentEnabled"].bool_or(false);
    rules.default_term = TermId(sales["DefaultTerms"]["value"].string_or());
    rules.classes = accounting["ClassTrackingPerTxn"].bool_or(false);
    rules.locations = accounting["TrackDepartments"].bool_or(false);
    if (const auto closed = Date::parse(accounting["BookCloseDate"].string_or())) {
        rules.closed_until = *closed;
    }
    const Json& mail = json["EmailMessagesPrefs"]["InvoiceMessage"];
    rules.email_subject = mail["Subject"].string_or();
    rules.email_text = mail["Message"].string_or();
    return rules;
}

} // namespace

std::vector<std::string> list_queries()
{
    const auto all = [](std::string what) {
        return "SELECT * FROM " + std::move(what) + " MAXRESULTS 1000";
    };
    return {"SELECT * FROM Preferences",
            all("Term"),
            all("TaxCode"),
            all("TaxRate"),
            all("Account WHERE AccountType = 'Income'"),
            all("Class"),
            all("Department"),
            all("CompanyCurrency")};
}

Result<BooksLists> lists_of(const std::vector<Json>& answers, const std::string& country)
{
    if (answers.size() != query_count) {
        return fail(strange("lists without all answers"));
    }
    const Json::Array& found = rows(answers[preferences], "Preferences");
    if (found.empty() || answers[terms].is_null() || answers[codes].is_null() ||
        answers[rates].is_null()) {
        return fail(strange("no preferences, terms or tax codes"));
    }
    BooksLists lists;
    lists.rules = rules_of(found.front(), country);
    lists.terms = terms_of(answers[terms]);
    lists.tax_codes = tax_codes_of(answers[codes], answers[rates]);
    lists.income_accounts = choices_of(answers[accounts], "Account");
    if (lists.rules.classes) {
        lists.classes = choices_of(answers[classes], "Class");
    }
    if (lists.rules.locations) {
        lists.locations = choices_of(answers[locations], "Department");
    }
    lists.currencies = currencies_of(answers[money]);
    return lists;
}

} // namespace billbridge::quickbooks
