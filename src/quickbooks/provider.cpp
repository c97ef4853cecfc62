#include "quickbooks/provider.hpp"

#include "core/name_holder.hpp"
#include "net/url.hpp"
#include "quickbooks/invoice_body.hpp"
#include "quickbooks/lists.hpp"
#include "quickbooks/look_up.hpp"
#include "quickbooks/rows.hpp"
#include "quickbooks/searches.hpp"
#include "quickbooks/translate.hpp"
#include "quickbooks/wire.hpp"

#include <date/date.h>

#include <algorithm>
#include <set>

namespace billbridge::quickbooks {

namespace {

/// 610: no such object (facts 7.3), told apart from a refusal.
Error gone_or(Error error)
{
    if (error.message.key == "error.books_gone_or_inactive") {
        error.kind = ErrorKind::not_found;
    }
    return error;
}

bool carries(const Json& record, std::string_view member, const RequestKey& key)
{
    return record[member].string_or().find(marker(key)) != std::string::npos;
}

} // namespace

Provider::Provider(Client client, BooksCompany company, std::string app_url)
    : client_(std::move(client)), company_(std::move(company)), app_url_(std::move(app_url))
{
}

Task<BooksCompany> Provider::company()
{
    CO_TRY(const Json info, co_await client_.read("companyinfo/" + to_string(client_.company())));
    CO_TRY(const Json preferences, co_await client_.read("preferences"));
    co_return company_of(client_.company(), info["CompanyInfo"], preferences["Preferences"]);
}

Task<BooksLists> Provider::lists()
{
    CO_TRY(const std::vector<Json> answers, co_await client_.queries(list_queries()));
    co_return lists_of(answers, company_.country);
}

/// In one request; null where QuickBooks refused one of several.
Task<std::vector<Json>> Provider::answers(std::vector<std::string> statements)
{
    if (statements.size() > 1) {
        co_return co_await client_.queries(statements);
    }
    std::vector<Json> answers;
    for (std::string& statement : statements) {
        CO_TRY(Json answer, co_await client_.query(std::move(statement)));
        answers.push_back(std::move(answer));
    }
    co_return answers;
}

Task<std::vector<Payer>> Provider::find_payers(std::string text, int limit)
{
    CO_TRY(const std::vector<Json> found, co_await answers(payer_searches(text)));
    co_return payers_found(found, text, limit, company_.home_currency);
}

Task<Payer> Provider::payer(PayerId id)
{
    Result<Json> answer = co_await client_.read("customer/" + net::percent_encode(to_string(id)));
    if (!answer) {
        co_return fail(gone_or(std::move(answer).error())); // the link is stale then
    }
    co_return payer_of((*answer)["Customer"], company_.home_currency);
}

Task<std::optional<Payer>> Provider::find_payer(RequestKey key, std::string name)
{
    CO_TRY(const Json answer, co_await client_.query(find_payer_named(name)));
    for (const Json& row : rows(answer, "Customer")) {
        if (carries(row, "Notes", key)) {
            CO_TRY(Payer payer, payer_of(row, company_.home_currency));
            co_return payer;
        }
    }
    co_return std::nullopt;
}

/// Adds to a failure whose name it is, as far as the books tell.
Routine Provider::tell_holder(Error& error, std::string name)
{
    const auto holder = co_await name_holder(name);
    if (holder && *holder) {
        const auto& payer = (*holder)->payer;
        put_holder(error,
                   payer ? Holder{Holder::Kind::customer, to_string(payer->id), payer->name}
                         : Holder{Holder::Kind::other, {}, name});
    }
}

Task<Payer> Provider::create_payer(RequestKey key, PayerDetails details, Currency currency)
{
    Json body = customer_body(key, details, currency, company_);
    Result<Json> answer = co_await client_.create("customer", std::move(key), std::move(body));
    if (!answer) {
        Error error = std::move(answer).error();
        if (error.message.key == "error.books_name_taken") {
            error.message.args["name"] = details.name;
            error.field = "details.name";
            co_await tell_holder(error, details.name);
        }
        co_return fail(std::move(error));
    }
    co_return payer_of((*answer)["Customer"], company_.home_currency);
}

Task<std::optional<NameHolder>> Provider::name_holder(std::string name)
{
    CO_TRY(const std::vector<Json> found, co_await answers(holder_searches(name)));
    co_return holder_found(found, company_.home_currency);
}

Task<Payer> Provider::update_payer(RequestKey key, PayerId id, PayerDetails details)
{
    Result<Json> read = co_await client_.read("customer/" + net::percent_encode(to_string(id)));
    if (!read) {
        co_return fail(gone_or(std::move(read).error()));
    }
    const Json& customer = (*read)["Customer"];
    Json changes = customer_changes(customer, details, company_);
    if (changes.is_null()) {
        co_return payer_of(customer, company_.home_currency);
    }
    CO_TRY(const Json answer,
           co_await client_.create("customer", std::move(key), std::move(changes)));
    co_return payer_of(answer["Customer"], company_.home_currency);
}

Task<Decimal> Provider::exchange_rate(Currency currency, Date date)
{
    const std::string path =
        "exchangerate?sourcecurrencycode=" + currency.code() + "&asofdate=" + to_string(date);
    CO_TRY(const Json answer, co_await client_.read(path));
    const auto rate = answer["ExchangeRate"]["Rate"].decimal();
    if (!rate || *rate <= Decimal(0)) {
        co_return fail(
            unavailable({"error.books_unavailable", {}}, "quickbooks: no exchange rate"));
    }
    co_return rate->trimmed();
}

Task<bool> Provider::number_taken(std::string number)
{
    CO_TRY(const Json answer, co_await client_.query(find_invoice_numbered(number)));
    co_return !rows(answer, "Invoice").empty();
}

Task<std::vector<Item>> Provider::find_items(std::string text, int limit)
{
    CO_TRY(const std::vector<Json> found, co_await answers(item_searches(text, limit)));
    co_return items_found(found, limit);
}

Task<Item> Provider::create_item(RequestKey key, NewItem item)
{
    Result<Json> answer = co_await client_.create("item", std::move(key), item_body(item));
    if (!answer) {
        Error error = std::move(answer).error();
        if (error.message.key == "error.books_name_taken") {
            error.message.key = "error.item_name_taken";
            error.message.args["name"] = item.name;
            error.field = "name";
            if (const std::string id = error.message.args["id"]; !id.empty()) {
                put_holder(error, {Holder::Kind::item, id, item.name});
            }
        }
        co_return fail(std::move(error));
    }
    co_return item_of((*answer)["Item"]);
}

Task<BooksFindings> Provider::look_up(BooksQuestions questions)
{
    const LookUp look_up(questions);
    CO_TRY(const std::vector<Json> found, co_await answers(look_up.statements()));
    co_return look_up.findings(found, company_.home_currency);
}

Task<Invoice> Provider::create_invoice(RequestKey key, PayerId payer, const InvoiceOrder& order)
{
    Json body = invoice_body(key, payer, order, company_);
    CO_TRY(const Json answer, co_await client_.create("invoice", std::move(key), std::move(body)));
    co_return invoice_of(answer["Invoice"], company_.home_currency);
}

Task<std::optional<Invoice>> Provider::find_invoice(RequestKey key, PayerId payer, Date date)
{
    for (int page = 0; page < pages_max; ++page) {
        std::string statement = find_invoices_of(payer, date, page * page_max + 1);
        CO_TRY(const Json answer, co_await client_.query(std::move(statement)));
        const Json::Array& found = rows(answer, "Invoice");
        for (const Json& row : found) {
            if (carries(row, "PrivateNote", key)) {
                CO_TRY(Invoice invoice, invoice_of(row, company_.home_currency));
                co_return invoice;
            }
        }
        if (found.size() < static_cast<std::size_t>(page_max)) {
            break;
        }
    }
    co_return std::nullopt;
}

Task<std::vector<Invoice>> Provider::invoices(std::vector<InvoiceId> ids)
{
    std::vector<Invoice> invoices;
    for (std::size_t from = 0; from < ids.size(); from += ids_max) {
        const std::size_t to = std::min(from + ids_max, ids.size());
        const std::vector<InvoiceId> some(ids.begin() + static_cast<std::ptrdiff_t>(from),
                                          ids.begin() + static_cast<std::ptrdiff_t>(to));
        CO_TRY(const Json answer, co_await client_.query(quickbooks::find_invoices(some)));
        std::set<InvoiceId> missing(some.begin(), some.end());
        for (const Json& row : rows(answer, "Invoice")) {
            CO_TRY(Invoice invoice, invoice_of(row, company_.home_currency));
            missing.erase(invoice.id);
            invoices.push_back(std::move(invoice));
        }
        for (const InvoiceId& id : missing) { // queries never show what was deleted (facts 6.3)
            Invoice gone;
            gone.id = id;
            gone.deleted = true;
            invoices.push_back(std::move(gone));
        }
    }
    co_return invoices;
}

Task<BooksChanges> Provider::changes_since(Time since)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(since);
    const std::string time = date::format("%FT%TZ", date::sys_seconds(seconds));
    std::string path = "cdc?entities=Invoice,Customer&changedSince=" + net::percent_encode(time);
    CO_TRY(const Json answer, co_await client_.read(std::move(path)));
    co_return changes_of(answer, company_.home_currency);
}

