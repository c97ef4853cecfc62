#pragma once

#include "domain/books.hpp"

#include <string>
#include <vector>

namespace billbridge {

/// What a draft asks the books, all of it in one request.
struct BooksQuestions {
    std::vector<PayerId> payers; ///< as they are now, inactive ones too
    std::vector<ItemId> items;   ///< as they are now, inactive ones too
    // What is like something of the deal; only what is active.
    std::string payer_name;  ///< customers whose name has these words in this order
    std::string payer_email; ///< customers whose e-mail contains this
    std::vector<std::string> item_names;
    std::vector<std::string> item_codes;

    /// More than one invoice can have; what is beyond is not asked.
    static constexpr std::size_t items_max = 750;

    bool empty() const
    {
        return payers.empty() && items.empty() && payer_name.empty() && payer_email.empty() &&
               item_names.empty() && item_codes.empty();
    }
};

struct BooksFindings {
    std::vector<Payer> payers; ///< of those asked for, the ones that exist
    std::vector<Item> items;   ///< of those asked for, the ones that exist
    std::vector<Payer> similar_payers;
    std::vector<Item> similar_items;
};

} // namespace billbridge
