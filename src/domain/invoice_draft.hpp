#pragma once

#include "domain/books.hpp"
#include "domain/invoice.hpp"
#include "domain/link.hpp"
#include "domain/mapping.hpp"

#include <optional>
#include <string>
#include <vector>

namespace billbridge {

/// Something about a draft that a person should see before pressing Create.
struct Problem {
    enum class Weight {
        blocks, ///< QuickBooks would refuse: Create is not offered
        warns,  ///< possible, but probably not meant
    };
    Weight weight = Weight::blocks;
    std::string field; ///< what it is about: `payer`, `currency`, `lines[2].item`; empty: the whole
    Message message;   ///< what is wrong and what to do

    friend bool operator==(const Problem&, const Problem&) = default;
};

struct DraftLine {
    std::string description;
    Decimal quantity;
    Decimal unit_price;            ///< after discount, without tax, at most `price_scale_max` decimals
    std::optional<ProductId> product;
    std::int64_t variation = 0;
    std::optional<ItemId> item;    ///< empty: not linked yet
    std::string item_name;

    friend bool operator==(const DraftLine&, const DraftLine&) = default;
};

/// An invoice before it exists: what the dialog shows first.
struct InvoiceDraft {
    DealId deal;
    std::string deal_title;
    std::optional<Contact> contact;
    PayerDetails details;
    std::optional<PayerLink> payer; ///< the linked customer
    std::string currency;           ///< as the deal has it; may not be an ISO code
    Date date;
    Date due_date;
    std::vector<DraftLine> lines;
    std::vector<Problem> problems;
};

/// Everything a draft depends on besides the deal.
struct DraftContext {
    InvoiceSettings settings;
    BooksCompany company;
    std::optional<PayerLink> payer_link;
    std::optional<Payer> payer;       ///< the linked customer as the books have it
    std::vector<ItemLink> item_links;
    std::vector<KnownInvoice> invoices; ///< the deal's invoices so far
    Date today;                         ///< in the company's time zone
};

/// Turns a deal into a draft: details by the mapping, one line per enabled product, links where known,
/// and every problem found with its fix.
InvoiceDraft draft_invoice(const Deal& deal, const DraftContext& context);

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

    // QuickBooks: at most 750 lines where taxable; amounts in 10.5 format (10 whole digits, 5 decimals).
    static constexpr std::size_t lines_max = 750;
    static constexpr int price_scale_max = 5;
    static constexpr std::size_t description_max = 4000;
    static constexpr std::size_t name_max = 500;
    static constexpr std::size_t email_max = 100;
};

/// Checks what a person ordered against what the books demand.
///
/// Fails with `invalid`; `field` names the first input concerned and the message its fix.
Result<void> check_order(const InvoiceOrder& order);

/// The sum of the lines' amounts, before tax.
Decimal subtotal(const std::vector<OrderLine>& lines);

} // namespace billbridge
