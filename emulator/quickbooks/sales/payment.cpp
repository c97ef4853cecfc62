#include "emulator/quickbooks/sales/payment.hpp"

#include "emulator/quickbooks/books/references.hpp"
#include "emulator/quickbooks/lists/customer.hpp"
#include "emulator/quickbooks/sales/credit_memo.hpp"
#include "emulator/quickbooks/sales/invoice.hpp"
#include "emulator/quickbooks/sales/payment_links.hpp"
#include "emulator/quickbooks/sales/sales_form.hpp"
#include "emulator/quickbooks/sales/transaction_links.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace {

using enum ValueKind;

/// Account 4, "Undeposited Funds", is where money waits for its deposit.
constexpr const char* undeposited_funds = "4";

constexpr QueryProperty query_properties[] = {id_property,
                                              {"TotalAmt", number},
                                              {"CustomerRef", reference, false},
                                              {"TxnDate", date},
                                              {"PaymentMethodRef", reference, false},
                                              {"PaymentRefNum", text},
                                              created_property,
                                              updated_property};

constexpr Property link_properties[] = {
    {"TxnId", Kind::text}, {"TxnType", Kind::text}, {"TxnLineId", Kind::text}};
constexpr Shape link_shape{link_properties};
constexpr Property line_properties[] = {{"Id"},
                                        {"LineNum"},
                                        {"Description", Kind::text, 4000},
                                        {"Amount", Kind::number},
                                        {"DetailType"},
                                        {"LinkedTxn", Kind::list, 0, &link_shape},
                                        {"LineEx"}};
constexpr Shape payment_line_shape{line_properties};

constexpr Property properties[] = {{"Id", Kind::text},
                                   {"SyncToken", Kind::text},
                                   {"MetaData"},
                                   {"domain"},
                                   {"sparse", Kind::boolean},
                                   {"status"},
                                   {"CustomerRef", Kind::object, 0, &reference_shape},
                                   {"TotalAmt", Kind::number},
                                   {"TxnDate", Kind::date},
                                   {"CurrencyRef", Kind::object, 0, &reference_shape},
                                   {"ExchangeRate", Kind::number},
                                   {"PaymentMethodRef", Kind::object, 0, &reference_shape},
                                   {"PaymentRefNum", Kind::text, 21},
                                   {"DepositToAccountRef", Kind::object, 0, &reference_shape},
                                   {"ProjectRef", Kind::object, 0, &reference_shape},
                                   {"PrivateNote", Kind::text, 4000},
                                   {"ProcessPayment", Kind::boolean},
                                   {"CreditCardPayment", Kind::object},
                                   {"Line", Kind::list, 0, &payment_line_shape},
                                   {"TransactionLocationType", Kind::text},
                                   {"ARAccountRef"},
                                   {"TxnSource"},
                                   {"UnappliedAmt"},
                                   {"LinkedTxn"},
                                   {"TaxExemptionRef"}};
constexpr Shape payment_shape{properties};

/// Money that lies on a bank deposit already cannot be changed.
std::optional<Fault> check_deposited(const Company& company, const Json& payment)
{
    return company.deposited_payments.contains(id_of(payment)) ? std::optional(fault("6540"))
                                                               : std::nullopt;
}

/// Whether the customer of the payment is that one or stands above it: parents pay for their jobs.
bool pays_for(const Company& company, const std::string& payer, std::string customer)
{
    while (!customer.empty()) {
        if (customer == payer) {
            return true;
        }
        const auto row = company.table("Customer").find(customer);
        customer = row == nullptr ? "" : referred(*row, "ParentRef");
    }
    return false;
}

/// What is left of an invoice or a credit; none where the payment cannot be applied to it.
std::optional<Decimal>
available(const Company& company, const Application& application, const std::string& payer)
{
    if (application.type != "Invoice" && application.type != "CreditMemo") {
        return std::nullopt;
    }
    const auto row = company.table(application.type).find(application.id);
    if (row == nullptr || !pays_for(company, payer, referred(*row, "CustomerRef"))) {
        return std::nullopt;
    }
    return decimal_of((*row)["Balance"]);
}

