#pragma once

#include "core/deal_invoices.hpp"

namespace billbridge {

/// What a person wants done to an invoice that they see.
struct ActionWish {
    RequestKey key; ///< the same for every repetition of this wish, and of no other
    InvoiceId invoice;
    InvoiceAction action = InvoiceAction::send_invoice;
    std::string version; ///< of the invoice that the person saw
    std::string send_to; ///< of `send`: addresses separated by commas; empty: the invoice's own

    static constexpr std::size_t send_to_max = 400;
};

/// Does it in the books and returns the invoice as it is then. The wish and its key are on disk
/// before anything is sent; the same wish again (same key) has no second effect, also where the
/// first answer was lost.
///
/// Fails, beside `require_open_connection` and the call's own failures, with
/// - `invalid`    an address is wrong, or the key belongs to another wish;
/// - `not_found`  no such invoice is known;
/// - `conflict`   the invoice has changed since the person saw it, or its state does not allow
///                this: it has been read again and stored, so the person can look and decide anew.
Task<ShownInvoice> act_on_invoice(
    Gateways& gateways, Store& store, Clock& clock, Caller caller, const ActionWish& wish);

} // namespace billbridge
