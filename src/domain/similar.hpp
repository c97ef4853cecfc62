#pragma once

#include "domain/books.hpp"
#include "domain/link.hpp"
#include "domain/mapping.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What in the books is probably the same as something in the CRM: offered, never taken unasked.
namespace billbridge {

/// A name without what people write differently: case, blanks, punctuation.
std::string name_key(std::string_view name);

/// The same without the legal forms at the end of a company's name: `Lee, Ltd.` is `lee`. A name
/// that is nothing but a legal form keeps it.
std::string company_key(std::string_view name);

/// The words of a company's name as they are written, without its legal form: what to search by.
std::vector<std::string> company_words(std::string_view name);

struct PayerSuggestion {
    enum class Reason { name, email };
    Payer payer;
    Reason reason = Reason::name;
};

/// The one customer with the name of `details`, else the one with its e-mail address. None where
/// several have it, and never one that is inactive or has another currency than `currency`: that
/// invoice could not be made.
std::optional<PayerSuggestion> suggest_payer(const PayerDetails& details,
                                             const std::string& currency,
                                             const std::vector<Payer>& candidates);

struct ItemSuggestion {
    enum class Reason {
        code,
        name,
        product, ///< the same product with another variation was linked to it
    };
    ItemId item;
    std::string name;
    Reason reason = Reason::name;

    friend bool operator==(const ItemSuggestion&, const ItemSuggestion&) = default;
};

/// What is known of a deal's line whose item is wanted.
struct UnlinkedLine {
    ProductId product;
    std::string name;
    std::string code;
};

/// The one item with the line's code, else the one with its name, else the one that another
/// variation of the product is linked to (`links`, of any product). Only active `candidates` count.
std::optional<ItemSuggestion> suggest_item(const UnlinkedLine& line,
                                           const std::vector<ItemLink>& links,
                                           const std::vector<Item>& candidates);

} // namespace billbridge
