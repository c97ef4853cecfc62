#include "storage/sql_transaction.hpp"
#include "storage/words.hpp"

namespace billbridge::storage {

std::optional<InvoiceEffect> SqlTransaction::effect(CompanyId company, const RequestKey& key)
{
    const auto rows =
        session_.run("SELECT user_id, books_id, invoice_id, action, send_to, state, cause, at"
                     " FROM invoice_effects WHERE company_id = $1 AND request_key = $2",
                     {company.value(), to_string(key)});
    if (rows.empty()) {
        return std::nullopt;
    }
    const Row& row = rows.front();
    return InvoiceEffect{.company = company,
                         .key = key,
                         .user = UserId(row.integer(0)),
                         .books = BooksId(row.text(1)),
                         .invoice = InvoiceId(row.text(2)),
                         .action = from_word(action_words, row.text(3)),
                         .send_to = row.text(4),
                         .state = from_word(effect_words, row.text(5)),
                         .cause = row.text(6),
                         .at = to_time(row.integer(7))};
}

void SqlTransaction::save(const InvoiceEffect& effect)
{
    session_.run("INSERT INTO invoice_effects (company_id, request_key, user_id, books_id,"
                 " invoice_id, action, send_to, state, cause, at)"
                 " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
                 " ON CONFLICT (company_id, request_key) DO UPDATE SET state = excluded.state,"
                 " cause = excluded.cause",
                 {effect.company.value(),
                  to_string(effect.key),
                  effect.user.value(),
                  to_string(effect.books),
                  to_string(effect.invoice),
                  word(action_words, effect.action),
                  effect.send_to,
                  word(effect_words, effect.state),
                  effect.cause,
                  to_column(effect.at)});
}

} // namespace billbridge::storage
