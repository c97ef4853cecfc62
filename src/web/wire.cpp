#include "web/wire.hpp"

#include "web/money_wire.hpp"

#include "base/json_map.hpp"
#include "web/payer_wire.hpp"
#include "web/template_wire.hpp"

#include <date/date.h>

namespace billbridge::web {

namespace {

std::string_view name(AccessState state)
{
    switch (state) {
    case AccessState::active:
        return "active";
    case AccessState::lost:
        return "lost";
    case AccessState::ended:
        return "ended";
    }
    return {};
}

std::string_view name(LearnedBy by)
{
    switch (by) {
    case LearnedBy::write:
        return "write";
    case LearnedBy::click:
        return "click";
    case LearnedBy::webhook:
        return "webhook";
    case LearnedBy::sweep:
        return "sweep";
    }
    return {};
}

std::string_view name(InvoiceStatus status)
{
    switch (status) {
    case InvoiceStatus::open:
        return "open";
    case InvoiceStatus::partially_paid:
        return "partially_paid";
    case InvoiceStatus::paid:
        return "paid";
    case InvoiceStatus::overdue:
        return "overdue";
    case InvoiceStatus::voided:
        return "voided";
    case InvoiceStatus::deleted:
        return "deleted";
    }
    return {};
}

Json draft_line_json(const DraftLine& line, const OrderLine& ordered)
{
    Json item;
    if (line.item) {
        item.set("id", to_string(*line.item)).set("name", line.item_name);
    }
    Json json;
    json.set("description", line.description);
    json.set("quantity", to_string(line.quantity)).set("unit_price", to_string(line.unit_price));
    json.set("product", line.product ? Json(line.product->value()) : Json());
    json.set("variation", line.variation).set("item", std::move(item));
    put_product(json, line);
    put_money(json, line, ordered);
    return json;
}

} // namespace

std::string to_text(Time time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    return date::format("%FT%TZ", date::sys_seconds(seconds));
}

Json session_json(const Installation& installation,
                  const std::optional<Connection>& connection,
                  const std::string& connected_by)
{
    const CrmUser& user = installation.user;
    Json user_json;
    user_json.set("id", user.user.value()).set("name", user.name).set("is_admin", user.is_admin);
    Json company_json;
    company_json.set("id", user.company.value()).set("name", user.company_name);
    Json books;
    if (connection) {
        const BooksCompany& company = connection->books;
        books.set("state", name(connection->access.state)).set("company_name", company.name);
        books.set("country", company.country).set("home_currency", company.home_currency.code());
        books.set("multicurrency", company.multicurrency).set("connected_by", connected_by);
        books.set("connected_by_id", connection->connected_by.value());
        books.set("connected_by_me", connection->connected_by == user.user);
        books.set("can_take_over", may_take_over(installation, connection));
        books.set("connected_at", to_text(connection->connected_at));
        const auto& end = connection->access.grant_ends_at;
        books.set("ends_at", end ? Json(to_text(*end)) : Json());
    }
    Json json;
    json.set("user", std::move(user_json)).set("company", std::move(company_json));
    json.set("language", text::code(text::language_of(user.language)));
    json.set("books", std::move(books));
    return json;
}

Json details_json(const PayerDetails& details)
{
    Json json;
    json.set("name", details.name).set("email", details.email).set("tax_id", details.tax_id);
    json.set("address", address_json(details.address));
    return json;
}

Json draft_json(const PreparedDraft& prepared,
                const text::Catalogue& catalogue,
                text::Language language)
{
    const InvoiceDraft& draft = prepared.draft;
    Json deal;
    deal.set("id", draft.deal.value()).set("title", draft.deal_title);
    deal.set("value", to_string(prepared.deal_value)).set("currency", draft.currency);
    Json contact;
    if (draft.contact) {
        contact.set("kind", billbridge::name(draft.contact->kind)).set("id", draft.contact->id);
    }
    const InvoiceOrder order = order_of(draft);
    Json lines = Json::array();
    for (std::size_t i = 0; i < draft.lines.size(); ++i) {
        lines.push_back(draft_line_json(draft.lines[i], order.lines[i]));
    }
    const BooksCompany& company = prepared.company;
    Json json;
    json.set("deal", std::move(deal)).set("contact", std::move(contact));
    json.set("details", details_json(draft.details));
    json.set("payer", prepared.payer ? payer_json(*prepared.payer) : Json());
    json.set("currency", draft.currency).set("home_currency", company.home_currency.code());
    json.set("multicurrency", company.multicurrency);
    json.set("country", company.country);
    json.set("date", to_string(draft.date)).set("due_date", to_string(draft.due_date));
    json.set("lines", std::move(lines));
    json.set("problems", problems_json(draft.problems, catalogue, language));
    put_money(json, prepared);
    put_customer(json, draft, catalogue, language);
    put_kept(json, prepared);
    return json;
}

Result<std::string> text_member(const Json& json, std::string_view name)
{
    const Json& member = json[name];
    if (!member.is_null() && member.if_string() == nullptr) {
        return fail(invalid({"error.json", {}}, "text wanted", std::string(name)));
    }
    return member.string_or();
}

Json invoice_json(const ShownInvoice& shown)
{
    const Invoice& invoice = shown.known.invoice;
    Json json;
    json.set("id", to_string(invoice.id)).set("number", invoice.number);
    json.set("payer_name", invoice.payer_name).set("status", name(shown.status));
    json.set("currency", invoice.currency.code()).set("total", to_string(invoice.total));
    json.set("tax", to_string(invoice.tax)).set("balance", to_string(invoice.balance));
    json.set("date", to_string(invoice.date));
    json.set("due_date", invoice.due_date ? Json(to_string(*invoice.due_date)) : Json());
    json.set("as_of", to_text(shown.known.as_of));
    json.set("learned_by", name(shown.known.learned_by)).set("url", shown.url);
    Json actions = Json::array();
    for (const InvoiceAction action : allowed_actions(invoice)) {
        actions.push_back(name(action));
    }
    json.set("version", invoice.version).set("actions", std::move(actions));
    return json;
}

} // namespace billbridge::web
