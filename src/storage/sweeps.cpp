#include "storage/sql_transaction.hpp"
#include "storage/words.hpp"

namespace billbridge::storage {

namespace {

constexpr char columns[] = "company_id, books_id, swept_until, due_at, lease_owner, lease_until";

std::optional<Sweep> only(const std::vector<Row>& rows)
{
    if (rows.empty()) {
        return std::nullopt;
    }
    const Row& row = rows.front();
    Sweep sweep;
    sweep.company = CompanyId(row.integer(0));
    sweep.books = BooksId(row.text(1));
    sweep.swept_until = to_time(row.integer(2));
    sweep.due_at = to_time(row.integer(3));
    sweep.lease_owner = row.text(4);
    sweep.lease_until = to_time(row.integer(5));
    return sweep;
}

} // namespace

std::optional<Sweep> SqlTransaction::sweep(CompanyId company)
{
    return only(
        session_.run(std::string("SELECT ") + columns + " FROM sweeps WHERE company_id = $1",
                     {company.value()}));
}

void SqlTransaction::save(const Sweep& sweep)
{
    session_.run(std::string("INSERT INTO sweeps (") + columns +
                     ") VALUES ($1, $2, $3, $4, $5, $6)"
                     " ON CONFLICT (company_id) DO UPDATE SET books_id = excluded.books_id,"
                     " swept_until = excluded.swept_until, due_at = excluded.due_at,"
                     " lease_owner = excluded.lease_owner, lease_until = excluded.lease_until",
                 {sweep.company.value(),
                  to_string(sweep.books),
                  to_column(sweep.swept_until),
                  to_column(sweep.due_at),
                  sweep.lease_owner,
                  to_column(sweep.lease_until)});
}

std::optional<Sweep> SqlTransaction::claim_sweep(Time now, const std::string& owner, Time until)
{
    // The condition stands in the outer WHERE as well: between two processes on a database without
    // SKIP LOCKED, the second one's UPDATE then finds nothing.
    return only(session_.run(
        std::string("UPDATE sweeps SET lease_owner = $1, lease_until = $2"
                    " WHERE company_id = (SELECT company_id FROM sweeps"
                    " WHERE due_at <= $3 AND (lease_owner = '' OR lease_until <= $3)"
                    " ORDER BY due_at LIMIT 1)"
                    " AND due_at <= $3 AND (lease_owner = '' OR lease_until <= $3) RETURNING ") +
            columns,
        {owner, to_column(until), to_column(now)}));
}

} // namespace billbridge::storage
