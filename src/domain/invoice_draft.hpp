#pragma once

#include "domain/books.hpp"
#include "domain/contact_choices.hpp"
#include "domain/invoice.hpp"
#include "domain/invoice_order.hpp"
#include "domain/link.hpp"
#include "domain/mapping.hpp"
#include "domain/preflight.hpp"
#include "domain/similar.hpp"
#include "domain/totals.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace billbridge {

struct DraftLine {
    std::string description;
    Decimal quantity;
    Decimal unit_price;      ///< as an order has it: before the discount
    bool price_known = true; ///< false: the deal's discount or tax is no sensible number
    std::optional<Discount> discount = std::nullopt;
    TaxCodeId tax_code = {};                    ///< of the global model; empty: a person chooses
    std::optional<bool> taxable = std::nullopt; ///< in the US; empty: as the item is
    std::optional<Billing> billing = std::nullopt;
    std::optional<ProductId> product;
    std::int64_t variation = 0;
    std::optional<ItemId> item; ///< empty: not linked yet
    std::string item_name;
    std::string gone_item;    ///< the name of the linked item that can no longer be used
    std::string product_name; ///< as the CRM's catalogue has it, else as the deal has it
    std::string product_code; ///< empty: none, or the product is gone
    std::optional<Decimal> product_price;     ///< the catalogue's, in the deal's currency
    std::optional<ItemSuggestion> suggestion; ///< where no item is linked

    friend bool operator==(const DraftLine&, const DraftLine&) = default;
};

/// An invoice before it exists: what the dialog shows first.
struct InvoiceDraft {
    DealId deal;
    std::string deal_title;
    std::optional<Contact> contact;
    PayerDetails details;
    ContactChoices choices;
    std::optional<PayerLink> payer;                  ///< the linked customer
    std::optional<PayerSuggestion> payer_suggestion; ///< where no customer is linked
    std::string currency;                            ///< as the deal has it; may not be an ISO code
    Date date;
    Date due_date;
    std::optional<Decimal> exchange_rate;
    OrderTax tax;
    std::optional<Discount> discount; ///< the deal's own discounts together
    std::vector<DealDiscount> deal_discounts;
    std::vector<Installment> installments;
    std::vector<DraftLine> lines;
    Totals totals;
    /// What the invoice comes to beyond the deal's value, before tax that comes on top; empty where
    /// the two cannot be compared.
    std::optional<Decimal> deal_difference;
    std::vector<Problem> problems;
};

/// Everything a draft depends on besides the deal.
struct DraftContext {
    InvoiceSettings settings;
    BooksCompany company;
    std::optional<PayerLink> payer_link;
    std::optional<Payer> payer;              ///< the linked customer as the books have it
    std::shared_ptr<const BooksLists> lists; ///< null: not known just now
    /// Of the deal's currency; empty: not foreign, or not known.
    std::optional<Decimal> exchange_rate;
    std::vector<ItemLink> item_links; ///< of the lines' products, with any variation
    /// The linked items as the books have them; without it they are taken to be as they were.
    std::optional<std::vector<Item>> linked_items;
    std::vector<Payer> similar_payers;  ///< to suggest from, where no customer is linked
    std::vector<Item> similar_items;    ///< to suggest from, where no item is linked
    std::vector<Product> products;      ///< those of the lines that the catalogue has
    std::vector<KnownInvoice> invoices; ///< the deal's invoices so far
    Date today;                         ///< in the company's time zone
};

/// Turns a deal into a draft: details by the mapping, one line per enabled product, links where
/// known, and every problem found with its fix.
InvoiceDraft draft_invoice(const Deal& deal, const DraftContext& context);

/// The lines of the deal that have no item that can be invoiced: what to look for similar ones of.
std::vector<UnlinkedLine> unlinked_lines(const Deal& deal, const DraftContext& context);

/// The order that the draft is, as far as it goes.
InvoiceOrder order_of(const InvoiceDraft& draft);

} // namespace billbridge
