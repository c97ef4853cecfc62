#pragma once

#include "core/books_lists.hpp"
#include "core/caller.hpp"
#include "domain/mapping.hpp"

#include <memory>
#include <optional>

namespace billbridge {

/// The settings with everything that a person chooses from.
struct SettingsForm {
    InvoiceSettings settings;
    std::vector<CrmField> fields;
    std::shared_ptr<const BooksLists> lists; ///< null where no books are connected, or they fail
    std::optional<Error> books_error;        ///< why the lists are missing although connected
};

/// Reads the settings, the CRM's fields and the books' lists. The connected user gets the lists as
/// the books have them now, others as they were last read.
/// Fails as `require_installation` and `Crm::fields` do.
Task<SettingsForm>
load_settings(Gateways& gateways, Store& store, BooksListsCache& lists, Caller caller);

/// Saves the company's settings, checked against what the CRM and the books have now. Without
/// connected books, what is theirs can stay as it is and be taken away, not changed.
///
/// Fails as `check_fields`, `check_choices`, `Crm::fields` and `BooksListsCache::lists` do, and
/// with `forbidden` where another user has connected the books: the settings are the connected
/// user's; before anyone has connected, anybody's. Nothing is changed then.
Task<void> save_settings(Gateways& gateways,
                         Store& store,
                         BooksListsCache& lists,
                         Caller caller,
                         InvoiceSettings settings);

/// What settings would make of a deal today.
struct SettingsPreview {
    DealId deal;
    std::string deal_title;
    PayerDetails details;
    Date date;
    Date due_date;
    std::vector<std::string_view> missing; ///< settings that name a field and find nothing
};

/// Tries settings, saved or not, on a deal. Fails as `require_installation`, `Crm::deal` and, for a
/// term of the books, `BooksListsCache::lists` do.
Task<SettingsPreview> preview_settings(Gateways& gateways,
                                       Store& store,
                                       Clock& clock,
                                       BooksListsCache& lists,
                                       Caller caller,
                                       DealId deal,
                                       InvoiceSettings settings);

} // namespace billbridge