std::optional<Fault> check_applications(const Write& write, const std::vector<Application>& all)
{
    const auto before =
        write.old == nullptr ? std::vector<Application>() : applications(*write.old);
    const std::string payer = referred(write.body, "CustomerRef");
    for (const Application& application : all) {
        const auto left = available(write.company, application, payer);
        if (!left) {
            return fault("620");
        }
        const Decimal most = *left + applied(before, application.type, application.id);
        if (application.amount <= Decimal() ||
            applied(all, application.type, application.id) > most) {
            return business_fault(
                "The amount applied is more than the open balance of the transaction.");
        }
    }
    return std::nullopt;
}

/// Invoices settled less credits used: what of the money is spoken for.
Decimal used(const std::vector<Application>& all)
{
    Decimal sum;
    for (const Application& application : all) {
        sum = application.type == "Invoice" ? sum + application.amount : sum - application.amount;
    }
    return sum;
}

/// A line is applied to one document.
std::optional<Fault> check_lines(const Json& body)
{
    const auto* lines = body["Line"].if_array();
    for (const Json& line : lines == nullptr ? Json::Array() : *lines) {
        const auto* links = line["LinkedTxn"].if_array();
        if (links != nullptr && links->size() > 1) {
            return business_fault("A line can be linked to only one transaction.");
        }
    }
    return std::nullopt;
}

std::optional<Fault> check_members(const Write& write)
{
    const Company& company = write.company;
    const Json& body = write.body;
    if (write.old != nullptr) {
        if (auto problem = check_deposited(company, *write.old)) {
            return problem;
        }
    }
    if (auto problem = check_lines(body)) {
        return problem;
    }
    if (body["TotalAmt"].is_null()) {
        return business_fault("You must set a transaction amount.");
    }
    if (decimal_of(body["TotalAmt"]).is_negative()) {
        return business_fault("Transaction amount must be 0 or greater.");
    }
    if (referred(body, "CustomerRef").empty()) {
        return missing("CustomerRef");
    }
    for (const auto& [member, table] : {std::pair{"CustomerRef", "Customer"},
                                        std::pair{"PaymentMethodRef", "PaymentMethod"},
                                        std::pair{"DepositToAccountRef", "Account"}}) {
        if (auto problem = check_reference(company, body, member, table)) {
            return problem;
        }
    }
    const auto customer = company.table("Customer").find(referred(body, "CustomerRef"));
    const std::string given = referred(body, "CurrencyRef");
    if (!given.empty() && given != currency_of(company, *customer)) {
        return business_fault("You can only use one foreign currency per transaction.");
    }
    return std::nullopt;
}

void set_currency(Json& payment, const Write& write, Date date)
{
    const Company& company = write.company;
    const auto customer = company.table("Customer").find(referred(write.body, "CustomerRef"));
    const std::string currency = currency_of(company, *customer);
    payment.set("CurrencyRef", currency_reference(currency));
    if (company.has_multicurrency()) {
        const Json& sent = write.body["ExchangeRate"];
        payment.set("ExchangeRate",
                    sent.is_null() ? Json(company.exchange_rate(currency, date).trimmed()) : sent);
    }
}

Outcome<Json> build(Write& write)
{
    if (auto problem = check_members(write)) {
        return std::unexpected(*std::move(problem));
    }
    const auto all = applications(write.body);
    if (auto problem = check_applications(write, all)) {
        return std::unexpected(*std::move(problem));
    }
    const Decimal total =
        decimal_of(write.body["TotalAmt"]).rounded(money_scale, Rounding::half_up);
    if (used(all) > total) {
        return std::unexpected(
            business_fault("The amounts applied do not fit the amount of the payment."));
    }
    const Json& body = write.body;
    const auto customer = write.company.table("Customer").find(referred(body, "CustomerRef"));
    const Date day = Date::parse(body["TxnDate"].string_or()).value_or(server_day(write.now));
    Json payment = Json::object();
    payment.set("CustomerRef",
                reference_to(id_of(*customer), (*customer)["DisplayName"].string_or()));
    const Json funds = Json::Object{{"value", undeposited_funds}};
    payment.set("DepositToAccountRef",
                body["DepositToAccountRef"].is_null() ? funds : body["DepositToAccountRef"]);
    copy_members(payment, body, {"PaymentMethodRef", "PaymentRefNum"});
    payment.set("TotalAmt", money(total)).set("UnappliedAmt", money(total - used(all)));
    payment.set("ProcessPayment", body["ProcessPayment"].bool_or(false));
    copy_members(payment, body, {"CreditCardPayment"});
    write.identify(payment);
    payment.set("TxnDate", to_string(day));
    set_currency(payment, write, day);
    copy_members(payment, body, {"PrivateNote", "ProjectRef", "TransactionLocationType"});
    payment.set("LinkedTxn", Json::array()).set("Line", lines_of(all));
    return payment;
}

