#include "domain/preflight.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <ranges>

namespace billbridge {

namespace {

class Search {
public:
    Search(const InvoiceOrder& order, const Preflight& books)
        : order_(order), books_(books), rules_(tax_rules(books.company, books.lists))
    {
    }

    std::vector<Problem> run()
    {
        payer();
        details();
        currency();
        dates();
        texts();
        choices();
        tax();
        lines();
        discount();
        total();
        recipients();
        return std::move(problems_);
    }

private:
    void block(std::string field, Message message)
    {
        problems_.push_back({Problem::Weight::blocks, std::move(field), std::move(message)});
    }
    void warn(std::string field, Message message)
    {
        problems_.push_back({Problem::Weight::warns, std::move(field), std::move(message)});
    }

    void check_text(const std::string& field, const std::string& text, std::size_t max)
    {
        if (utf8_length(text) > max) {
            block(field, {"error.too_long", {{"max", std::to_string(max)}}});
        } else if (has_supplementary(text)) {
            warn(field, {"problem.emoji", {}}); // facts 2.2: may be refused with 2040
        }
    }

    void payer()
    {
        if (books_.payer && !books_.payer->active) {
            block("payer", {"problem.payer_inactive", {{"name", books_.payer->name}}});
        }
    }

    void details()
    {
        const PayerDetails& details = order_.details;
        const bool creates = !order_.payer;
        if (creates && details.name.find_first_not_of(" \t\r\n") == std::string::npos) {
            block("details.name", {"error.name_missing", {}});
        } else if (details.name.find_first_of(":\t\r\n") != std::string::npos && creates) {
            warn("details.name", {"problem.name_characters", {}}); // facts 3.3
        }
        check_text("details.name", details.name, InvoiceOrder::name_max);
        check_text("details.tax_id", details.tax_id, InvoiceOrder::tax_id_max);
        if (!details.email.empty() && !looks_like_email(details.email)) {
            block("details.email", {"error.email", {}});
        } else {
            check_text("details.email", details.email, InvoiceOrder::email_max);
        }
        const Address& address = details.address;
        check_text("details.address",
                   address.text + address.street + address.city + address.region +
                       address.postal_code + address.country,
                   InvoiceOrder::address_max);
    }

    void currency()
    {
        if (order_.currency.code().empty()) {
            return; // the reader has said so
        }
        if (auto allowed = check_currency(order_.currency, books_.company); !allowed) {
            block("currency", std::move(allowed).error().message);
            return;
        }
        if (books_.payer && books_.payer->currency != order_.currency) {
            block("currency",
                  {"problem.currency_differs",
                   {{"currency", order_.currency.code()},
                    {"name", books_.payer->name},
                    {"payer_currency", books_.payer->currency.code()}}});
        }
        const bool is_rate = !order_.exchange_rate || (*order_.exchange_rate > Decimal(0) &&
                                                       check_amounts(*order_.exchange_rate, {}));
        if (!is_rate) {
            block("exchange_rate", {"problem.exchange_rate", {}});
        }
    }

    void dates()
    {
        if (order_.due_date < order_.date) {
            block("due_date", {"error.due_date", {}});
        }
        if (books_.lists == nullptr) {
            return;
        }
        const auto& closed = books_.lists->rules.closed_until;
        if (closed && order_.date <= *closed) {
            block("date", {"problem.closed_until", {{"date", to_string(*closed)}}});
        }
    }

    void texts()
    {
        check_text("number", order_.number, InvoiceOrder::number_max);
        if (books_.number_taken) {
            block("number", {"problem.number_taken", {{"number", order_.number}}});
        }
        check_text("message", order_.message, InvoiceOrder::message_max);
        check_text("memo", order_.memo, InvoiceOrder::memo_max);
    }

    /// Blocks on a choice that is not in the books' list any more.
    template <class List, class Id, class Member>
    void check_choice(const char* field, const Id& id, const List& list, Member member)
    {
        const bool is_chosen = id != Id();
        if (is_chosen && std::ranges::find(list, id, member) == list.end()) {
            block(field, {"problem.choice_gone", {}});
        }
    }

    void choices()
    {
        if (books_.lists == nullptr) {
            return;
        }
        const BooksLists& lists = *books_.lists;
        check_choice("due_date", order_.term, lists.terms, &BooksTerm::id);
        check_choice("class", order_.class_id, lists.classes, &BooksChoice::id);
        check_choice("location", order_.location_id, lists.locations, &BooksChoice::id);
    }

