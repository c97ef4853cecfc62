#pragma once

#include "quickbooks/translate.hpp"

#include <string>
#include <vector>

/// What a query's answer holds.
namespace billbridge::quickbooks {

/// The items that an invoice can have; what is inactive QuickBooks leaves out by itself.
constexpr std::string_view sellable = "Type IN ('Service', 'NonInventory', 'Inventory')";

/// The rows of an answer; QuickBooks leaves the member out where there are none (facts 5.7).
inline const Json::Array& rows(const Json& answer, std::string_view entity)
{
    static const Json::Array none;
    const auto* list = answer[entity].if_array();
    return list == nullptr ? none : *list;
}

inline Error no_answer_to(const std::string& what)
{
    return unavailable({"error.books_unavailable", {}}, "quickbooks: no answer to " + what);
}

inline Result<std::vector<Payer>> payers_of(const Json& answer, const Currency& home)
{
    std::vector<Payer> payers;
    for (const Json& row : rows(answer, "Customer")) {
        TRY(Payer payer, payer_of(row, home));
        payers.push_back(std::move(payer));
    }
    return payers;
}

inline Result<std::vector<Item>> items_of(const Json& answer)
{
    std::vector<Item> items;
    for (const Json& row : rows(answer, "Item")) {
        TRY(Item item, item_of(row));
        items.push_back(std::move(item));
    }
    return items;
}

} // namespace billbridge::quickbooks
