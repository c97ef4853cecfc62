#include "emulator/quickbooks/lists/customer.hpp"

#include "emulator/quickbooks/books/references.hpp"
#include "emulator/quickbooks/lists/named_list.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace {

using enum ValueKind;

constexpr QueryProperty query_properties[] = {id_property,
                                              {"DisplayName", text},
                                              {"GivenName", text},
                                              {"MiddleName", text},
                                              {"FamilyName", text},
                                              {"CompanyName", text},
                                              {"PrimaryEmailAddr", email, false},
                                              {"PrintOnCheckName", text},
                                              {"FullyQualifiedName", text},
                                              {"Active", boolean},
                                              {"Balance", number},
                                              created_property,
                                              updated_property};

/// How many levels may stand below the top.
constexpr int depth_max = 4;
/// How much of a tax id stays visible when it is read.
constexpr std::size_t unmasked_length = 5;

constexpr Property properties[] = {{"Id", Kind::text},
                                   {"SyncToken", Kind::text},
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

constexpr Shape customer_shape{properties};

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
bool is_taken(const Write& write, const std::string& name)
{
    const std::string own = write.old == nullptr ? "" : id_of(*write.old);
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{"Customer", "Vendor", "Employee"},
        [&](std::string_view table) {
            const Record* holder = write.company.table(table).find_label(name);
            return holder != nullptr && holder->id() != own;
        });
}

std::optional<Fault> check_parent(const Company& company, const Json& body)
{
    if (auto problem = check_reference(company, body, "ParentRef", "Customer")) {
        return problem;
    }
    const auto parent = company.table("Customer").find(referred(body, "ParentRef"));
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
    return is_currency_code(code) ? std::nullopt
                                  : std::optional(invalid_reference("CurrencyRef", code));
}

/// A customer stays in the currency that it was made with.
std::optional<Fault> check_currency_stays(const Write& write)
{
    const std::string given = referred(write.body, "CurrencyRef");
    if (write.old == nullptr || given.empty() || given == currency_of(write.company, *write.old)) {
        return std::nullopt;
    }
    return business_fault("The currency of a customer cannot be changed.");
}

/// A customer cannot stand below itself.
std::optional<Fault> check_no_circle(const Write& write)
{
    std::string id = referred(write.body, "ParentRef");
    while (write.old != nullptr && !id.empty()) {
        if (id == id_of(*write.old)) {
            return fault("6180", "A customer cannot be its own parent.", "ParentRef");
        }
        const auto row = write.company.table("Customer").find(id);
        id = row == nullptr ? "" : referred(*row, "ParentRef");
    }
    return std::nullopt;
}

std::optional<Fault> check_customer(const Write& write)
{
    const Company& company = write.company;
    const Json& body = write.body;
    if (auto problem = check_name(body)) {
        return problem;
    }
    if (auto problem = check_parent(company, body)) {
        return problem;
    }
    if (auto problem = check_no_circle(write)) {
        return problem;
    }
    if (auto problem = check_currency(company, body)) {
        return problem;
    }
    if (auto problem = check_currency_stays(write)) {
        return problem;
    }
    for (const auto& [member, table] : {std::pair{"SalesTermRef", "Term"},
                                        std::pair{"PaymentMethodRef", "PaymentMethod"},
                                        std::pair{"DefaultTaxCodeRef", "TaxCode"}}) {
        if (auto problem = check_reference(company, body, member, table)) {
            return problem;
        }
    }
    if (auto problem = check_choice(body, "PreferredDeliveryMethod", {"Print", "Email", "None"})) {
        return problem;
    }
    return is_taken(write, display_name(body)) ? std::optional(fault("6240")) : std::nullopt;
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
    if (currencies.find_label(code) != nullptr || code == company.home_currency()) {
        return;
    }
    Json currency = Json::Object{{"Code", code}, {"Name", currency_name(code)}, {"Active", true}};
    set_identity(currency, std::to_string(currencies.next_id()), now);
    post(company, entity_type("CompanyCurrency"), currency, Operation::created, now);
}

void set_place(Json& customer, const Company& company, const Json& body)
{
    const auto parent = company.table("Customer").find(referred(body, "ParentRef"));
    const std::string name = inactive_name(display_name(body), body);
    if (parent == nullptr) {
        customer.set("FullyQualifiedName", name);
        return;
    }
    const std::string parent_name = (*parent)["FullyQualifiedName"].string_or();
    customer.set("ParentRef", reference_to(id_of(*parent), parent_name));
    customer.set("Level", (*parent)["Level"].int_or(0) + 1);
    customer.set("FullyQualifiedName", parent_name + ":" + name);
}

/// An address keeps its id as long as the customer has it.
Json address_of(const Write& write, std::string_view member)
{
    const Json* old = write.old == nullptr ? nullptr : write.old->find(member);
    if (old == nullptr) {
        return with_address_id(write.company, write.body[member]);
    }
    Json address = Json::Object{{"Id", (*old)["Id"]}};
    for (const auto& [name, value] : *write.body[member].if_object()) {
        if (name != "Id" && !value.is_null()) {
            address.set(name, value);
        }
    }
    return address;
}

/// The balances are what invoices and payments have made of them.
void set_balances(Json& customer, const Json* old)
{
    for (const std::string_view member : {"Balance", "BalanceWithJobs"}) {
        customer.set(member, old == nullptr ? money(Decimal()) : (*old)[member]);
    }
}

std::string currency_code(const Write& write)
{
    if (write.old != nullptr) {
        return currency_of(write.company, *write.old);
    }
    return write.body["CurrencyRef"].is_null() ? write.company.home_currency()
                                               : referred(write.body, "CurrencyRef");
}

Outcome<Json> build(Write& write)
{
    if (auto problem = check_customer(write)) {
        return std::unexpected(*std::move(problem));
    }
    Company& company = write.company;
    const Json& body = write.body;
    const std::string name = inactive_name(display_name(body), body);
    const std::string currency = currency_code(write);
    activate_currency(company, currency, write.now);

    Json customer = Json::object();
    customer.set("Taxable", body["Taxable"].bool_or(true));
    for (const std::string_view member : {"BillAddr", "ShipAddr"}) {
        if (!body[member].is_null()) {
            customer.set(member, address_of(write, member));
        }
    }
    customer.set("Job", body["Job"].bool_or(false));
    customer.set("BillWithParent", body["BillWithParent"].bool_or(false));
    set_balances(customer, write.old);
    customer.set("CurrencyRef", currency_reference(currency));
    customer.set("PreferredDeliveryMethod", body["PreferredDeliveryMethod"].string_or("None"));
    customer.set("IsProject", false).set("ClientEntityId", "0");
    write.identify(customer);
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
                  "CustomerTypeRef",
                  "DefaultTaxCodeRef",
                  "TaxExemptionReasonId",
                  "Notes",
                  "ResaleNum",
                  "AcctNum",
                  "BusinessNumber",
                  "GSTIN",
                  "GSTRegistrationType",
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

void settle(Company& company, const Json& before, const Json& after, Time)
{
    rename_children(company, customer_type, "DisplayName", before, after);
}

} // namespace

constexpr EntityType customer_type{.name = "Customer",
                                   .properties = query_properties,
                                   .shape = &customer_shape,
                                   .numbering = Numbering::names,
                                   .label = "DisplayName",
                                   .is_name_list = true,
                                   .build = build,
                                   .settle = settle};

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

} // namespace emulator::quickbooks