    void tax()
    {
        const OrderTax& tax = order_.tax;
        if (tax.treatment == TaxTreatment::inclusive && rules_.model != TaxModel::global) {
            block("tax", {"problem.tax_inclusive", {}});
        }
        if (books_.lists != nullptr && rules_.model == TaxModel::us_manual) {
            check_choice("tax", tax.code, rules_.codes, &TaxCode::id);
        }
    }

    void line_tax(const std::string& field, const OrderLine& line)
    {
        if (rules_.model != TaxModel::global || order_.tax.treatment == TaxTreatment::none) {
            return;
        }
        if (line.tax_code.value().empty()) {
            block(field, {"problem.line_tax_code", {}});
        } else if (books_.lists != nullptr && find_code(rules_.codes, line.tax_code) == nullptr) {
            block(field, {"problem.choice_gone", {}});
        }
    }

    void line(const std::string& at, const OrderLine& line)
    {
        if (line.item.value().empty()) {
            block(at + "item", {"problem.line_not_linked", {}});
        }
        check_text(at + "description", line.description, InvoiceOrder::description_max);
        if (auto amounts = check_amounts(line.quantity, line.unit_price); !amounts) {
            block(at + amounts.error().field, amounts.error().message);
        } else if (line.discount) {
            const Decimal whole = line_amount(line.quantity, line.unit_price);
            if (auto discount = check_discount(*line.discount, whole); !discount) {
                block(at + "discount", discount.error().message);
            }
        }
        line_tax(at + "tax_code", line);
    }

    void lines()
    {
        if (order_.lines.empty()) {
            block("lines", {"problem.no_lines", {}});
        }
        if (order_.lines.size() > InvoiceOrder::lines_max) {
            block("lines",
                  {"error.too_many_lines", {{"max", std::to_string(InvoiceOrder::lines_max)}}});
            return; // each of them could be wrong
        }
        for (std::size_t i = 0; i < order_.lines.size(); ++i) {
            line("lines[" + std::to_string(i) + "].", order_.lines[i]);
        }
    }

    void discount()
    {
        if (!order_.discount || order_.discount->value.is_zero()) {
            return;
        }
        if (books_.lists != nullptr && !books_.lists->rules.discounts) {
            block("discount", {"problem.discounts_off", {}});
        }
        const Totals sums = totals(order_, rules_);
        if (auto checked = check_discount(*order_.discount, sums.subtotal); !checked) {
            block("discount", checked.error().message);
        }
    }

    void total()
    {
        if (totals(order_, rules_).total.is_negative()) {
            block("lines", {"problem.negative_total", {}});
        }
    }

    void recipients()
    {
        if (utf8_length(order_.send_to) > InvoiceOrder::send_to_max) {
            block("send_to",
                  {"error.too_long", {{"max", std::to_string(InvoiceOrder::send_to_max)}}});
        }
        if (!order_.send_to.empty() && !are_emails(order_.send_to)) {
            block("send_to", {"error.email", {}});
        }
    }

    const InvoiceOrder& order_;
    const Preflight& books_;
    const TaxRules rules_;
    std::vector<Problem> problems_;
};

} // namespace

std::vector<Problem> order_problems(const InvoiceOrder& order, const Preflight& books)
{
    return Search(order, books).run();
}

Result<void> check_order(const InvoiceOrder& order, const Preflight& books)
{
    for (Problem& problem : order_problems(order, books)) {
        if (problem.weight == Problem::Weight::blocks) {
            return fail(invalid(std::move(problem.message), {}, std::move(problem.field)));
        }
    }
    return {};
}

Result<void> check_currency(const Currency& currency, const BooksCompany& company)
{
    if (!company.multicurrency && currency != company.home_currency) {
        return fail(
            invalid({"problem.currency_not_enabled",
                     {{"currency", currency.code()}, {"home", company.home_currency.code()}}},
                    {},
                    "currency"));
    }
    return {};
}

TaxRules tax_rules(const BooksCompany& company, const BooksLists* lists)
{
    if (lists != nullptr) {
        return {lists->rules.tax_model, lists->tax_codes, lists->rules.default_tax_code};
    }
    const TaxModel model = !company.uses_sales_tax            ? TaxModel::none
                           : company.country != "US"          ? TaxModel::global
                           : company.default_tax_code.empty() ? TaxModel::us_automated
                                                              : TaxModel::us_manual;
    return {model, {}, TaxCodeId(company.default_tax_code)};
}

} // namespace billbridge
