#include "core/kept_drafts.hpp"

#include "core/store_value.hpp"

#include <algorithm>

namespace billbridge {

namespace {

Result<void> check_form(const Json& form, const std::string& text)
{
    if (form.if_object() == nullptr) {
        return fail(invalid({"error.json", {}}, "a kept form is an object", "form"));
    }
    if (text.size() > kept_draft_max) {
        const std::string kilobytes = std::to_string(kept_draft_max / 1024);
        return fail(invalid({"error.draft_too_large", {{"max", kilobytes}}}, {}, "form"));
    }
    return {};
}

/// Whether a window that knows `version` may overwrite what is there: it has seen it, or there is
/// nothing to see.
bool may_overwrite(const std::optional<KeptDraft>& there, std::int64_t version)
{
    return !there || there->version == version || (!there->form && version == 0);
}

Result<std::int64_t>
keep(Transaction& tx, const KeptDraft& draft, std::int64_t version, const Caller& caller)
{
    TRY_DO(require_connection(tx, caller));
    tx.remove_kept_drafts(draft.company, draft.kept_at - kept_draft_life);
    const auto there = tx.kept_draft(draft.company, draft.deal);
    if (!may_overwrite(there, version)) {
        return fail(conflict({"error.draft_changed", {}}));
    }
    KeptDraft next = draft;
    next.version = (there ? there->version : std::max<std::int64_t>(version, 0)) + 1;
    tx.save(next);
    return next.version;
}

} // namespace

Task<std::int64_t>
keep_draft(Store& store, Clock& clock, Caller caller, DealId deal, std::int64_t version, Json form)
{
    std::string text = form.dump();
    CO_TRY_DO(check_form(form, text));
    const KeptDraft draft{.company = caller.company,
                          .deal = deal,
                          .version = 0,
                          .form = std::move(text),
                          .kept_by = caller.user,
                          .kept_at = clock.now()};
    const auto body = [&](Transaction& tx) { return keep(tx, draft, version, caller); };
    co_return co_await write_value(store, body);
}

Task<void> forget_draft(Store& store, Clock& clock, Caller caller, DealId deal)
{
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        TRY_DO(require_connection(tx, caller));
        forget_kept_draft(tx, caller, deal, clock.now());
        return {};
    };
    co_return co_await store.write(std::move(body));
}

void forget_kept_draft(Transaction& tx, const Caller& caller, DealId deal, Time now)
{
    auto there = tx.kept_draft(caller.company, deal);
    if (there && there->form) {
        there->form.reset();
        ++there->version;
        there->kept_by = caller.user;
        there->kept_at = now;
        tx.save(*there);
    }
}

std::optional<KeptDraft> find_kept_draft(Transaction& tx, CompanyId company, DealId deal, Time now)
{
    auto there = tx.kept_draft(company, deal);
    const bool is_good = there && there->form && there->kept_at >= now - kept_draft_life;
    return is_good ? std::move(there) : std::nullopt;
}

} // namespace billbridge
