#include "domain/draft_tax.hpp"
#include "domain/invoice_draft.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace billbridge {

namespace {

const Decimal hundred(100);

Decimal percent_of(const Decimal& amount, const Decimal& percent, int scale)
{
    return (amount * percent).divided_by(hundred, scale, Rounding::half_up);
}

/// What the deal asks for the whole line: after its discount and without the tax inside it, to the
/// cent.
Decimal net_amount(const DealLine& line)
{
    // The exact product is discounted and rounded once: 3 x 0.333 less 10 % is 0.8991, so 0.90.
    const Decimal gross = line.quantity * line.unit_price;
    Decimal amount = line.discount.kind == Discount::Kind::percentage
                         ? percent_of(gross, hundred - line.discount.value, 2)
                         : gross - line.discount.value;
    if (line.tax_method == TaxMethod::inclusive) {
        amount = (amount * hundred).divided_by(hundred + line.tax_percent, 2, Rounding::half_up);
    }
    return amount.rounded(2, Rounding::half_up);
}

/// Whether discount and tax are numbers that a line can have. The CRM does not refuse others.
bool is_sensible(const DealLine& line)
{
    const Decimal& discount = line.discount.value;
    const bool percent_ok = line.discount.kind == Discount::Kind::amount || discount <= hundred;
    return percent_ok && !discount.is_negative() && check_amounts(Decimal(1), discount) &&
           !line.tax_percent.is_negative() && line.tax_percent <= hundred &&
           check_amounts(Decimal(1), line.tax_percent);
}

/// Price and discount as the deal has them; where the price holds a tax that the invoice does not
/// take in its prices, the net amount instead.
void put_price(const DealLine& line, TaxTreatment treatment, DraftLine& draft)
{
    draft.quantity = line.quantity;
    draft.unit_price = line.unit_price;
    if (!check_amounts(line.quantity, line.unit_price)) {
        return; // as it stands; what is wrong with the numbers is a problem of the line
    }
    if (!is_sensible(line)) {
        draft.price_known = false;
        return;
    }
    const bool holds_tax = line.tax_method == TaxMethod::inclusive && !line.tax_percent.is_zero();
    if (holds_tax && treatment != TaxTreatment::inclusive) {
        const PostedLine net = carried(draft.description, line.quantity, net_amount(line));
        draft.description = net.description;
        draft.quantity = net.quantity;
        draft.unit_price = net.unit_price;
    } else if (!line.discount.value.is_zero()) {
        draft.discount = line.discount;
    }
}

/// The deal's own discounts as the one that an invoice can have. How the CRM adds several up is not
/// documented: here each is taken off the whole.
std::optional<Discount> whole_discount(const Deal& deal, const Decimal& subtotal)
{
    if (deal.discounts.empty()) {
        return std::nullopt;
    }
    const bool in_percent = std::ranges::all_of(deal.discounts, [](const DealDiscount& one) {
        return one.discount.kind == Discount::Kind::percentage;
    });
    Discount whole{in_percent ? Discount::Kind::percentage : Discount::Kind::amount, {}};
    for (const DealDiscount& one : deal.discounts) {
        const bool as_it_is = in_percent || one.discount.kind == Discount::Kind::amount;
        whole.value += as_it_is ? one.discount.value : percent_of(subtotal, one.discount.value, 2);
    }
    return whole;
}

std::string description(const DealLine& line)
{
    return line.comment.empty() ? line.name : line.name + "\n" + line.comment;
}

const Product* product_of(const DealLine& line, const DraftContext& context)
{
    const auto found = std::ranges::find(context.products, line.product, &Product::id);
    return found == context.products.end() ? nullptr : &*found;
}

UnlinkedLine unlinked(const DealLine& line, const DraftContext& context)
{
    const Product* product = product_of(line, context);
    return {line.product,
            product == nullptr ? line.name : product->name,
            product == nullptr ? std::string() : product->code};
}

void put_product(const DealLine& line,
                 const std::string& currency,
                 const DraftContext& context,
                 DraftLine& draft)
{
    const UnlinkedLine known = unlinked(line, context);
    draft.product_name = known.name;
    draft.product_code = known.code;
    const Product* product = product_of(line, context);
    // The catalogue's price of a variation is another one.
    if (product != nullptr && !line.variation) {
        const auto price = product->prices.find(currency);
        if (price != product->prices.end()) {
            draft.product_price = price->second;
        }
    }
}

const ItemLink* link_of(const DealLine& line, const std::vector<ItemLink>& links)
{
    const auto link = std::ranges::find_if(links, [&](const ItemLink& candidate) {
        return candidate.product == line.product &&
               candidate.variation == line.variation.value_or(0);
    });
    return link == links.end() ? nullptr : &*link;
}

/// Whether the linked item can be invoiced, with the name that it has now.
void put_item(const ItemLink& link, const DraftContext& context, DraftLine& draft)
{
    draft.item = link.item;
    draft.item_name = link.item_name;
    if (!context.linked_items) {
        return;
    }
    const auto found = std::ranges::find(*context.linked_items, link.item, &Item::id);
    if (found == context.linked_items->end() || !found->active) {
        draft.item.reset();
        draft.gone_item = std::move(draft.item_name);
        draft.item_name.clear();
        return;
    }
    draft.item_name = found->name;
    if (!draft.taxable) {
        draft.taxable = found->taxable; // as the books would decide by themselves
    }
}

/// The items that a suggestion can be one of, by what they are known as: a deal has up to hundreds
/// of lines.
class Candidates {
public:
    explicit Candidates(const DraftContext& context) : context_(context)
    {
        add(context.similar_items);
        if (context.linked_items) { // those of the products' other variations are among them
            add(*context.linked_items);
        }
    }

