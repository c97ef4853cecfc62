#include "web/wire.hpp"

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

Json draft_line_json(const DraftLine& line)
{
    Json item;
    if (line.item) {
        item.set("id", to_string(*line.item)).set("name", line.item_name);
    }
    Json json;
    json.set("description", line.description);
    json.set("quantity", to_string(line.quantity)).set("unit_price", to_string(line.unit_price));
    json.set("amount", to_string(line_amount(line.quantity, line.unit_price)));
    json.set("product", line.product ? Json(line.product->value()) : Json());
    json.set("variation", line.variation).set("item", std::move(item));
    put_product(json, line);
    return json;
}

Error in_field(Error error, const std::string& field)
{
    error.field = error.field.empty() ? field : field + "." + error.field;
    return error;
}

Result<Decimal> decimal_member(const Json& json, std::string_view name)
{
    auto value = json[name].decimal();
    if (!value) {
        return fail(in_field(std::move(value).error(), std::string(name)));
    }
    return value;
}

Result<Date> date_member(const Json& json, std::string_view name)
{
    auto value = Date::parse(json[name].string_or());
    if (!value) {
        return fail(in_field(std::move(value).error(), std::string(name)));
    }
    return value;
}

Result<void> line_from_json(const Json& json, InvoiceOrder& order)
{
    OrderLine line;
    TRY(const std::string item, text_member(json, "item"));
    line.item = ItemId(item);
    TRY(line.description, text_member(json, "description"));
    TRY(line.quantity, decimal_member(json, "quantity"));
    TRY(line.unit_price, decimal_member(json, "unit_price"));
    order.lines.push_back(line);
    const std::int64_t product = json["product"].int_or(0);
    if (product > 0 && !item.empty()) {
        TRY(std::string item_name, text_member(json, "item_name"));
        order.item_links.push_back(
            {ProductId(product), json["variation"].int_or(0), line.item, std::move(item_name)});
    }
    return {};
}

Result<std::optional<Contact>> contact_from_json(const Json& json)
{
    if (json.is_null()) {
        return std::nullopt;
    }
    auto kind = parse_record_kind(json["kind"].string_or());
    const std::int64_t id = json["id"].int_or(0);
    if (!kind || *kind == RecordKind::deal || id <= 0) {
        return fail(invalid({"error.json", {}}, "not a contact", "contact"));
    }
    return Contact{*kind, id};
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
    Json contact;
    if (draft.contact) {
        contact.set("kind", billbridge::name(draft.contact->kind)).set("id", draft.contact->id);
    }
    Json lines = Json::array();
    Decimal sum = Decimal().rounded(2, Rounding::half_up);
    for (const DraftLine& line : draft.lines) {
        if (check_amounts(line.quantity, line.unit_price)) { // others are named as problems
            sum += line_amount(line.quantity, line.unit_price);
        }
        lines.push_back(draft_line_json(line));
    }
    Json problems = Json::array();
    for (const Problem& problem : draft.problems) {
        Json json;
        json.set("weight", problem.weight == Problem::Weight::blocks ? "blocks" : "warns");
        json.set("field", problem.field).set("key", problem.message.key);
        json.set("message", catalogue.text(problem.message, language));
        problems.push_back(std::move(json));
    }
    const BooksCompany& company = prepared.company;
    Json json;
    json.set("deal", std::move(deal)).set("contact", std::move(contact));
    json.set("details", details_json(draft.details));
    json.set("payer", prepared.payer ? payer_json(*prepared.payer) : Json());
    json.set("currency", draft.currency).set("home_currency", company.home_currency.code());
    json.set("multicurrency", company.multicurrency);
    json.set("uses_sales_tax", company.uses_sales_tax);
    json.set("date", to_string(draft.date)).set("due_date", to_string(draft.due_date));
    json.set("term_days", prepared.term_days).set("lines", std::move(lines));
    json.set("subtotal", to_string(sum)).set("problems", std::move(problems));
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

Result<InvoiceOrder> order_from_json(const Json& json)
{
    InvoiceOrder order;
    order.deal = DealId(json["deal"].int_or(0));
    if (order.deal.value() <= 0) {
        return fail(invalid({"error.json", {}}, "no deal", "deal"));
    }
    TRY(order.deal_title, text_member(json, "deal_title"));
    TRY(order.contact, contact_from_json(json["contact"]));
    TRY(const std::string payer, text_member(json, "payer"));
    if (!payer.empty()) {
        order.payer = PayerId(payer);
    }
    auto details = details_from_json(json["details"]);
    if (!details) {
        return fail(in_field(std::move(details).error(), "details"));
    }
    order.details = *std::move(details);
    auto currency = Currency::parse(json["currency"].string_or());
    if (!currency) {
        return fail(in_field(std::move(currency).error(), "currency"));
    }
    order.currency = *std::move(currency);
    TRY(order.date, date_member(json, "date"));
    TRY(order.due_date, date_member(json, "due_date"));
    const auto* lines = json["lines"].if_array();
    if (lines == nullptr) {
        return fail(invalid({"error.json", {}}, "no lines", "lines"));
    }
    for (std::size_t i = 0; i < lines->size(); ++i) {
        if (auto line = line_from_json((*lines)[i], order); !line) {
            return fail(in_field(std::move(line).error(), "lines[" + std::to_string(i) + "]"));
        }
    }
    return order;
}

} // namespace billbridge::web
