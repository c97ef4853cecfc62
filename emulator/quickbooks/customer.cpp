#include "emulator/quickbooks/customer.hpp"

#include "emulator/quickbooks/references.hpp"
#include "emulator/quickbooks/text.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace {

/// How many levels may stand below the top.
constexpr int depth_max = 4;
/// How much of a tax id stays visible when it is read.
constexpr std::size_t unmasked_length = 5;

constexpr Property properties[] = {{"Id"},
                                   {"SyncToken"},
                                   {"MetaData"},
                                   {"domain"},
                                   {"sparse", Kind::boolean},
                                   {"status"},
                                   {"Title", Kind::text, 16},
                                   {"GivenName", Kind::text, 100},
                                   {"MiddleName", Kind::text, 100},
                                   {"FamilyName", Kind::text, 100},
                                   {"Suffix", Kind::text, 16},
                                   {"FullyQualifiedName"},
                                   {"CompanyName", Kind::text, 100},
                                   {"DisplayName", Kind::text, 500},
                                   {"PrintOnCheckName", Kind::text, 110},
                                   {"Notes", Kind::text, 2000},
                                   {"Active", Kind::boolean},
                                   {"Taxable", Kind::boolean},
                                   {"BillAddr", Kind::object, 0, &address_shape},
                                   {"ShipAddr", Kind::object, 0, &address_shape},
                                   {"PrimaryPhone", Kind::object, 0, &phone_shape},
                                   {"AlternatePhone", Kind::object, 0, &phone_shape},
                                   {"Mobile", Kind::object, 0, &phone_shape},
                                   {"Fax", Kind::object, 0, &phone_shape},
                                   {"PrimaryEmailAddr", Kind::email},
                                   {"WebAddr", Kind::object, 0, &web_shape},
                                   {"Job", Kind::boolean},
                                   {"BillWithParent", Kind::boolean},
                                   {"ParentRef", Kind::object, 0, &reference_shape},
                                   {"RootCustomerRef"},
                                   {"Level"},
                                   {"IsProject"},
                                   {"CurrencyRef", Kind::object, 0, &reference_shape},
                                   {"SalesTermRef", Kind::object, 0, &reference_shape},
                                   {"PaymentMethodRef", Kind::object, 0, &reference_shape},
                                   {"CustomerTypeRef", Kind::object, 0, &reference_shape},
                                   {"DefaultTaxCodeRef", Kind::object, 0, &reference_shape},
                                   {"ARAccountRef", Kind::object, 0, &reference_shape},
                                   {"PreferredDeliveryMethod", Kind::text},
                                   {"Balance"},
                                   {"BalanceWithJobs"},
                                   {"OpenBalanceDate", Kind::date},
                                   {"CreditLimit", Kind::number},
                                   {"AcctNum", Kind::text},
                                   {"ResaleNum", Kind::text, 16},
                                   {"TaxExemptionReasonId"},
                                   {"PrimaryTaxIdentifier", Kind::text},
                                   {"SecondaryTaxIdentifier", Kind::text},
                                   {"BusinessNumber", Kind::text, 10},
                                   {"GSTIN", Kind::text, 15},
                                   {"GSTRegistrationType", Kind::text},
                                   {"ClientEntityId"},
                                   {"V4IDPseudonym"},
                                   {"Source"}};

constexpr std::string_view name_parts[] = {
    "Title", "GivenName", "MiddleName", "FamilyName", "Suffix"};

std::string display_name(const Json& body)
{
    std::string name = body["DisplayName"].string_or();
    if (!name.empty()) {
        return name;
    }
    for (const std::string_view part : name_parts) {
        const std::string text = body[part].string_or();
        name += (name.empty() || text.empty() ? "" : " ") + text;
    }
    return name;
}

std::optional<Fault> check_name(const Json& body)
{
    if (display_name(body).empty()) {
        return fault("6080");
    }
    auto is_bad = [&](std::string_view member) {
        return body[member].string_or().find_first_of(":\t\n") != std::string::npos;
    };
    for (const std::string_view member : name_parts) {
        if (is_bad(member)) {
            return fault("2040", {}, std::string(member));
        }
    }
    for (const std::string_view member : {"DisplayName", "PrintOnCheckName"}) {
        if (is_bad(member)) {
            return fault("2040", {}, std::string(member));
        }
    }
    return std::nullopt;
}

/// Customers, vendors and employees share their names, the inactive ones included.
bool is_taken(const Company& company, const std::string& name)
{
    const std::string wanted = lower_case(name);
    for (const std::string_view table : {"Customer", "Vendor", "Employee"}) {
        const auto& rows = company.table(table).rows();
        const bool found = std::ranges::any_of(rows, [&](const Json& row) {
            return lower_case(row["DisplayName"].string_or()) == wanted;
        });
        if (found) {
            return true;
        }
    }
    return false;
}

std::optional<Fault> check_parent(const Company& company, const Json& body)
{
    if (auto problem = check_reference(company, body, "ParentRef", "Customer")) {
        return problem;
    }
    const Json* parent = company.table("Customer").find(referred(body, "ParentRef"));
    const std::int64_t level = parent == nullptr ? 0 : (*parent)["Level"].int_or(0) + 1;
    return level > depth_max ? std::optional(fault("6180")) : std::nullopt;
}

std::optional<Fault> check_currency(const Company& company, const Json& body)
{
    const std::string code = referred(body, "CurrencyRef");
    if (body["CurrencyRef"].is_null() || code == company.home_currency()) {
        return std::nullopt;
    }
    if (!company.has_multicurrency()) {
        // The wording is not confirmed.
        return business_fault("Multi-currency should be enabled to perform this operation.");
    }
    const bool is_code =
        code.size() == 3 && std::ranges::all_of(code, [](char c) { return c >= 'A' && c <= 'Z'; });
    return is_code ? std::nullopt : std::optional(invalid_reference("CurrencyRef", code));
}

