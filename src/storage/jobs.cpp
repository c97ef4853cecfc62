#include "storage/sql_transaction.hpp"
#include "storage/words.hpp"

namespace billbridge::storage {

namespace {

constexpr char columns[] = "company_id, intent_id, step, sent, attempts, due_at, lease_owner, "
                           "lease_until, payer_id, cause";

Job job_of(const Row& row)
{
    Job job;
    job.company = CompanyId(row.integer(0));
    job.intent = IntentId(row.text(1));
    job.step = from_word(step_words, row.text(2));
    job.sent = row.flag(3);
    job.attempts = static_cast<int>(row.integer(4));
    job.due_at = to_time(row.integer(5));
    job.lease_owner = row.text(6);
    job.lease_until = to_time(row.integer(7));
    if (const auto payer = row.optional_text(8)) {
        job.payer = PayerId(*payer);
    }
    job.cause = row.text(9);
    return job;
}

std::optional<Job> only(const std::vector<Row>& rows)
{
    return rows.empty() ? std::nullopt : std::optional(job_of(rows.front()));
}

} // namespace

std::optional<Job> SqlTransaction::job(CompanyId company, const IntentId& intent)
{
    return only(session_.run(std::string("SELECT ") + columns +
                                 " FROM jobs WHERE company_id = $1 AND intent_id = $2",
                             {company.value(), to_string(intent)}));
}

void SqlTransaction::save(const Job& job)
{
    session_.run(
        std::string("INSERT INTO jobs (") + columns +
            ")"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
            " ON CONFLICT (company_id, intent_id) DO UPDATE SET step = excluded.step,"
            " sent = excluded.sent, attempts = excluded.attempts, due_at = excluded.due_at,"
            " lease_owner = excluded.lease_owner, lease_until = excluded.lease_until,"
            " payer_id = excluded.payer_id, cause = excluded.cause",
        {job.company.value(),
         to_string(job.intent),
         word(step_words, job.step),
         to_column(job.sent),
         std::int64_t{job.attempts},
         to_column(job.due_at),
         job.lease_owner,
         to_column(job.lease_until),
         optional_column(job.payer),
         job.cause});
}

std::optional<Job> SqlTransaction::claim_job(Time now, const std::string& owner, Time until)
{
    // The lease condition stands in the outer WHERE as well: between two processes on a database
    // without SKIP LOCKED, the second one's UPDATE then finds nothing.
    return only(session_.run(
        std::string(
            "UPDATE jobs SET lease_owner = $1, lease_until = $2"
            " WHERE (company_id, intent_id) = (SELECT company_id, intent_id FROM jobs"
            " WHERE step <> 'done' AND due_at <= $3 AND (lease_owner = '' OR lease_until <= $3)"
            " ORDER BY due_at LIMIT 1) AND (lease_owner = '' OR lease_until <= $3)"
            " RETURNING ") +
            columns,
        {owner, to_column(until), to_column(now)}));
}

std::optional<Job> SqlTransaction::claim_job(
    CompanyId company, const IntentId& intent, Time now, const std::string& owner, Time until)
{
    return only(session_.run(
        std::string("UPDATE jobs SET lease_owner = $1, lease_until = $2"
                    " WHERE company_id = $3 AND intent_id = $4 AND step <> 'done' AND due_at <= $5"
                    " AND (lease_owner IN ('', $1) OR lease_until <= $5) RETURNING ") +
            columns,
        {owner, to_column(until), company.value(), to_string(intent), to_column(now)}));
}

std::optional<Time> SqlTransaction::next_job_due()
{
    const auto rows = session_.run("SELECT MIN(CASE WHEN lease_owner <> '' AND lease_until > "
                                   "due_at THEN lease_until ELSE due_at"
                                   " END) FROM jobs WHERE step <> 'done'");
    return rows.front().is_null(0) ? std::nullopt : std::optional(to_time(rows.front().integer(0)));
}

void SqlTransaction::release_leases()
{
    session_.run("UPDATE jobs SET lease_owner = '', lease_until = 0 WHERE lease_owner <> ''");
    session_.run(
        "UPDATE webhook_events SET lease_owner = '', lease_until = 0 WHERE lease_owner <> ''");
    session_.run("UPDATE sweeps SET lease_owner = '', lease_until = 0 WHERE lease_owner <> ''");
}

} // namespace billbridge::storage