Task<Invoice> Provider::void_invoice(RequestKey key, InvoiceId id, std::string version)
{
    Result<Json> answer =
        co_await client_.change("invoice", "void", std::move(key), version_body(id, version));
    if (!answer) {
        co_return fail(gone_or(std::move(answer).error()));
    }
    co_return invoice_of((*answer)["Invoice"], company_.home_currency);
}

Task<void> Provider::delete_invoice(RequestKey key, InvoiceId id, std::string version)
{
    Result<Json> answer =
        co_await client_.change("invoice", "delete", std::move(key), version_body(id, version));
    if (!answer) {
        co_return fail(gone_or(std::move(answer).error()));
    }
    co_return Result<void>{};
}

Task<Invoice> Provider::send_invoice(RequestKey key, InvoiceId id, std::string send_to)
{
    Result<Json> answer =
        co_await client_.send("invoice", to_string(id), std::move(send_to), std::move(key));
    if (!answer) {
        co_return fail(gone_or(std::move(answer).error()));
    }
    co_return invoice_of((*answer)["Invoice"], company_.home_currency);
}

Task<std::string> Provider::invoice_pdf(InvoiceId id)
{
    const std::string path = "invoice/" + net::percent_encode(to_string(id)) + "/pdf";
    Result<std::string> pdf = co_await client_.read_pdf(path);
    if (!pdf) {
        co_return fail(gone_or(std::move(pdf).error()));
    }
    co_return *std::move(pdf);
}

std::string Provider::invoice_url(const InvoiceId& id) const
{
    return app_url_ + "/app/invoice?txnId=" + net::percent_encode(to_string(id));
}

} // namespace billbridge::quickbooks
