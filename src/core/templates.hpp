#pragma once

#include "core/books_lists.hpp"
#include "core/caller.hpp"
#include "core/gateways.hpp"

namespace billbridge {

/// A company's templates with the lists that they were checked against.
struct KnownTemplates {
    std::vector<InvoiceTemplate> templates;
    std::shared_ptr<const BooksLists> lists;
};

/// The company's templates. Fails as `require_open_connection` and `BooksListsCache::lists`.
Task<KnownTemplates> templates_of(BooksListsCache& lists, Store& store, Caller caller);

/// Keeps these and no others. Those without an id are new and get one of `new_id`. Fails as
/// `templates_of` and with `invalid` as `check_templates`.
Task<KnownTemplates> save_templates(BooksListsCache& lists,
                                    Store& store,
                                    Caller caller,
                                    std::vector<InvoiceTemplate> templates,
                                    std::function<std::string()> new_id);

} // namespace billbridge
