#include "storage/sql_transaction.hpp"
#include "storage/words.hpp"

namespace billbridge::storage {

std::optional<KeptDraft> SqlTransaction::kept_draft(CompanyId company, DealId deal)
{
    const auto rows = session_.run("SELECT version, form, kept_by, kept_at FROM kept_drafts"
                                   " WHERE company_id = $1 AND deal_id = $2",
                                   {company.value(), deal.value()});
    if (rows.empty()) {
        return std::nullopt;
    }
    const Row& row = rows.front();
    return KeptDraft{.company = company,
                     .deal = deal,
                     .version = row.integer(0),
                     .form = row.optional_text(1),
                     .kept_by = UserId(row.integer(2)),
                     .kept_at = to_time(row.integer(3))};
}

void SqlTransaction::save(const KeptDraft& draft)
{
    session_.run("INSERT INTO kept_drafts (company_id, deal_id, version, form, kept_by, kept_at)"
                 " VALUES ($1, $2, $3, $4, $5, $6)"
                 " ON CONFLICT (company_id, deal_id) DO UPDATE SET version = excluded.version,"
                 " form = excluded.form, kept_by = excluded.kept_by, kept_at = excluded.kept_at",
                 {draft.company.value(),
                  draft.deal.value(),
                  draft.version,
                  draft.form ? Value(*draft.form) : Value(nullptr),
                  draft.kept_by.value(),
                  to_column(draft.kept_at)});
}

void SqlTransaction::remove_kept_drafts(CompanyId company, Time before)
{
    session_.run("DELETE FROM kept_drafts WHERE company_id = $1 AND kept_at < $2",
                 {company.value(), to_column(before)});
}

} // namespace billbridge::storage
