#include "emulator/quickbooks/sales/sales_form.hpp"

#include "emulator/quickbooks/books/references.hpp"
#include "emulator/quickbooks/lists/customer.hpp"
#include "emulator/quickbooks/sales/numbering.hpp"

#include <algorithm>
#include <vector>

namespace emulator::quickbooks {

namespace {

struct Reference {
    std::string_view member;
    std::string_view table;
};

constexpr Reference references[] = {
    {"SalesTermRef", "Term"}, {"ClassRef", "Class"}, {"DepartmentRef", "Department"}};

std::optional<Fault> check_customer(const Company& company, const Json& body)
{
    if (referred(body, "CustomerRef").empty()) {
        return missing("CustomerRef");
    }
    const std::string id = referred(body, "CustomerRef");
    const auto customer = company.table("Customer").find(id);
    if (customer == nullptr) {
        return invalid_reference("CustomerRef", id);
    }
    return (*customer)["Active"].bool_or(true) ? std::nullopt : std::optional(fault("6250"));
}

/// Classes and locations are features that a company switches on.
std::optional<Fault> check_features(const Company& company, const Json& body)
{
    const Json& accounting = company.preferences()["AccountingInfoPrefs"];
    if (!body["ClassRef"].is_null() && !accounting["ClassTrackingPerTxn"].bool_or(false)) {
        return fault("5030", "Feature Not Supported Error : Class tracking is off.", "ClassRef");
    }
    if (!body["DepartmentRef"].is_null() && !accounting["TrackDepartments"].bool_or(false)) {
        return fault(
            "5030", "Feature Not Supported Error : Location tracking is off.", "DepartmentRef");
    }
    return std::nullopt;
}

std::optional<Fault> check_members(const Company& company, const Json& body)
{
    if (body["Line"].is_null()) {
        return missing("Line");
    }
    if (auto problem = check_customer(company, body)) {
        return problem;
    }
    for (const Reference& reference : references) {
        if (auto problem = check_reference(company, body, reference.member, reference.table)) {
            return problem;
        }
    }
    if (auto problem = check_features(company, body)) {
        return problem;
    }
    if (auto problem = check_choice(body, "EmailStatus", {"NotSet", "NeedToSend", "EmailSent"})) {
        return problem;
    }
    if (auto problem =
            check_choice(body, "PrintStatus", {"NotSet", "NeedToPrint", "PrintComplete"})) {
        return problem;
    }
    if (body["EmailStatus"].string_or() == "NeedToSend" &&
        body["BillEmail"]["Address"].string_or().empty()) {
        return fault("6420", {}, "BillEmail");
    }
    return std::nullopt;
}

/// A form is in its customer's currency and stays in it.
Outcome<std::string> currency(const Write& write, const Json& customer)
{
    const Company& company = write.company;
    const std::string given = write.body["CurrencyRef"].is_null()
                                  ? company.home_currency()
                                  : referred(write.body, "CurrencyRef");
    if (!company.has_multicurrency() && given != company.home_currency()) {
        return std::unexpected(
            business_fault("Multi-currency should be enabled to perform this operation."));
    }
    if (given != currency_of(company, customer)) {
        return std::unexpected(
            business_fault("You can only use one foreign currency per transaction."));
    }
    return given;
}

Outcome<Decimal> exchange_rate(const Write& write, const std::string& currency, Date date)
{
    if (currency == write.company.home_currency()) {
        return Decimal(1);
    }
    const Json& sent = write.body["ExchangeRate"];
    const Decimal rate =
        sent.is_null() ? write.company.exchange_rate(currency, date) : decimal_of(sent);
    if (rate <= Decimal()) {
        return std::unexpected(fault("2080", "Invalid Number : ExchangeRate", "ExchangeRate"));
    }
    return rate;
}

/// The company's own fields are on every form, "Crew #" in the vendor's sample; their values where
/// they were sent.
Json custom_fields(const Company& company, const Json& body)
{
    Json fields = Json::array();
    const Json& forms = company.preferences()["SalesFormsPrefs"];
    const auto* groups = forms["CustomField"].if_array();
    for (const Json& group : groups == nullptr ? Json::Array() : *groups) {
        const auto* entries = group["CustomField"].if_array();
        for (const Json& entry : entries == nullptr ? Json::Array() : *entries) {
            constexpr std::string_view prefix = "SalesFormsPrefs.SalesCustomName";
            const std::string name = entry["Name"].string_or();
            if (!name.starts_with(prefix)) {
                continue;
            }
            fields.push_back(Json::Object{{"DefinitionId", name.substr(prefix.size())},
                                          {"Name", entry["StringValue"]},
                                          {"Type", "StringType"}});
        }
    }
    const auto* sent = body["CustomField"].if_array();
    for (const Json& value : sent == nullptr ? Json::Array() : *sent) {
        for (Json& field : *fields.if_array()) {
            if (text_of(field["DefinitionId"]) == text_of(value["DefinitionId"])) {
                copy_members(field, value, {"StringValue"});
            }
        }
    }
    return fields;
}

std::string place_line(const Json& address)
{
    std::string line;
    for (const std::string_view member :
         {"City", "CountrySubDivisionCode", "PostalCode", "Country"}) {
        const std::string text = address[member].string_or();
        line += (line.empty() || text.empty() ? "" : " ") + text;
    }
    return line;
}

/// What the vendor makes of an address once the form has been changed: the customer's names and
/// then free lines, city and postal code no longer apart. One that is flat already stays.
Json flattened(const Json& address, const Json& customer)
{
    const std::string place = place_line(address);
    if (place.empty()) {
        return address;
    }
    std::vector<std::string> lines = {customer["DisplayName"].string_or(),
                                      customer["CompanyName"].string_or()};
    for (const std::string_view member : {"Line1", "Line2", "Line3", "Line4", "Line5"}) {
        lines.push_back(address[member].string_or());
    }
    lines.push_back(place);
    std::erase(lines, "");
    constexpr std::size_t lines_max = 5;
    while (lines.size() > lines_max) {
        const std::string last = std::move(lines.back());
        lines.pop_back();
        lines.back() += ", " + last;
    }
    Json flat = Json::object();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        flat.set("Line" + std::to_string(i + 1), lines[i]);
    }
    return flat;
}

void set_addresses(Json& form, const Write& write, const Json& customer)
{
    const Json& body = write.body;
    const Json& bill = body["BillAddr"].is_null() ? customer["BillAddr"] : body["BillAddr"];
    const Json& own_ship = customer["ShipAddr"].is_null() ? bill : customer["ShipAddr"];
    const Json& ship = body["ShipAddr"].is_null() ? own_ship : body["ShipAddr"];
    auto set = [&](std::string_view member, const Json& address) {
        const Json shown = write.old == nullptr ? address : flattened(address, customer);
        form.set(member, with_address_id(write.company, shown));
    };
    if (!bill.is_null()) {
        set("BillAddr", bill);
    }
    if (!ship.is_null()) {
        set("ShipAddr", ship);
        form.set("FreeFormAddress", true);
    }
}

/// That day of the date's month; the last one where the month is shorter.
Date on_day_of_month(Date date, int day)
{
    return std::min(date.start_of_month().plus_days(day - 1), date.end_of_month());
}

} // namespace

