#pragma once

#include "base/clock.hpp"
#include "core/books_lists.hpp"
#include "core/caller.hpp"
#include "domain/preflight.hpp"

#include <string>

namespace billbridge {

/// What a person submitted: an order under a key of their own.
struct Submission {
    std::string idempotency_key; ///< 1 to `key_max` characters
    std::string fingerprint;     ///< hash of the request, equal for equal requests
    IntentId new_id;             ///< for the intent, if this becomes one
    InvoiceOrder order;
    BooksListsCache::Known lists = {};

    static constexpr std::size_t key_max = 64;
};

/// Whether a person's key for a wish has the right length. Fails with `invalid`.
Result<void> check_idempotency_key(const std::string& key);

/// Puts the wish for an invoice on disk: intent, job and audit row in one transaction, before
/// anything is sent anywhere. The same key again returns the first intent and adds nothing.
///
/// Fails with `invalid` where the order or the key is wrong, with `conflict` where the key was used
/// for another order, and as `require_open_connection` does.
Task<Intent> submit_invoice(Store& store, Clock& clock, Caller caller, Submission submission);

} // namespace billbridge
