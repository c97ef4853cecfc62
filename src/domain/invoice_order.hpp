#pragma once

#include "base/date.hpp"
#include "base/money.hpp"
#include "domain/books.hpp"
#include "domain/link.hpp"
#include "domain/mapping.hpp"
#include "domain/tax.hpp"

#include <optional>
#include <string>
#include <vector>

namespace billbridge {

/// A line's amount as QuickBooks computes it: quantity x price, half up to cents, exact decimal
/// (measured: 128.350 x 14.50 must be 1861.08 or code 6070 refuses the invoice).
Decimal line_amount(const Decimal& quantity, const Decimal& unit_price);

/// One line of an invoice that a person ordered.
struct OrderLine {
    ItemId item;
    std::string description;
    Decimal quantity;
    Decimal unit_price; ///< before the discount; with tax in it where the order's treatment says so
    std::optional<Discount> discount = std::nullopt; ///< an amount is taken off the whole line
    TaxCodeId tax_code = {};                         ///< of the global model; empty: not chosen yet
    std::optional<bool> taxable = std::nullopt;      ///< in the US; empty: as the item is

    friend bool operator==(const OrderLine&, const OrderLine&) = default;
};

/// How an ordered invoice is taxed.
struct OrderTax {
    TaxTreatment treatment = TaxTreatment::exclusive;
    TaxCodeId code; ///< of the US with manual tax; empty: the company's own

    friend bool operator==(const OrderTax&, const OrderTax&) = default;
};

/// An invoice as a person ordered it: complete, checked, and no longer dependent on the deal.
struct InvoiceOrder {
    DealId deal;
    std::string deal_title;
    std::optional<Contact> contact;
    std::optional<PayerId> payer; ///< an existing customer; empty: create one from `details`
    PayerDetails details;
    Currency currency;
    std::optional<Decimal>
        exchange_rate; ///< home units per unit of `currency`; empty: the books' own
    Date date;
    Date due_date;
    TermId term;         ///< the books' term that `due_date` follows; empty: none
    std::string number;  ///< only where the company numbers its own; empty: the books' own
    std::string message; ///< printed on the invoice
    std::string memo;    ///< for the company itself
    OrderTax tax;
    std::string class_id;    ///< empty: none
    std::string location_id; ///< empty: none
    bool card_payment = false;
    bool bank_payment = false;
    std::optional<Discount> discount; ///< of the whole invoice
    std::vector<OrderLine> lines;
    bool update_payer = false; ///< `details` go to the linked customer, too
    std::string send_to;       ///< the books e-mail it there once it exists; empty: not
    /// The product that each line came from, where it did, so that the link is remembered.
    std::vector<ItemLink> item_links;

    // QuickBooks: at most 750 lines where taxable; amounts in 10.5 format (10 whole digits, 5
    // decimals).
    static constexpr std::size_t lines_max = 750;
    static constexpr int price_scale_max = 5;
    // Counted in characters, as QuickBooks does (facts 3.1 to 3.3).
    static constexpr std::size_t description_max = 4000;
    static constexpr std::size_t name_max = 500;
    static constexpr std::size_t email_max = 100;
    static constexpr std::size_t tax_id_max = 20;
    static constexpr std::size_t address_max = 2000;
    static constexpr std::size_t number_max = 21;
    static constexpr std::size_t message_max = 1000;
    static constexpr std::size_t memo_max = 3900; ///< of 4000; our own mark follows it
    static constexpr std::size_t send_to_max = 400;
};

/// Whether the books would take these numbers: the same check for a draft's line and an order's.
/// Fails with `invalid`; `field` is `quantity` or `unit_price`.
Result<void> check_amounts(const Decimal& quantity, const Decimal& unit_price);

/// Whether `text` can be an e-mail address: no more than what QuickBooks asks for (fault 2210).
bool looks_like_email(std::string_view text);

/// The same for addresses that commas separate; at least one.
bool are_emails(std::string_view text);

/// A line as the books are told it.
struct PostedLine {
    std::string description;
    Decimal quantity;
    Decimal unit_price;
    Decimal amount;

    friend bool operator==(const PostedLine&, const PostedLine&) = default;
};

/// The books have no discount on a line, so the price carries it; where no price of five decimals
/// gives the line's amount to the cent, one unit of the whole amount does, and the text says how
/// many. The numbers must have passed `check_amounts` and `check_discount`.
PostedLine posted(const OrderLine& line);

/// A line of so many units that comes to `amount`, to the cent, by the same means.
PostedLine carried(std::string description, const Decimal& quantity, const Decimal& amount);

/// Whether this discount can be taken off `whole`. Fails with `invalid`, without a field.
Result<void> check_discount(const Discount& discount, const Decimal& whole);

} // namespace billbridge