std::optional<Fault> check_customer(const Company& company, const Json& body)
{
    if (auto problem = check(body, customer_shape)) {
        return problem;
    }
    if (auto problem = check_name(body)) {
        return problem;
    }
    if (auto problem = check_parent(company, body)) {
        return problem;
    }
    if (auto problem = check_currency(company, body)) {
        return problem;
    }
    if (auto problem = check_reference(company, body, "SalesTermRef", "Term")) {
        return problem;
    }
    if (auto problem = check_reference(company, body, "DefaultTaxCodeRef", "TaxCode")) {
        return problem;
    }
    if (auto problem = check_choice(body, "PreferredDeliveryMethod", {"Print", "Email", "None"})) {
        return problem;
    }
    if (is_taken(company, display_name(body))) {
        return fault("6240");
    }
    return std::nullopt;
}

/// Tax ids come back masked: `XXXXXX56789`.
Json masked(const Json& value)
{
    std::string text = text_of(value);
    const std::size_t hidden = text.size() - std::min(text.size(), unmasked_length);
    std::fill_n(text.begin(), hidden, 'X');
    return Json(text);
}

/// A currency that a customer brings along becomes active in the company.
void activate_currency(Company& company, const std::string& code, Time now)
{
    Table& currencies = company.table("CompanyCurrency");
    const bool known = std::ranges::any_of(
        currencies.rows(), [&](const Json& row) { return row["Code"].string_or() == code; });
    if (known || code == company.home_currency()) {
        return;
    }
    Json currency = Json::Object{{"Code", code}, {"Name", currency_name(code)}, {"Active", true}};
    set_identity(currency, std::to_string(currencies.rows().size() + 1), now);
    currencies.add(std::move(currency));
}

void set_place(Json& customer, const Company& company, const Json& body)
{
    const Json* parent = company.table("Customer").find(referred(body, "ParentRef"));
    const std::string name = display_name(body);
    if (parent == nullptr) {
        customer.set("FullyQualifiedName", name);
        return;
    }
    const std::string parent_name = (*parent)["FullyQualifiedName"].string_or();
    customer.set("ParentRef", reference(id_of(*parent), parent_name));
    customer.set("Level", (*parent)["Level"].int_or(0) + 1);
    customer.set("FullyQualifiedName", parent_name + ":" + name);
}

Json built_customer(Company& company, const Json& body, Time now)
{
    const std::string name = display_name(body);
    const std::string currency =
        body["CurrencyRef"].is_null() ? company.home_currency() : referred(body, "CurrencyRef");
    activate_currency(company, currency, now);

    Json customer = Json::object();
    customer.set("Taxable", body["Taxable"].bool_or(true));
    for (const std::string_view member : {"BillAddr", "ShipAddr"}) {
        if (!body[member].is_null()) {
            customer.set(member, with_address_id(company, body[member]));
        }
    }
    customer.set("Job", body["Job"].bool_or(false));
    customer.set("BillWithParent", body["BillWithParent"].bool_or(false));
    customer.set("Balance", money(Decimal())).set("BalanceWithJobs", money(Decimal()));
    customer.set("CurrencyRef", currency_reference(currency));
    customer.set("PreferredDeliveryMethod", body["PreferredDeliveryMethod"].string_or("None"));
    customer.set("IsProject", false).set("ClientEntityId", "0");
    set_identity(customer, std::to_string(company.next_name++), now);
    copy_members(customer, body, {"Title", "GivenName", "MiddleName", "FamilyName", "Suffix"});
    set_place(customer, company, body);
    copy_members(customer, body, {"CompanyName"});
    customer.set("DisplayName", name);
    customer.set("PrintOnCheckName", body["PrintOnCheckName"].string_or(name));
    customer.set("Active", body["Active"].bool_or(true));
    copy_members(customer,
                 body,
                 {"SalesTermRef",
                  "PaymentMethodRef",
                  "DefaultTaxCodeRef",
                  "Notes",
                  "ResaleNum",
                  "AcctNum",
                  "PrimaryPhone",
                  "AlternatePhone",
                  "Mobile",
                  "Fax",
                  "PrimaryEmailAddr",
                  "WebAddr"});
    for (const std::string_view member : {"PrimaryTaxIdentifier", "SecondaryTaxIdentifier"}) {
        if (!body[member].is_null()) {
            customer.set(member, masked(body[member]));
        }
    }
    return customer;
}

} // namespace

constexpr Shape customer_shape{properties};

Json with_address_id(Company& company, Json address)
{
    Json numbered = Json::Object{{"Id", std::to_string(company.next_address++)}};
    for (auto& [name, value] : *address.if_object()) {
        if (name != "Id" && !value.is_null()) {
            numbered.set(name, std::move(value));
        }
    }
    return numbered;
}

std::string currency_of(const Company& company, const Json& customer)
{
    const std::string code = referred(customer, "CurrencyRef");
    return code.empty() ? company.home_currency() : code;
}

void add_to_balance(Json& customer, const Decimal& amount)
{
    for (const std::string_view member : {"Balance", "BalanceWithJobs"}) {
        customer.set(member, money(decimal_of(customer[member]) + amount));
    }
}

Outcome<Json> create_customer(Company& company, const Json& body, Time now)
{
    if (auto problem = check_customer(company, body)) {
        return std::unexpected(*std::move(problem));
    }
    return company.table("Customer").add(built_customer(company, body, now));
}

} // namespace emulator::quickbooks
