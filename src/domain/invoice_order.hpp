#pragma once

#include "base/date.hpp"
#include "base/money.hpp"
#include "domain/books.hpp"
#include "domain/link.hpp"
#include "domain/mapping.hpp"

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
    Decimal unit_price;

    friend bool operator==(const OrderLine&, const OrderLine&) = default;
};

/// An invoice as a person ordered it: complete, checked, and no longer dependent on the deal.
struct InvoiceOrder {
    DealId deal;
    std::string deal_title;
    std::optional<Contact> contact;
    std::optional<PayerId> payer; ///< an existing customer; empty: create one from `details`
    PayerDetails details;
    Currency currency;
    Date date;
    Date due_date;
    std::vector<OrderLine> lines;
    /// The product that each line came from, where it did, so that the link is remembered.
    std::vector<ItemLink> item_links;

    // QuickBooks: at most 750 lines where taxable; amounts in 10.5 format (10 whole digits, 5
    // decimals).
    static constexpr std::size_t lines_max = 750;
    static constexpr int price_scale_max = 5;
    static constexpr std::size_t description_max = 4000;
    static constexpr std::size_t name_max = 500;
    static constexpr std::size_t email_max = 100;
    static constexpr std::size_t tax_id_max = 100;
    static constexpr std::size_t address_max = 2000;
};

/// Checks what a person ordered against what the books of `company` demand.
///
/// Fails with `invalid`; `field` names the first input concerned and the message its fix.
Result<void> check_order(const InvoiceOrder& order, const BooksCompany& company);

/// Whether the books would take these numbers: the same check for a draft's line and an order's.
/// Fails with `invalid`; `field` is `quantity` or `unit_price`.
Result<void> check_amounts(const Decimal& quantity, const Decimal& unit_price);

/// Whether `company` can invoice in `currency`. Fails with `invalid`, `field` is `currency`.
Result<void> check_currency(const Currency& currency, const BooksCompany& company);

/// Whether we can fill in what `company`'s country demands about tax. Fails with `invalid`.
Result<void> check_tax_model(const BooksCompany& company);

/// Whether `text` can be an e-mail address: no more than what QuickBooks asks for (fault 2210).
bool looks_like_email(std::string_view text);

/// The sum of the lines' amounts, before tax.
Decimal subtotal(const std::vector<OrderLine>& lines);

} // namespace billbridge
