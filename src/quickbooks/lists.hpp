#pragma once

#include "base/json.hpp"
#include "domain/books_lists.hpp"

#include <string>
#include <vector>

/// The lists that settings and drafts choose from: what is asked, and what the answers mean.
namespace billbridge::quickbooks {

/// The queries of one batch, in the order in which `lists_of` takes their answers. Queries show
/// only what is active unless told otherwise (facts 5.7).
std::vector<std::string> list_queries();

/// `answers` are the `QueryResponse`s of `list_queries`; null where QuickBooks refused the query,
/// as it does for lists that the company's plan lacks. `country` is the company's, two letters.
/// Fails with `unavailable` where the preferences, terms or tax codes are missing or not
/// understood.
Result<BooksLists> lists_of(const std::vector<Json>& answers, const std::string& country);

} // namespace billbridge::quickbooks
