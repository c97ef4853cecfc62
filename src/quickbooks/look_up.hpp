#pragma once

#include "base/json.hpp"
#include "domain/books_look_up.hpp"

#include <string>
#include <vector>

namespace billbridge::quickbooks {

/// A draft's questions as one batch of at most ten statements.
class LookUp {
public:
    /// How many ids or texts one statement names: `BooksQuestions::items_max` of them by name and
    /// by code, beside the linked ones and the customers, still fit into a batch.
    static constexpr std::size_t list_max = 300;

    explicit LookUp(const BooksQuestions& questions);

    std::vector<std::string> statements() const;

    /// What the answers say; null where QuickBooks refused a statement. Fails with `unavailable`
    /// where a question about what is linked has no answer: what is like something is only
    /// offered, and may be missing.
    Result<BooksFindings> findings(const std::vector<Json>& answers, const Currency& home) const;

private:
    enum class About { payers, items, similar_payers, similar_items };
    struct Question {
        About about = About::payers;
        std::string statement;
    };

    void ask_in_lists(About about, const std::string& before, const std::vector<std::string>& list);

    std::vector<Question> questions_;
};

} // namespace billbridge::quickbooks
