#include "domain/invoice_draft.hpp"

#include <algorithm>

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

DraftLine draft_line(const DealLine& line, const std::vector<ItemLink>& links)
{
    DraftLine draft;
    draft.description = description(line);
    draft.product = line.product;
    draft.variation = line.variation.value_or(0);
    put_price(line, draft);
    const auto link = std::find_if(links.begin(), links.end(), [&](const ItemLink& candidate) {
        return candidate.product == line.product && candidate.variation == draft.variation;
    });
    if (link != links.end()) {
        draft.item = link->item;
        draft.item_name = link->item_name;
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
            if (!line.item) {
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
    draft.payer = context.payer_link;
    draft.currency = deal.currency;
    draft.date = context.today;
    draft.due_date = billbridge::due_date(context.settings.term, context.today, {});
    for (const auto& line : deal.lines) {
        if (line.enabled) {
            draft.lines.push_back(draft_line(line, context.item_links));
        }
    }
    Preflight(deal, context, draft).run();
    return draft;
}

} // namespace billbridge
