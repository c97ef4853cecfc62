#include "emulator/quickbooks/sales/invoice.hpp"

#include "emulator/quickbooks/books/references.hpp"
#include "emulator/quickbooks/sales/estimate.hpp"
#include "emulator/quickbooks/sales/payment_links.hpp"
#include "emulator/quickbooks/sales/sales_form.hpp"
#include "emulator/quickbooks/sales/sales_shape.hpp"
#include "emulator/quickbooks/sales/transaction_links.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace {

using enum ValueKind;

constexpr QueryProperty properties[] = {id_property,
                                        {"DocNumber", text},
                                        {"TxnDate", date},
                                        {"DueDate", date},
                                        {"CustomerRef", reference, false},
                                        {"SalesTermRef", reference, false},
                                        {"ProjectRef", reference, false},
                                        {"Balance", number},
                                        {"TotalAmt", number},
                                        created_property,
                                        updated_property};

/// What payments and credits have settled of an invoice.
Decimal settled(const Json& invoice)
{
    return decimal_of(invoice["TotalAmt"]) - decimal_of(invoice["Deposit"]) -
           decimal_of(invoice["Balance"]);
}

std::optional<Fault> check_deposit(const Write& write)
{
    const bool is_allowed =
        write.company.preferences()["SalesFormsPrefs"]["AllowDeposit"].bool_or(true);
    if (!decimal_of(write.body["Deposit"]).is_zero() && !is_allowed) {
        return fault("5030", "Feature Not Supported Error : Deposits are off.", "Deposit");
    }
    return check_reference(write.company, write.body, "DepositToAccountRef", "Account");
}

/// Nobody can have paid more than the invoice says. Which code the vendor uses is not confirmed.
std::optional<Fault> check_deposit_fits(const Write& write, const Decimal& total)
{
    return decimal_of(write.body["Deposit"]) > total
               ? std::optional(business_fault("The deposit is more than the total."))
               : std::nullopt;
}

/// The customer of an invoice that has been paid cannot change.
std::optional<Fault> check_customer_stays(const Write& write)
{
    if (write.old == nullptr || settled(*write.old).is_zero() ||
        referred(*write.old, "CustomerRef") == referred(write.body, "CustomerRef")) {
        return std::nullopt;
    }
    return business_fault(
        "The customer cannot be changed while payments are linked to this transaction.");
}

void set_dates(Json& invoice, const SalesForm& form, const Write& write)
{
    Date due = form.date;
    if (const auto term = term_of(write.company, write.body, *form.customer)) {
        invoice.set("SalesTermRef", reference_to(id_of(*term), (*term)["Name"].string_or()));
        due = due_date(form.date, *term);
    }
    invoice.set("DueDate", write.body["DueDate"].string_or(to_string(due)));
}

void set_online_payment(Json& invoice, const Write& write)
{
    for (const std::string_view member : {"AllowIPNPayment", "AllowOnlinePayment"}) {
        invoice.set(member, false);
    }
    const Json& forms = write.company.preferences()["SalesFormsPrefs"];
    const bool is_enabled = forms["ETransactionPaymentEnabled"].bool_or(false);
    for (const std::string_view member :
         {"AllowOnlineCreditCardPayment", "AllowOnlineACHPayment"}) {
        // Without a word of the request the company's payment settings decide.
        invoice.set(member, write.body[member].bool_or(is_enabled));
    }
}

Outcome<Json> build(Write& write)
{
    auto form = read_form(write);
    if (!form) {
        return std::unexpected(form.error());
    }
    if (auto problem = check_deposit(write)) {
        return std::unexpected(*std::move(problem));
    }
    if (auto problem = check_deposit_fits(write, form->total())) {
        return std::unexpected(*std::move(problem));
    }
    if (auto problem = check_customer_stays(write)) {
        return std::unexpected(*std::move(problem));
    }
    const auto estimates = linked_estimates(write);
    if (!estimates) {
        return std::unexpected(estimates.error());
    }
    Json invoice = Json::object();
    set_online_payment(invoice, write);
    set_common(invoice, *form, write);
    add_links(invoice, *estimates);
    copy_members(invoice, write.body, {"DepositToAccountRef", "PaymentDetailsMessage"});
    set_dates(invoice, *form, write);
    set_totals(invoice, *form, write);
    const Decimal deposit = decimal_of(write.body["Deposit"]);
    const Decimal due = form->total() - deposit;
    const Decimal paid = write.old == nullptr ? Decimal() : settled(*write.old);
    set_amount(invoice, write.company, "Balance", "HomeBalance", due - std::min(paid, due));
    invoice.set("Deposit", deposit.is_zero() ? Json(0) : money(deposit));
    return invoice;
}

/// Payments that no longer fit fall back to what the customer has to his credit; estimates that the
/// invoice was made of are closed, or open again when it is gone.
void settle(Company& company, const Json& before, const Json& after, Time now)
{
    settle_estimates(company, before, after, now);
    if (before.is_null() || after.is_null()) {
        return;
    }
    const Decimal excess = settled(before) - settled(after);
    if (excess <= Decimal()) {
        return;
    }
    // Part of the same change: the version has moved on already.
    Json unlinked = after;
    for (const std::string& payment : release(company, "Invoice", before, excess, now)) {
        unlink(unlinked, "Payment", payment);
    }
    company.table("Invoice").put(unlinked);
}

Decimal owed(const Json& invoice)
{
    return decimal_of(invoice["Balance"]);
}

Outcome<Json> voided(Company& company, const Json& invoice, Time)
{
    if (is_paid_by_card(company, invoice)) {
        return std::unexpected(fault("6450"));
    }
    return emptied(invoice);
}

std::optional<Fault> check_removal(const Company&, const Json& invoice)
{
    if (settled(invoice).is_zero()) {
        return std::nullopt;
    }
    // Which code the vendor uses is not confirmed.
    return business_fault("You must unlink the payments of this transaction before deleting it.");
}

} // namespace

constexpr EntityType invoice_type{.name = "Invoice",
                                  .properties = properties,
                                  .shape = &invoice_shape,
                                  .numbering = Numbering::transactions,
                                  .label = "DocNumber",
                                  .build = build,
                                  .settle = settle,
                                  .owed = owed,
                                  .voided = voided,
                                  .check_removal = check_removal,
                                  .is_document = true};

} // namespace emulator::quickbooks
