#include "domain/invoice_draft.hpp"

#include <algorithm>
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

bool is_plain(const DealLine& line)
{
    const bool taxed_inside =
        line.tax_method == TaxMethod::inclusive && !line.tax_percent.is_zero();
    return line.discount.value.is_zero() && !taxed_inside;
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

/// QuickBooks has no discount on a line, so the price carries it; where no price of five decimals
/// gives the line's amount to the cent, one unit of the whole amount does, and the text says how
/// many.
void put_price(const DealLine& line, DraftLine& draft)
{
    draft.quantity = line.quantity;
    draft.unit_price = line.unit_price;
    if (is_plain(line) || !check_amounts(line.quantity, line.unit_price)) {
        return; // as it stands; what is wrong with the numbers is a problem of the line
    }
    if (!is_sensible(line)) {
        draft.price_known = false;
        return;
    }
    const Decimal amount = net_amount(line);
    draft.unit_price =
        amount.divided_by(line.quantity, InvoiceOrder::price_scale_max, Rounding::half_up)
            .trimmed();
    if (line_amount(draft.quantity, draft.unit_price) != amount) {
        draft.description = to_string(line.quantity.trimmed()) + " x " + draft.description;
        draft.quantity = Decimal(1);
        draft.unit_price = amount;
    }
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
                     const Candidates& candidates)
{
    DraftLine draft;
    draft.description = description(line);
    draft.product = line.product;
    draft.variation = line.variation.value_or(0);
    put_price(line, draft);
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
class Preflight {
public:
    Preflight(const Deal& deal, const DraftContext& context, InvoiceDraft& draft)
        : deal_(deal), context_(context), draft_(draft)
    {
    }

    void run()
    {
        earlier_invoices();
        mapping();
        tax();
        payer();
        currency();
        lines();
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
        if (auto model = check_tax_model(context_.company); !model) {
            block("", std::move(model).error().message);
        }
        const bool deal_taxed = std::any_of(deal_.lines.begin(), deal_.lines.end(), [](auto& line) {
            return line.enabled && !line.tax_percent.is_zero() &&
                   line.tax_method != TaxMethod::none;
        });
        if (deal_taxed) {
            warn("", {"problem.tax_by_books", {}});
        }
    }

    void payer()
    {
        if (context_.payer && !context_.payer->active) {
            block("payer", {"problem.payer_inactive", {{"name", context_.payer->name}}});
        }
        if (!draft_.payer && draft_.details.name.empty()) {
            block("details.name", {"error.name_missing", {}});
        }
        if (draft_.details.name.size() > InvoiceOrder::name_max) {
            block("details.name",
                  {"error.too_long", {{"max", std::to_string(InvoiceOrder::name_max)}}});
        }
    }

    void currency()
    {
        const auto parsed = Currency::parse(draft_.currency);
        if (!parsed) {
            block("currency", {"problem.currency_unknown", {{"currency", draft_.currency}}});
            return;
        }
        if (auto allowed = check_currency(*parsed, context_.company); !allowed) {
            block("currency", std::move(allowed).error().message);
            return;
        }
        if (context_.payer && context_.payer->currency != *parsed) {
            block("currency",
                  {"problem.currency_differs",
                   {{"currency", parsed->code()},
                    {"name", context_.payer->name},
                    {"payer_currency", context_.payer->currency.code()}}});
        }
    }

    void lines()
    {
        if (draft_.lines.empty()) {
            block("lines", {"problem.no_lines", {}});
        }
        for (std::size_t i = 0; i < draft_.lines.size(); ++i) {
            const std::string field = "lines[" + std::to_string(i) + "].";
            const DraftLine& line = draft_.lines[i];
            if (!line.gone_item.empty()) {
                block(field + "item", {"problem.item_gone", {{"name", line.gone_item}}});
            } else if (!line.item) {
                block(field + "item", {"problem.line_not_linked", {}});
            }
            if (!line.price_known) {
                block(field + "unit_price", {"problem.line_discount", {}});
            }
            if (auto amounts = check_amounts(line.quantity, line.unit_price); !amounts) {
                block(field + amounts.error().field, amounts.error().message);
            }
        }
    }

    const Deal& deal_;
    const DraftContext& context_;
    InvoiceDraft& draft_;
};

} // namespace

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
    draft.due_date = billbridge::due_date(context.settings.term, context.today, {});
    const Candidates candidates(context);
    for (const auto& line : deal.lines) {
        if (line.enabled) {
            draft.lines.push_back(draft_line(line, deal.currency, context, candidates));
        }
    }
    Preflight(deal, context, draft).run();
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
