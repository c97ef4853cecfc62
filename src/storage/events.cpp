#include "storage/sql_transaction.hpp"
#include "storage/words.hpp"

#include <algorithm>

namespace billbridge::storage {

namespace {

const std::string columns =
    "company_id, event_id, books_id, entity, record_id, merged_id, changed_at, received_at, due_at,"
    " attempts, done, lease_owner, lease_until";

BooksEvent event_of(const Row& row)
{
    BooksEvent event;
    event.company = CompanyId(row.integer(0));
    event.id = row.text(1);
    event.books = BooksId(row.text(2));
    event.notice.entity = from_word(entity_words, row.text(3));
    event.notice.record = row.text(4);
    event.notice.merged = row.text(5);
    event.notice.changed_at = to_time(row.integer(6));
    event.received_at = to_time(row.integer(7));
    event.due_at = to_time(row.integer(8));
    event.attempts = static_cast<int>(row.integer(9));
    event.done = row.flag(10);
    event.lease_owner = row.text(11);
    event.lease_until = to_time(row.integer(12));
    return event;
}

std::vector<Value> values_of(const BooksEvent& event)
{
    return {event.company.value(),
            event.id,
            to_string(event.books),
            word(entity_words, event.notice.entity),
            event.notice.record,
            event.notice.merged,
            to_column(event.notice.changed_at),
            to_column(event.received_at),
            to_column(event.due_at),
            std::int64_t{event.attempts},
            to_column(event.done),
            event.lease_owner,
            to_column(event.lease_until)};
}

const std::string insert = "INSERT INTO webhook_events (" + columns +
                           ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
                           " ON CONFLICT (company_id, event_id) DO ";

} // namespace

std::vector<CompanyId> SqlTransaction::companies(const BooksId& books)
{
    std::vector<CompanyId> companies;
    for (const Row& row : session_.run("SELECT company_id FROM connections"
                                       " WHERE books_id = $1 AND access_state <> 'ended'"
                                       " ORDER BY company_id",
                                       {to_string(books)})) {
        companies.push_back(CompanyId(row.integer(0)));
    }
    return companies;
}

bool SqlTransaction::add(const BooksEvent& event)
{
    return !session_.run(insert + "NOTHING RETURNING event_id", values_of(event)).empty();
}

void SqlTransaction::save(const BooksEvent& event)
{
    session_.run(insert + "UPDATE SET due_at = excluded.due_at, attempts = excluded.attempts,"
                          " done = excluded.done, lease_owner = excluded.lease_owner,"
                          " lease_until = excluded.lease_until",
                 values_of(event));
}

std::vector<BooksEvent> SqlTransaction::claim_events(Time now, const std::string& owner, Time until)
{
    const std::string free =
        "done = 0 AND due_at <= $3 AND (lease_owner = '' OR lease_until <= $3)";
    std::vector<BooksEvent> events;
    for (const Row& row :
         session_.run("UPDATE webhook_events SET lease_owner = $1, lease_until = $2"
                      " WHERE company_id = (SELECT company_id FROM webhook_events WHERE " +
                          free + " ORDER BY due_at LIMIT 1) AND " + free + " RETURNING " + columns,
                      {owner, to_column(until), to_column(now)})) {
        events.push_back(event_of(row));
    }
    std::ranges::sort(
        events, {}, [](const BooksEvent& event) { return std::pair(event.received_at, event.id); });
    return events;
}

void SqlTransaction::forget_events(Time before)
{
    session_.run("DELETE FROM webhook_events WHERE done = 1 AND received_at < $1",
                 {to_column(before)});
}

} // namespace billbridge::storage