void settle_document(Company& company,
                     const Application& document,
                     const Decimal& more,
                     bool is_linked,
                     const std::string& payment_id,
                     Time now)
{
    const EntityType& type = entity_type(document.type);
    const auto row = company.table(type.name).find(document.id);
    if (row != nullptr) {
        const Json changed = settled_document(company, *row, more, is_linked, payment_id, now);
        post(company, type, changed, Operation::updated, now);
    }
}

void settle(Company& company, const Json& before, const Json& after, Time now)
{
    const auto old_ones = applications(before);
    const auto new_ones = applications(after);
    const std::string payment_id = id_of(before.is_null() ? after : before);
    std::vector<Application> all = old_ones;
    all.insert(all.end(), new_ones.begin(), new_ones.end());
    std::set<std::pair<std::string, std::string>> done;
    for (const Application& document : all) {
        if (!done.emplace(document.type, document.id).second) {
            continue;
        }
        const Decimal now_applied = applied(new_ones, document.type, document.id);
        const Decimal more = now_applied - applied(old_ones, document.type, document.id);
        if (!more.is_zero()) {
            settle_document(company, document, more, !now_applied.is_zero(), payment_id, now);
        }
    }
}

Decimal owed(const Json& payment)
{
    return -decimal_of(payment["UnappliedAmt"]);
}

Outcome<Json> voided(Company& company, const Json& payment, Time)
{
    if (auto problem = check_deposited(company, payment)) {
        return std::unexpected(*std::move(problem));
    }
    Json empty = payment;
    empty.set("TotalAmt", 0).set("UnappliedAmt", 0).set("Line", Json::array());
    const std::string note = payment["PrivateNote"].string_or();
    empty.set("PrivateNote", voided_note(note));
    return empty;
}

} // namespace

constexpr EntityType payment_type{.name = "Payment",
                                  .properties = query_properties,
                                  .shape = &payment_shape,
                                  .numbering = Numbering::transactions,
                                  .build = build,
                                  .settle = settle,
                                  .owed = owed,
                                  .voided = voided,
                                  .check_removal = check_deposited,
                                  .is_document = true};

Json lines_of(const std::vector<Application>& all)
{
    Json lines = Json::array();
    for (const Application& application : all) {
        lines.push_back(Json::Object{
            {"Amount", money(application.amount)},
            {"LinkedTxn", Json::Array{transaction_link(application.type, application.id)}}});
    }
    return lines;
}

Json settled_document(const Company& company,
                      Json document,
                      const Decimal& more,
                      bool is_linked,
                      const std::string& payment_id,
                      Time now)
{
    const Decimal balance = decimal_of(document["Balance"]) - more;
    set_amount(document, company, "Balance", "HomeBalance", balance);
    if (document.find("RemainingCredit") != nullptr) {
        document.set("RemainingCredit", money(balance));
    }
    const auto links = links_of(document, "Payment");
    const bool was_linked = std::ranges::find(links, payment_id) != links.end();
    if (is_linked && !was_linked) {
        link(document, "Payment", payment_id);
    } else if (!is_linked && was_linked) {
        unlink(document, "Payment", payment_id);
    }
    touch(document, now);
    return document;
}

std::expected<Json, std::string>
record_payment(Company& company, const std::string& invoice_id, const Decimal& amount, Time now)
{
    const auto invoice = company.table("Invoice").find(invoice_id);
    if (invoice == nullptr) {
        return std::unexpected("there is no invoice " + invoice_id);
    }
    const Decimal cents = amount.rounded(money_scale, Rounding::half_up);
    if (cents != amount || cents <= Decimal()) {
        return std::unexpected("the amount must be more than zero, in whole cents");
    }
    const Decimal part = std::min(cents, decimal_of((*invoice)["Balance"]));
    Json body = Json::Object{{"CustomerRef", (*invoice)["CustomerRef"]}, {"TotalAmt", cents}};
    if (!part.is_zero()) {
        body.set("Line", lines_of({{.type = "Invoice", .id = invoice_id, .amount = part}}));
    }
    const auto made = create(company, payment_type, body, now);
    if (!made) {
        return std::unexpected(made.error().detail);
    }
    return (*made)->json();
}

} // namespace emulator::quickbooks
