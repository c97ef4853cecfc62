#include "domain/invoice_action.hpp"

#include <algorithm>
#include <iterator>

namespace billbridge {

namespace {

struct Word {
    InvoiceAction action;
    std::string_view text;
};

constexpr Word words[] = {{InvoiceAction::void_invoice, "void"},
                          {InvoiceAction::delete_invoice, "delete"},
                          {InvoiceAction::send_invoice, "send"}};

} // namespace

std::string_view name(InvoiceAction action)
{
    return std::ranges::find(words, action, &Word::action)->text;
}

Result<InvoiceAction> parse_invoice_action(std::string_view text)
{
    const auto found = std::ranges::find(words, text, &Word::text);
    if (found == std::end(words)) {
        return fail(invalid({"error.invoice_action", {}}, std::string(text), "action"));
    }
    return found->action;
}

std::vector<InvoiceAction> allowed_actions(const Invoice& invoice)
{
    if (invoice.deleted) {
        return {};
    }
    if (invoice.voided) {
        return {InvoiceAction::delete_invoice};
    }
    if (invoice.balance != invoice.total) {
        return {InvoiceAction::send_invoice};
    }
    return {
        InvoiceAction::send_invoice, InvoiceAction::void_invoice, InvoiceAction::delete_invoice};
}

} // namespace billbridge
