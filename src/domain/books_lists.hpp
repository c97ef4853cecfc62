#pragma once

#include "base/date.hpp"
#include "base/money.hpp"
#include "domain/payment_term.hpp"
#include "domain/tax.hpp"

#include <optional>
#include <string>
#include <vector>

namespace billbridge {

/// Something of the books that a person chooses from a list: an account, a class, a location.
struct BooksChoice {
    std::string id;
    std::string name; ///< with the names above it: `Services:Roofing`

    friend bool operator==(const BooksChoice&, const BooksChoice&) = default;
};

/// What the company has switched on and preset for its sales (facts 3.10).
struct SalesRules {
    TaxModel tax_model = TaxModel::none;
    bool own_numbers = false;         ///< the company numbers its invoices itself
    bool discounts = false;           ///< an invoice may have a discount of its own
    bool online_payment = false;      ///< customers can pay on the invoice
    bool classes = false;             ///< an invoice may have a class
    bool locations = false;           ///< an invoice may have a location
    TermId default_term;              ///< empty: none
    TaxCodeId default_tax_code;       ///< of `us_manual`: what a sale gets; empty elsewhere
    std::optional<Date> closed_until; ///< nothing on or before this day can change; where visible
    std::string email_subject;        ///< of the e-mails that the books send with an invoice
    std::string email_text;
};

/// The books' lists that settings and drafts choose from; only what is active.
struct BooksLists {
    SalesRules rules;
    std::vector<BooksTerm> terms;
    std::vector<TaxCode> tax_codes; ///< those that can be put on a sale
    std::vector<BooksChoice> income_accounts;
    std::vector<BooksChoice> classes;   ///< empty where not switched on
    std::vector<BooksChoice> locations; ///< empty where not switched on
    std::vector<Currency> currencies;   ///< besides the home currency
};

} // namespace billbridge
