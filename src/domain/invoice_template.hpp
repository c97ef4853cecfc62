#pragma once

#include "domain/books_lists.hpp"
#include "domain/deal.hpp"

#include <optional>
#include <string>
#include <vector>

namespace billbridge {

/// What an invoice can begin with, under a name that a person gave it. Kept by us: the books let no
/// app choose a form of theirs (facts 3.14).
struct InvoiceTemplate {
    std::string id; ///< empty until it is saved
    std::string name;
    std::string message; ///< printed on the invoice
    std::string memo;    ///< not printed
    std::optional<PaymentTerm> term;
    std::optional<Discount> discount; ///< of the whole invoice
    bool card_payment = false;
    bool bank_payment = false;
    std::string class_id;    ///< empty: none
    std::string location_id; ///< empty: none
    std::string email_subject;
    std::string email_text;

    static constexpr std::size_t count_max = 50;
    static constexpr std::size_t name_max = 100;
    static constexpr std::size_t message_max = 1000; // CustomerMemo (facts 3.1)
    static constexpr std::size_t memo_max = 3900;    // PrivateNote is 4000, of which we need some
    static constexpr std::size_t subject_max = 200;
    static constexpr std::size_t text_max = 4000;

    friend bool operator==(const InvoiceTemplate&, const InvoiceTemplate&) = default;
};

/// The members that name what the books do not have (any more): of `class`, `location`, `term`.
std::vector<std::string> gone_members(const InvoiceTemplate& preset, const BooksLists& lists);

/// Whether a company can keep these. What the books no longer have is taken where a template of
/// `stored` with that id has it already: it was there once, and must not be in the way of a change
/// elsewhere. Fails with `invalid`; `field` is the path, `templates[2].class`.
Result<void> check_templates(const std::vector<InvoiceTemplate>& templates,
                             const std::vector<InvoiceTemplate>& stored,
                             const BooksLists& lists);

} // namespace billbridge
