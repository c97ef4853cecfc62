#include "storage/order_json.hpp"
#include "storage/sql_transaction.hpp"
#include "storage/words.hpp"

namespace billbridge::storage {

namespace {

constexpr char select_intent[] =
    "SELECT company_id, intent_id, user_id, books_id, idempotency_key, fingerprint, generation,"
    " invoice_order, state, invoice_id, error, created_at, expected_total, emailed, email_error,"
    " payer_error FROM intents WHERE company_id = $1";

std::optional<Error> optional_error(const Row& row, std::size_t column)
{
    const auto text = row.optional_text(column);
    return text ? std::optional(error_from_text(*text)) : std::nullopt;
}

Value error_column(const std::optional<Error>& error)
{
    return error ? Value(to_text(*error)) : Value(nullptr);
}

Decimal stored_decimal(const std::string& text)
{
    auto value = Decimal::parse(text);
    if (!value) {
        throw StoreFailure("not a decimal: " + text);
    }
    return *std::move(value);
}

Intent intent_of(const Row& row)
{
    Intent intent;
    intent.company = CompanyId(row.integer(0));
    intent.id = IntentId(row.text(1));
    intent.user = UserId(row.integer(2));
    intent.books = BooksId(row.text(3));
    intent.idempotency_key = row.text(4);
    intent.fingerprint = row.text(5);
    intent.generation = static_cast<int>(row.integer(6));
    intent.order = order_from_text(row.text(7));
    intent.state = from_word(intent_words, row.text(8));
    if (const auto invoice = row.optional_text(9)) {
        intent.invoice = InvoiceId(*invoice);
    }
    intent.error = optional_error(row, 10);
    intent.created_at = to_time(row.integer(11));
    if (const auto total = row.optional_text(12)) {
        intent.expected_total = stored_decimal(*total);
    }
    if (!row.is_null(13)) {
        intent.emailed = row.flag(13);
    }
    intent.email_error = optional_error(row, 14);
    intent.payer_error = optional_error(row, 15);
    return intent;
}

std::vector<Intent> intents_of(const std::vector<Row>& rows)
{
    std::vector<Intent> intents;
    for (const Row& row : rows) {
        intents.push_back(intent_of(row));
    }
    return intents;
}

std::optional<Intent> only(const std::vector<Row>& rows)
{
    return rows.empty() ? std::nullopt : std::optional(intent_of(rows.front()));
}

} // namespace

std::optional<Intent> SqlTransaction::intent(CompanyId company, const IntentId& id)
{
    return only(session_.run(std::string(select_intent) + " AND intent_id = $2",
                             {company.value(), to_string(id)}));
}

std::optional<Intent> SqlTransaction::intent_by_key(CompanyId company, const std::string& key)
{
    return only(session_.run(std::string(select_intent) + " AND idempotency_key = $2",
                             {company.value(), key}));
}

std::vector<Intent> SqlTransaction::open_intents(CompanyId company, DealId deal)
{
    return intents_of(session_.run(std::string(select_intent) +
                                       " AND deal_id = $2 AND state IN ('planned', 'finding_out')"
                                       " ORDER BY created_at, intent_id",
                                   {company.value(), deal.value()}));
}

std::vector<Intent> SqlTransaction::recent_failures(CompanyId company, DealId deal, Time since)
{
    return intents_of(session_.run(std::string(select_intent) +
                                       " AND deal_id = $2 AND state = 'not_created'"
                                       " AND created_at >= $3 ORDER BY created_at DESC, intent_id",
                                   {company.value(), deal.value(), to_column(since)}));
}

void SqlTransaction::save(const Intent& intent)
{
    session_.run(
        "INSERT INTO intents (company_id, intent_id, user_id, books_id, idempotency_key, "
        "fingerprint,"
        " generation, deal_id, invoice_order, state, invoice_id, error, created_at,"
        " expected_total, emailed, email_error, payer_error)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
        " ON CONFLICT (company_id, intent_id) DO UPDATE SET generation = excluded.generation,"
        " state = excluded.state, invoice_id = excluded.invoice_id, error = excluded.error,"
        " expected_total = excluded.expected_total, emailed = excluded.emailed,"
        " email_error = excluded.email_error, payer_error = excluded.payer_error",
        {intent.company.value(),
         to_string(intent.id),
         intent.user.value(),
         to_string(intent.books),
         intent.idempotency_key,
         intent.fingerprint,
         std::int64_t{intent.generation},
         intent.order.deal.value(),
         to_text(intent.order),
         word(intent_words, intent.state),
         optional_column(intent.invoice),
         error_column(intent.error),
         to_column(intent.created_at),
         optional_column(intent.expected_total),
         intent.emailed ? Value(to_column(*intent.emailed)) : Value(nullptr),
         error_column(intent.email_error),
         error_column(intent.payer_error)});
}

} // namespace billbridge::storage