    std::optional<ItemSuggestion> suggestion(const DealLine& line) const
    {
        const UnlinkedLine known = unlinked(line, context_);
        std::vector<Item> likely;
        const auto take = [&](const std::string& key) {
            const auto [from, to] = by_key_.equal_range(key);
            for (auto entry = from; entry != to; ++entry) {
                likely.push_back(*entry->second);
            }
        };
        take(name_key(known.code));
        take(name_key(known.name));
        std::vector<ItemLink> links;
        for (const ItemLink& link : context_.item_links) {
            if (link.product == line.product) {
                links.push_back(link);
                take(id_mark + to_string(link.item));
            }
        }
        return suggest_item(known, links, likely);
    }

private:
    static constexpr char id_mark[] = "#"; ///< no name's key has it

    void add(const std::vector<Item>& items)
    {
        for (const Item& item : items) {
            add(name_key(item.code), item);
            add(name_key(item.name.substr(item.name.rfind(':') + 1)), item);
            add(id_mark + to_string(item.id), item);
        }
    }

    void add(std::string key, const Item& item)
    {
        if (!key.empty()) { // many items have no code
            by_key_.emplace(std::move(key), &item);
        }
    }

    const DraftContext& context_;
    std::multimap<std::string, const Item*> by_key_;
};

DraftLine draft_line(const DealLine& line,
                     const std::string& currency,
                     const DraftContext& context,
                     const Candidates& candidates,
                     const DraftTax& tax)
{
    DraftLine draft;
    draft.description = description(line);
    draft.product = line.product;
    draft.variation = line.variation.value_or(0);
    draft.billing = line.billing;
    put_price(line, tax.treatment(), draft);
    tax.put_on(line, draft);
    put_product(line, currency, context, draft);
    if (const ItemLink* link = link_of(line, context.item_links)) {
        put_item(*link, context, draft);
    }
    if (!draft.item) {
        draft.suggestion = candidates.suggestion(line);
    }
    return draft;
}

/// Collects problems in the order in which a person meets the fields.
class DraftCheck {
public:
    DraftCheck(const Deal& deal, const DraftContext& context, InvoiceDraft& draft)
        : deal_(deal), context_(context), draft_(draft)
    {
    }

    void run()
    {
        earlier_invoices();
        tax();
        mapping();
        currency();
        prices();
        order();
    }

private:
    void add(Problem::Weight weight, std::string field, Message message)
    {
        draft_.problems.push_back({weight, std::move(field), std::move(message)});
    }
    void block(std::string field, Message message)
    {
        add(Problem::Weight::blocks, std::move(field), std::move(message));
    }
    void warn(std::string field, Message message)
    {
        add(Problem::Weight::warns, std::move(field), std::move(message));
    }

    Preflight books() const
    {
        return {context_.company, context_.lists.get(), context_.payer, false};
    }

    void earlier_invoices()
    {
        for (const auto& known : context_.invoices) {
            if (!known.invoice.deleted && !known.invoice.voided) {
                warn("", {"problem.already_invoiced", {{"number", known.invoice.number}}});
            }
        }
    }

    void mapping()
    {
        for (const MappedDetail& detail : gone_details(deal_, context_.settings)) {
            warn(std::string(detail.invoice_field), {"problem.field_gone", {}});
        }
    }

