#include "quickbooks/provider.hpp"

#include "net/url.hpp"
#include "quickbooks/lists.hpp"
#include "quickbooks/translate.hpp"
#include "quickbooks/wire.hpp"

#include <date/date.h>

#include <algorithm>
#include <set>

namespace billbridge::quickbooks {

namespace {

/// The rows of a query's answer; QuickBooks leaves the member out where there are none (facts 5.7).
const Json::Array& rows(const Json& answer, std::string_view entity)
{
    static const Json::Array none;
    const auto* list = answer[entity].if_array();
    return list == nullptr ? none : *list;
}

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

Task<std::vector<Payer>> Provider::payers(std::string statement)
{
    CO_TRY(const Json answer, co_await client_.query(std::move(statement)));
    std::vector<Payer> payers;
    for (const Json& row : rows(answer, "Customer")) {
        CO_TRY(Payer payer, payer_of(row, company_.home_currency));
        payers.push_back(std::move(payer));
    }
    co_return payers;
}

Task<std::vector<Payer>> Provider::find_payers(std::string text, int limit)
{
    CO_TRY(std::vector<Payer> found, co_await payers(find_payers_by_name(text, limit)));
    // The language has no OR; an e-mail address is asked for only where the text can be part of
    // one.
    if (text.find('@') == std::string::npos) {
        co_return found;
    }
    CO_TRY(const std::vector<Payer> by_email, co_await payers(find_payers_by_email(text, limit)));
    for (const Payer& payer : by_email) {
        const bool known =
            std::ranges::any_of(found, [&](const Payer& p) { return p.id == payer.id; });
        if (!known && found.size() < static_cast<std::size_t>(limit)) {
            found.push_back(payer);
        }
    }
    co_return found;
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

Task<Payer> Provider::create_payer(RequestKey key, PayerDetails details, Currency currency)
{
    Json body = customer_body(key, details, currency, company_);
    Result<Json> answer = co_await client_.create("customer", std::move(key), std::move(body));
    if (!answer) {
        Error error = std::move(answer).error();
        if (error.message.key == "error.books_name_taken") {
            error.message.args["name"] = details.name;
            error.field = "details.name";
        }
        co_return fail(std::move(error));
    }
    co_return payer_of((*answer)["Customer"], company_.home_currency);
}

Task<std::vector<Item>> Provider::find_items(std::string text, int limit)
{
    CO_TRY(const Json answer, co_await client_.query(quickbooks::find_items(text, limit)));
    std::vector<Item> items;
    for (const Json& row : rows(answer, "Item")) {
        CO_TRY(Item item, item_of(row));
        items.push_back(std::move(item));
    }
    co_return items;
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
