#include "storage/sql_transaction.hpp"
#include "storage/words.hpp"

namespace billbridge::storage {

namespace {

std::optional<Decimal> decimal(const Row& row, std::size_t column)
{
    if (row.is_null(column)) {
        return std::nullopt;
    }
    auto value = Decimal::parse(row.text(column));
    if (!value) {
        throw StoreFailure("a stored price does not read: " + value.error().cause);
    }
    return *value;
}

} // namespace

std::optional<ItemWish> SqlTransaction::item_wish(CompanyId company, const RequestKey& key)
{
    const auto rows = session_.run("SELECT user_id, books_id, name, code, description, unit_price,"
                                   " income_account, taxable, state, item_id, cause, at"
                                   " FROM item_wishes WHERE company_id = $1 AND request_key = $2",
                                   {company.value(), to_string(key)});
    if (rows.empty()) {
        return std::nullopt;
    }
    const Row& row = rows.front();
    ItemWish wish;
    wish.company = company;
    wish.key = key;
    wish.user = UserId(row.integer(0));
    wish.books = BooksId(row.text(1));
    wish.item = {.name = row.text(2),
                 .code = row.text(3),
                 .description = row.text(4),
                 .unit_price = decimal(row, 5),
                 .income_account = AccountId(row.text(6)),
                 .taxable = row.flag(7)};
    wish.state = from_word(effect_words, row.text(8));
    if (const auto made = row.optional_text(9)) {
        wish.made = ItemId(*made);
    }
    wish.cause = row.text(10);
    wish.at = to_time(row.integer(11));
    return wish;
}

void SqlTransaction::save(const ItemWish& wish)
{
    session_.run("INSERT INTO item_wishes (company_id, request_key, user_id, books_id, name, code,"
                 " description, unit_price, income_account, taxable, state, item_id, cause, at)"
                 " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
                 " ON CONFLICT (company_id, request_key) DO UPDATE SET state = excluded.state,"
                 " item_id = excluded.item_id, cause = excluded.cause",
                 {wish.company.value(),
                  to_string(wish.key),
                  wish.user.value(),
                  to_string(wish.books),
                  wish.item.name,
                  wish.item.code,
                  wish.item.description,
                  optional_column(wish.item.unit_price),
                  to_string(wish.item.income_account),
                  to_column(wish.item.taxable),
                  word(effect_words, wish.state),
                  optional_column(wish.made),
                  wish.cause,
                  to_column(wish.at)});
}

} // namespace billbridge::storage
