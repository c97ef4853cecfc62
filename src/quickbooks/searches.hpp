#pragma once

#include "base/json.hpp"
#include "domain/books.hpp"

#include <string>
#include <vector>

/// What people search for in the books: the statements, and what the answers mean. An answer is
/// null where QuickBooks refused its statement.
namespace billbridge::quickbooks {

/// How many customers a search by phone looks at: QuickBooks cannot filter by phone (facts 5.7),
/// and one answer to several queries has at most 1000 rows in all (facts 5.9).
constexpr int phone_search_max = 800;

/// By name, and as far as `text` can be one also by e-mail, number (the Id) and phone.
std::vector<std::string> payer_searches(std::string_view text);
/// The customers in the answers to `payer_searches`, each once, by name, inactive ones last.
/// Fails with `unavailable` where the search by name has no answer or a row is not understood.
Result<std::vector<Payer>> payers_found(const std::vector<Json>& answers,
                                        std::string_view text,
                                        int limit,
                                        const Currency& home);

/// By name and by code; only what is active and can be sold.
std::vector<std::string> item_searches(std::string_view text, int limit);
Result<std::vector<Item>> items_found(const std::vector<Json>& answers, int limit);

/// Customers, vendors and employees of this name, inactive ones too.
std::vector<std::string> holder_searches(std::string_view name);
Result<std::optional<NameHolder>> holder_found(const std::vector<Json>& answers,
                                               const Currency& home);

} // namespace billbridge::quickbooks