Outcome<SalesForm> read_form(const Write& write)
{
    const Company& company = write.company;
    if (auto problem = check_members(company, write.body)) {
        return std::unexpected(*std::move(problem));
    }
    auto customer = company.table("Customer").find(referred(write.body, "CustomerRef"));
    auto code = currency(write, *customer);
    if (!code) {
        return std::unexpected(code.error());
    }
    const Date date =
        Date::parse(write.body["TxnDate"].string_or()).value_or(server_day(write.now));
    const auto rate = exchange_rate(write, *code, date);
    if (!rate) {
        return std::unexpected(rate.error());
    }
    static const Json no_lines;
    const Json& old_lines = write.old == nullptr ? no_lines : (*write.old)["Line"];
    auto lines = read_lines(company, *customer, write.body["Line"], old_lines);
    if (!lines) {
        return std::unexpected(lines.error());
    }
    auto tax = sales_tax(company, write.body, *lines);
    if (!tax) {
        return std::unexpected(tax.error());
    }
    if (auto problem = check_document_number(write)) {
        return std::unexpected(*std::move(problem));
    }
    SalesForm form{.customer = std::move(customer),
                   .currency = *std::move(code),
                   .exchange_rate = *rate,
                   .lines = *std::move(lines),
                   .tax = *std::move(tax),
                   .date = date};
    if (form.total().is_negative()) {
        return std::unexpected(business_fault("Transaction amount must be 0 or greater."));
    }
    return form;
}

