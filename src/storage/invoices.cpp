#include "storage/sql_transaction.hpp"
#include "storage/words.hpp"

#include <algorithm>

namespace billbridge::storage {

namespace {

template <class T>
T required(Result<T> result)
{
    if (!result) {
        throw StoreFailure("a stored invoice does not read: " + result.error().cause);
    }
    return *std::move(result);
}

KnownInvoice invoice_of(const Row& row)
{
    KnownInvoice known;
    Invoice& invoice = known.invoice;
    invoice.id = InvoiceId(row.text(0));
    if (!row.is_null(1)) {
        known.deal = DealId(row.integer(1));
    }
    invoice.payer = PayerId(row.text(2));
    invoice.payer_name = row.text(3);
    invoice.number = row.text(4);
    invoice.version = row.text(5);
    invoice.currency = required(Currency::parse(row.text(6)));
    invoice.date = required(Date::parse(row.text(7)));
    if (const auto due = row.optional_text(8)) {
        invoice.due_date = required(Date::parse(*due));
    }
    invoice.subtotal = required(Decimal::parse(row.text(9)));
    invoice.tax = required(Decimal::parse(row.text(10)));
    invoice.total = required(Decimal::parse(row.text(11)));
    invoice.balance = required(Decimal::parse(row.text(12)));
    invoice.voided = row.flag(13);
    invoice.deleted = row.flag(14);
    known.as_of = to_time(row.integer(15));
    known.learned_by = from_word(learned_words, row.text(16));
    return known;
}

/// Newest first. The books' ids are digits that grow: the longer one is the newer one.
bool is_newer(const KnownInvoice& a, const KnownInvoice& b)
{
    const auto rank = [](const KnownInvoice& known) {
        const std::string& id = to_string(known.invoice.id);
        return std::tuple(known.invoice.date, id.size(), id);
    };
    return rank(a) > rank(b);
}

const std::string select_invoices =
    "SELECT invoice_id, deal_id, payer_id, payer_name, number, version, currency, day, due_day,"
    " subtotal, tax, total, balance, voided, deleted, as_of, learned_by FROM invoices"
    " WHERE company_id = $1 AND books_id = $2";

std::vector<KnownInvoice> sorted_invoices(const std::vector<Row>& rows)
{
    std::vector<KnownInvoice> list;
    for (const Row& row : rows) {
        list.push_back(invoice_of(row));
    }
    std::ranges::sort(list, is_newer);
    return list;
}

} // namespace

std::vector<KnownInvoice>
SqlTransaction::invoices(CompanyId company, const BooksId& books, DealId deal)
{
    return sorted_invoices(session_.run(select_invoices + " AND deal_id = $3",
                                        {company.value(), to_string(books), deal.value()}));
}

std::vector<KnownInvoice>
SqlTransaction::invoices(CompanyId company, const BooksId& books, const PayerId& payer)
{
    return sorted_invoices(session_.run(select_invoices + " AND payer_id = $3",
                                        {company.value(), to_string(books), to_string(payer)}));
}

std::vector<KnownInvoice> SqlTransaction::invoices(CompanyId company, const BooksId& books)
{
    return sorted_invoices(
        session_.run(select_invoices + " AND deleted = 0", {company.value(), to_string(books)}));
}

std::optional<KnownInvoice>
SqlTransaction::invoice(CompanyId company, const BooksId& books, const InvoiceId& id)
{
    const auto rows = session_.run(select_invoices + " AND invoice_id = $3",
                                   {company.value(), to_string(books), to_string(id)});
    return rows.empty() ? std::nullopt : std::optional(invoice_of(rows.front()));
}

void SqlTransaction::save(CompanyId company, const BooksId& books, const KnownInvoice& known)
{
    const Invoice& invoice = known.invoice;
    session_.run(
        "INSERT INTO invoices (company_id, books_id, invoice_id, deal_id, payer_id, payer_name, "
        "number,"
        " version, currency, day, due_day, subtotal, tax, total, balance, voided, deleted, as_of,"
        " learned_by)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
        "$19)"
        " ON CONFLICT (company_id, books_id, invoice_id) DO UPDATE SET deal_id = excluded.deal_id,"
        " payer_id = excluded.payer_id, payer_name = excluded.payer_name, number = excluded.number,"
        " version = excluded.version, currency = excluded.currency, day = excluded.day,"
        " due_day = excluded.due_day, subtotal = excluded.subtotal, tax = excluded.tax,"
        " total = excluded.total, balance = excluded.balance, voided = excluded.voided,"
        " deleted = excluded.deleted, as_of = excluded.as_of, learned_by = excluded.learned_by",
        {company.value(),
         to_string(books),
         to_string(invoice.id),
         known.deal ? Value(known.deal->value()) : Value(),
         to_string(invoice.payer),
         invoice.payer_name,
         invoice.number,
         invoice.version,
         invoice.currency.code(),
         to_string(invoice.date),
         optional_column(invoice.due_date),
         to_string(invoice.subtotal),
         to_string(invoice.tax),
         to_string(invoice.total),
         to_string(invoice.balance),
         to_column(invoice.voided),
         to_column(invoice.deleted),
         to_column(known.as_of),
         word(learned_words, known.learned_by)});
}

void SqlTransaction::audit(CompanyId company, UserId actor, std::string action, std::string subject)
{
    const std::int64_t at = to_column(now_);
    session_.run("INSERT INTO audit (company_id, at, sequence, actor, action, subject)"
                 " SELECT $1, $2, COALESCE(MAX(sequence), 0) + 1, $3, $4, $5 FROM audit"
                 " WHERE company_id = $1 AND at = $2",
                 {company.value(), at, actor.value(), std::move(action), std::move(subject)});
}

} // namespace billbridge::storage
