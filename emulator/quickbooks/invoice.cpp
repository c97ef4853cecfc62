#include "emulator/quickbooks/invoice.hpp"

#include "emulator/quickbooks/customer.hpp"
#include "emulator/quickbooks/invoice_lines.hpp"
#include "emulator/quickbooks/numbering.hpp"
#include "emulator/quickbooks/references.hpp"
#include "emulator/quickbooks/sales_tax.hpp"

namespace emulator::quickbooks {

namespace {

constexpr Property memo_properties[] = {{"value", Kind::text, 1000}};
constexpr Shape memo_shape{memo_properties};
constexpr Property custom_field_properties[] = {
    {"DefinitionId", Kind::text}, {"Name"}, {"Type"}, {"StringValue", Kind::text}};
constexpr Shape custom_field_shape{custom_field_properties};
constexpr Property tax_detail_properties[] = {{"DefaultTaxCodeRef"},
                                              {"TxnTaxCodeRef", Kind::object, 0, &reference_shape},
                                              {"TotalTax", Kind::number},
                                              {"TaxReviewStatus"},
                                              {"TaxLine", Kind::list},
                                              {"UseAutomatedSalesTax"}};
constexpr Shape tax_detail_shape{tax_detail_properties};

constexpr Property properties[] = {{"Id"},
                                   {"SyncToken"},
                                   {"MetaData"},
                                   {"domain"},
                                   {"sparse", Kind::boolean},
                                   {"status"},
                                   {"Line", Kind::list, 0, &line_shape},
                                   {"CustomerRef", Kind::object, 0, &reference_shape},
                                   {"DocNumber", Kind::text, 21},
                                   {"AutoDocNumber", Kind::boolean},
                                   {"TxnDate", Kind::date},
                                   {"DueDate", Kind::date},
                                   {"SalesTermRef", Kind::object, 0, &reference_shape},
                                   {"CurrencyRef", Kind::object, 0, &reference_shape},
                                   {"ExchangeRate", Kind::number},
                                   {"GlobalTaxCalculation", Kind::text},
                                   {"TxnTaxDetail", Kind::object, 0, &tax_detail_shape},
                                   {"ApplyTaxAfterDiscount", Kind::boolean},
                                   {"CustomerMemo", Kind::object, 0, &memo_shape},
                                   {"PrivateNote", Kind::text, 4000},
                                   {"BillEmail", Kind::email},
                                   {"BillEmailCc", Kind::object},
                                   {"BillEmailBcc", Kind::object},
                                   {"EmailStatus", Kind::text},
                                   {"PrintStatus", Kind::text},
                                   {"BillAddr", Kind::object, 0, &address_shape},
                                   {"ShipAddr", Kind::object, 0, &address_shape},
                                   {"ShipFromAddr", Kind::object, 0, &address_shape},
                                   {"ShipDate", Kind::date},
                                   {"TrackingNum", Kind::text},
                                   {"ShipMethodRef", Kind::object, 0, &reference_shape},
                                   {"ClassRef", Kind::object, 0, &reference_shape},
                                   {"DepartmentRef", Kind::object, 0, &reference_shape},
                                   {"ProjectRef", Kind::object, 0, &reference_shape},
                                   {"Deposit", Kind::number},
                                   {"DepositToAccountRef", Kind::object, 0, &reference_shape},
                                   {"LinkedTxn", Kind::list},
                                   {"CustomField", Kind::list, 0, &custom_field_shape},
                                   {"AllowOnlineCreditCardPayment", Kind::boolean},
                                   {"AllowOnlineACHPayment", Kind::boolean},
                                   {"AllowOnlinePayPalPayment", Kind::boolean},
                                   {"AllowOnlineAffirmPayment", Kind::boolean},
                                   {"PaymentDetailsMessage", Kind::text},
                                   {"AllowIPNPayment"},
                                   {"AllowOnlinePayment"},
                                   {"FreeFormAddress"},
                                   {"DeliveryInfo"},
                                   {"TotalAmt"},
                                   {"Balance"},
                                   {"HomeTotalAmt"},
                                   {"HomeBalance"},
                                   {"InvoiceLink"},
                                   {"InvoiceLinkSecurityCode"},
                                   {"InvoiceLinkExpiryDate"},
                                   {"RecurDataRef"},
                                   {"TaxExemptionRef"},
                                   {"TxnSource"},
                                   {"TransactionLocationType", Kind::text},
                                   {"invoiceStatus"},
                                   {"invoiceStatusLog"},
                                   {"callToAction"},
                                   {"EInvoiceStatus"},
                                   {"ECloudStatusTimeStamp"},
                                   {"TxnStatus"},
                                   {"TemplateRef"},
                                   {"ARAccountRef"},
                                   {"PONumber"},
                                   {"FOB"},
                                   {"SalesRepRef"},
                                   {"RemitToRef"},
                                   {"Tag"}};

/// The parts of a new invoice, each checked.
struct Parts {
    const Json& customer;
    std::string currency;
    Decimal exchange_rate;
    InvoiceLines lines;
    SalesTax tax;