    void tax()
    {
        const DraftTax tax(deal_, context_);
        if (tax.is_taxed() && tax.model() != TaxModel::global) {
            warn("", {"problem.tax_by_books", {}});
        }
    }

    void currency()
    {
        if (!Currency::parse(draft_.currency)) {
            block("currency", {"problem.currency_unknown", {{"currency", draft_.currency}}});
        }
    }

    /// What the books would refuse, unless the draft has said something better about that field.
    void order()
    {
        const std::vector<Problem> told = draft_.problems;
        for (Problem& problem : order_problems(order_of(draft_), books())) {
            const bool is_told = std::ranges::any_of(told, [&](const Problem& one) {
                return one.weight == Problem::Weight::blocks && one.field == problem.field;
            });
            if (!is_told) {
                draft_.problems.push_back(std::move(problem));
            }
        }
    }

    void prices()
    {
        for (std::size_t i = 0; i < draft_.lines.size(); ++i) {
            const std::string field = "lines[" + std::to_string(i) + "].";
            const DraftLine& line = draft_.lines[i];
            if (!line.gone_item.empty()) {
                block(field + "item", {"problem.item_gone", {{"name", line.gone_item}}});
            }
            if (!line.price_known) {
                block(field + "unit_price", {"problem.line_discount", {}});
            }
        }
    }

    const Deal& deal_;
    const DraftContext& context_;
    InvoiceDraft& draft_;
};

void put_totals(const Deal& deal, const DraftContext& context, InvoiceDraft& draft)
{
    const TaxRules rules = tax_rules(context.company, context.lists.get());
    draft.discount = whole_discount(deal, totals(order_of(draft), rules).subtotal);
    draft.totals = totals(order_of(draft), rules);
    if (!deal.lines.empty()) {
        draft.deal_difference = beyond(draft.totals, deal.value);
    }
}

} // namespace

InvoiceOrder order_of(const InvoiceDraft& draft)
{
    InvoiceOrder order;
    order.deal = draft.deal;
    order.deal_title = draft.deal_title;
    order.contact = draft.contact;
    if (draft.payer) {
        order.payer = draft.payer->payer;
    }
    order.details = draft.details;
    if (const auto currency = Currency::parse(draft.currency)) {
        order.currency = *currency;
    }
    order.exchange_rate = draft.exchange_rate;
    order.date = draft.date;
    order.due_date = draft.due_date;
    order.tax = draft.tax;
    order.discount = draft.discount;
    for (const DraftLine& line : draft.lines) {
        order.lines.push_back({line.item.value_or(ItemId()),
                               line.description,
                               line.quantity,
                               line.unit_price,
                               line.discount,
                               line.tax_code,
                               line.taxable});
    }
    return order;
}

InvoiceDraft draft_invoice(const Deal& deal, const DraftContext& context)
{
    InvoiceDraft draft;
    draft.deal = deal.id;
    draft.deal_title = deal.title;
    draft.contact = contact_of(deal);
    draft.details = payer_details(deal, context.settings);
    draft.choices = contact_choices(deal, draft.details);
    draft.payer = context.payer_link;
    if (!draft.payer) {
        draft.payer_suggestion =
            suggest_payer(draft.details, deal.currency, context.similar_payers);
    }
    draft.currency = deal.currency;
    draft.date = context.today;
    draft.due_date = due_date(context.settings.term,
                              context.today,
                              context.lists ? context.lists->terms : std::vector<BooksTerm>());
    draft.exchange_rate = context.exchange_rate;
    draft.deal_discounts = deal.discounts;
    draft.installments = deal.installments;
    const DraftTax tax(deal, context);
    draft.tax.treatment = tax.treatment();
    const Candidates candidates(context);
    for (const auto& line : deal.lines) {
        if (line.enabled) {
            draft.lines.push_back(draft_line(line, deal.currency, context, candidates, tax));
        }
    }
    put_totals(deal, context, draft);
    DraftCheck(deal, context, draft).run();
    return draft;
}

std::vector<UnlinkedLine> unlinked_lines(const Deal& deal, const DraftContext& context)
{
    std::vector<UnlinkedLine> lines;
    for (const DealLine& line : deal.lines) {
        DraftLine draft;
        if (const ItemLink* link = link_of(line, context.item_links)) {
            put_item(*link, context, draft);
        }
        if (line.enabled && !draft.item) {
            lines.push_back(unlinked(line, context));
        }
    }
    return lines;
}

} // namespace billbridge
