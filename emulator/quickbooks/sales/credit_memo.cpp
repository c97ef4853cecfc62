#include "emulator/quickbooks/sales/credit_memo.hpp"

#include "emulator/quickbooks/books/references.hpp"
#include "emulator/quickbooks/sales/payment_links.hpp"
#include "emulator/quickbooks/sales/sales_form.hpp"
#include "emulator/quickbooks/sales/sales_shape.hpp"

namespace emulator::quickbooks {

namespace {

using enum ValueKind;

constexpr QueryProperty properties[] = {id_property,
                                        {"DocNumber", text},
                                        {"TxnDate", date},
                                        {"CustomerRef", reference, false},
                                        {"TotalAmt", number},
                                        {"Balance", number},
                                        created_property,
                                        updated_property};

Decimal used(const Json& memo)
{
    return decimal_of(memo["TotalAmt"]) - decimal_of(memo["RemainingCredit"]);
}

Outcome<Json> build(Write& write)
{
    auto form = read_form(write);
    if (!form) {
        return std::unexpected(form.error());
    }
    if (auto problem =
            check_reference(write.company, write.body, "PaymentMethodRef", "PaymentMethod")) {
        return std::unexpected(*std::move(problem));
    }
    const Decimal spent = write.old == nullptr ? Decimal() : used(*write.old);
    if (spent > form->total()) {
        return std::unexpected(
            business_fault("The credit memo cannot be less than what has been used of it."));
    }
    Json memo = Json::object();
    set_common(memo, *form, write);
    copy_members(memo, write.body, {"PaymentMethodRef", "InvoiceRef", "SalesTermRef"});
    set_totals(memo, *form, write);
    const Decimal remaining = form->total() - spent;
    memo.set("RemainingCredit", money(remaining));
    set_amount(memo, write.company, "Balance", "HomeBalance", remaining);
    return memo;
}

Decimal owed(const Json& memo)
{
    return -decimal_of(memo["RemainingCredit"]);
}

std::optional<Fault> check_removal(const Company&, const Json& memo)
{
    if (used(memo).is_zero()) {
        return std::nullopt;
    }
    return business_fault("You must unlink the payments of this transaction before deleting it.");
}

} // namespace

constexpr EntityType credit_memo_type{.name = "CreditMemo",
                                      .properties = properties,
                                      .shape = &credit_memo_shape,
                                      .numbering = Numbering::transactions,
                                      .label = "DocNumber",
                                      .build = build,
                                      .owed = owed,
                                      .check_removal = check_removal,
                                      .is_document = true};

} // namespace emulator::quickbooks