    Decimal total() const { return lines.net() + tax.total; }
};

std::optional<Fault> check_members(const Company& company, const Json& body)
{
    if (auto problem = check(body, invoice_shape)) {
        return problem;
    }
    if (body["Line"].is_null()) {
        return missing("Line");
    }
    if (referred(body, "CustomerRef").empty()) {
        return missing("CustomerRef");
    }
    if (auto problem = check_reference(company, body, "CustomerRef", "Customer")) {
        return problem;
    }
    if (auto problem = check_reference(company, body, "SalesTermRef", "Term")) {
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
    if (body["LinkedTxn"].if_array() != nullptr && !body["LinkedTxn"].if_array()->empty()) {
        return fault("620");
    }
    return std::nullopt;
}

/// An invoice is in its customer's currency.
Outcome<std::string> currency(const Company& company, const Json& body, const Json& customer)
{
    const std::string given =
        body["CurrencyRef"].is_null() ? company.home_currency() : referred(body, "CurrencyRef");
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

Outcome<Decimal>
exchange_rate(const Company& company, const Json& body, const std::string& currency)
{
    if (currency == company.home_currency()) {
        return Decimal(1);
    }
    const Decimal rate = body["ExchangeRate"].is_null() ? company.exchange_rate(currency)
                                                        : decimal_of(body["ExchangeRate"]);
    if (rate <= Decimal()) {
        return std::unexpected(fault("2080", "Invalid Number : ExchangeRate", "ExchangeRate"));
    }
    return rate;
}

Outcome<Parts> read_parts(const Company& company, const Json& body)
{
    const Json& customer = *company.table("Customer").find(referred(body, "CustomerRef"));
    auto code = currency(company, body, customer);
    if (!code) {
        return std::unexpected(code.error());
    }
    const auto rate = exchange_rate(company, body, *code);
    if (!rate) {
        return std::unexpected(rate.error());
    }
    auto lines = read_lines(company, customer, body["Line"]);
    if (!lines) {
        return std::unexpected(lines.error());
    }
    const bool after_discount = body["ApplyTaxAfterDiscount"].bool_or(false);
    auto tax = sales_tax(company, body["TxnTaxDetail"], *lines, after_discount);
    if (!tax) {
        return std::unexpected(tax.error());
    }
    Parts parts{.customer = customer,
                .currency = *std::move(code),
                .exchange_rate = *rate,
                .lines = *std::move(lines),
                .tax = *std::move(tax)};
    if (parts.total().is_negative()) {
        return std::unexpected(business_fault("Transaction amount must be 0 or greater."));
    }
    return parts;
}

/// The id of the term that applies: sent, the customer's, the company's default.
std::string term_id(const Company& company, const Json& body, const Json& customer)
{
    for (const Json* source : {&body, &customer}) {
        if (const std::string id = referred(*source, "SalesTermRef"); !id.empty()) {
            return id;
        }
    }
    return referred(company.preferences()["SalesFormsPrefs"], "DefaultTerms");
}

void set_dates(
    Json& invoice, const Company& company, const Json& body, const Json& customer, Time now)
{
    const Date date = Date::parse(body["TxnDate"].string_or()).value_or(server_day(now));
    invoice.set("TxnDate", to_string(date));
    Date due = date;
    if (const Json* term = company.table("Term").find(term_id(company, body, customer))) {
        invoice.set("SalesTermRef", reference(id_of(*term), (*term)["Name"].string_or()));
        due = date.plus_days(static_cast<int>((*term)["DueDays"].int_or(0)));
    }
    invoice.set("DueDate", body["DueDate"].string_or(to_string(due)));
}

void set_addresses(Json& invoice, Company& company, const Json& body, const Json& customer)
{
    const Json& bill = body["BillAddr"].is_null() ? customer["BillAddr"] : body["BillAddr"];
    const Json& own_ship = customer["ShipAddr"].is_null() ? bill : customer["ShipAddr"];
    const Json& ship = body["ShipAddr"].is_null() ? own_ship : body["ShipAddr"];
    if (!bill.is_null()) {
        invoice.set("BillAddr", with_address_id(company, bill));
    }
    if (!ship.is_null()) {
        invoice.set("ShipAddr", with_address_id(company, ship));
        invoice.set("FreeFormAddress", true);
    }
}

/// The company's one field, "Crew #", is on every invoice; its value where one was sent.
Json custom_fields(const Json& body)
{
    Json crew = Json::Object{{"DefinitionId", "1"}, {"Name", "Crew #"}, {"Type", "StringType"}};
    if (const auto* sent = body["CustomField"].if_array()) {
        for (const Json& field : *sent) {
            if (text_of(field["DefinitionId"]) == "1") {
                copy_members(crew, field, {"StringValue"});
            }
        }
    }
    return Json::Array{crew};
}

void set_amounts(Json& invoice, const Company& company, const Parts& parts, const Json& body)
{
    const Decimal deposit = decimal_of(body["Deposit"]);
    const Decimal balance = parts.total() - deposit;
    invoice.set("TotalAmt", money(parts.total()));
    if (company.has_multicurrency()) {
        invoice.set("HomeTotalAmt", money(parts.total() * parts.exchange_rate));
    }
    invoice.set("ApplyTaxAfterDiscount", body["ApplyTaxAfterDiscount"].bool_or(false));
    invoice.set("PrintStatus", body["PrintStatus"].string_or("NeedToPrint"));
    invoice.set("EmailStatus", body["EmailStatus"].string_or("NotSet"));
    copy_members(invoice, body, {"BillEmail", "BillEmailCc", "BillEmailBcc"});
    invoice.set("Balance", money(balance));
    if (company.has_multicurrency()) {
        invoice.set("HomeBalance", money(balance * parts.exchange_rate));
    }
    invoice.set("Deposit", deposit.is_zero() ? Json(0) : money(deposit));
}

Json built_invoice(Company& company, const Parts& parts, const Json& body, Time now)
{
    Json invoice = Json::object();
    for (const std::string_view member : {"AllowIPNPayment", "AllowOnlinePayment"}) {
        invoice.set(member, false);
    }
    for (const std::string_view member :
         {"AllowOnlineCreditCardPayment", "AllowOnlineACHPayment"}) {
        invoice.set(member, body[member].bool_or(false));
    }
    set_identity(invoice, std::to_string(company.next_transaction++), now);
    invoice.set("CustomField", custom_fields(body));
    if (const auto number = document_number(company, body)) {
        invoice.set("DocNumber", *number);
    }
    invoice.set("CurrencyRef", currency_reference(parts.currency));
    if (company.has_multicurrency()) {
        invoice.set("ExchangeRate", Json(parts.exchange_rate.trimmed()));
    }
    copy_members(invoice, body, {"PrivateNote"});
    invoice.set("LinkedTxn", Json::array()).set("Line", parts.lines.to_json());
    invoice.set("TxnTaxDetail", parts.tax.detail);
    invoice.set("CustomerRef",
                reference(id_of(parts.customer), parts.customer["DisplayName"].string_or()));
    copy_members(invoice, body, {"CustomerMemo"});
    set_addresses(invoice, company, body, parts.customer);
    copy_members(invoice,
                 body,
                 {"ShipFromAddr",
                  "ShipDate",
                  "TrackingNum",
                  "ShipMethodRef",
                  "ClassRef",
                  "DepartmentRef",
                  "ProjectRef",
                  "DepositToAccountRef"});
    set_dates(invoice, company, body, parts.customer, now);
    set_amounts(invoice, company, parts, body);
    return invoice;
}

} // namespace

constexpr Shape invoice_shape{properties};

Outcome<Json>
create_invoice(Company& company, const Json& body, bool allow_duplicate_number, Time now)
{
    if (auto problem = check_members(company, body)) {
        return std::unexpected(*std::move(problem));
    }
    const auto parts = read_parts(company, body);
    if (!parts) {
        return std::unexpected(parts.error());
    }
    if (auto problem = check_document_number(company, body, allow_duplicate_number)) {
        return std::unexpected(*std::move(problem));
    }
    const Json& invoice = company.table("Invoice").add(built_invoice(company, *parts, body, now));
    Json& customer = *company.table("Customer").find(id_of(parts->customer));
    add_to_balance(customer, decimal_of(invoice["Balance"]));
    return invoice;
}

} // namespace emulator::quickbooks