void set_common(Json& form, const SalesForm& parts, const Write& write)
{
    const Json& body = write.body;
    write.identify(form);
    form.set("CustomField", custom_fields(write.company, body));
    if (const auto number = document_number(write)) {
        form.set("DocNumber", *number);
    }
    form.set("TxnDate", to_string(parts.date));
    form.set("CurrencyRef", currency_reference(parts.currency));
    if (write.company.has_multicurrency()) {
        form.set("ExchangeRate", Json(parts.exchange_rate.trimmed()));
    }
    copy_members(form, body, {"PrivateNote"});
    form.set("LinkedTxn", write.old == nullptr ? Json::array() : (*write.old)["LinkedTxn"]);
    form.set("Line", parts.lines.to_json());
    form.set("TxnTaxDetail", parts.tax.detail);
    if (!parts.tax.calculation.empty()) {
        form.set("GlobalTaxCalculation", parts.tax.calculation);
    }
    form.set("CustomerRef",
             reference_to(id_of(*parts.customer), (*parts.customer)["DisplayName"].string_or()));
    copy_members(form, body, {"CustomerMemo"});
    set_addresses(form, write, *parts.customer);
    copy_members(form,
                 body,
                 {"ShipFromAddr",
                  "ShipDate",
                  "TrackingNum",
                  "ShipMethodRef",
                  "ClassRef",
                  "DepartmentRef",
                  "ProjectRef",
                  "TransactionLocationType"});
}

void set_totals(Json& form, const SalesForm& parts, const Write& write)
{
    const Json& body = write.body;
    set_amount(form, write.company, "TotalAmt", "HomeTotalAmt", parts.total());
    form.set("ApplyTaxAfterDiscount", body["ApplyTaxAfterDiscount"].bool_or(false));
    form.set("PrintStatus", body["PrintStatus"].string_or("NeedToPrint"));
    form.set("EmailStatus", body["EmailStatus"].string_or("NotSet"));
    copy_members(form, body, {"BillEmail", "BillEmailCc", "BillEmailBcc"});
    if (write.old != nullptr) {
        copy_members(form, *write.old, {"DeliveryInfo"});
    }
}

void set_amount(Json& entity,
                const Company& company,
                std::string_view member,
                std::string_view home_member,
                const Decimal& amount)
{
    entity.set(member, money(amount));
    if (company.has_multicurrency()) {
        entity.set(home_member, money(amount * decimal_of(entity["ExchangeRate"])));
    }
}

Json emptied(const Json& form)
{
    Json voided = form;
    for (Json& line : *voided.find("Line")->if_array()) {
        line.set("Amount", 0);
        for (auto& [name, detail] : *line.if_object()) {
            if (detail.if_object() == nullptr) {
                continue;
            }
            for (const std::string_view member : {"Qty", "Quantity", "TaxInclusiveAmt"}) {
                if (detail.find(member) != nullptr) {
                    detail.set(member, 0);
                }
            }
        }
        if (Json* bundle = line.find("GroupLineDetail")) {
            for (Json& part : *bundle->find("Line")->if_array()) {
                part.set("Amount", 0);
                part.find("SalesItemLineDetail")->set("Qty", 0);
            }
        }
    }
    voided.set("TxnTaxDetail", Json::Object{{"TotalTax", 0}});
    for (const std::string_view member :
         {"TotalAmt", "HomeTotalAmt", "Balance", "HomeBalance", "RemainingCredit", "Deposit"}) {
        if (voided.find(member) != nullptr) {
            voided.set(member, 0);
        }
    }
    voided.set("PrivateNote", voided_note(form["PrivateNote"].string_or()));
    voided.set("LinkedTxn", Json::array());
    return voided;
}

std::string voided_note(const std::string& note)
{
    if (note.starts_with("Voided")) {
        return note;
    }
    // The separator is not confirmed.
    return note.empty() ? "Voided" : "Voided - " + note;
}

std::shared_ptr<const Json> term_of(const Company& company, const Json& body, const Json& customer)
{
    for (const Json* source : {&body, &customer}) {
        if (const std::string id = referred(*source, "SalesTermRef"); !id.empty()) {
            return company.table("Term").find(id);
        }
    }
    return company.table("Term").find(
        referred(company.preferences()["SalesFormsPrefs"], "DefaultTerms"));
}

Date due_date(Date date, const Json& term)
{
    if (term["Type"].string_or() != "DATE_DRIVEN") {
        return date.plus_days(static_cast<int>(term["DueDays"].int_or(0)));
    }
    const int day = static_cast<int>(term["DayOfMonthDue"].int_or(1));
    const int near_days = static_cast<int>(term["DueNextMonthDays"].int_or(0));
    const Date this_month = on_day_of_month(date, day);
    const bool is_too_near = this_month < date || this_month < date.plus_days(near_days);
    return is_too_near ? on_day_of_month(date.end_of_month().plus_days(1), day) : this_month;
}

} // namespace emulator::quickbooks
