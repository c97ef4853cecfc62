#include "core/settings.hpp"

#include "base/zone.hpp"
#include "core/prepare_draft.hpp"
#include "core/store_value.hpp"
#include "domain/settings_check.hpp"

namespace billbridge {

namespace {

struct Company {
    Installation installation;
    std::optional<Connection> connection; ///< one that was not ended
    InvoiceSettings saved;

    bool reaches_books() const
    {
        return connection && connection->access.state == AccessState::active;
    }
};

Task<Company> load_company(Store& store, Caller caller)
{
    const auto body = [caller](Transaction& tx) -> Result<Company> {
        Company company;
        TRY(company.installation, require_installation(tx, caller));
        company.connection = tx.connection(caller.company);
        if (company.connection && company.connection->access.state == AccessState::ended) {
            company.connection.reset();
        }
        company.saved = tx.settings(caller.company);
        return company;
    };
    co_return co_await read_value(store, body);
}

Result<void> require_right(Transaction& tx, Caller caller)
{
    const auto connection = tx.connection(caller.company);
    const bool is_others = connection && connection->access.state != AccessState::ended &&
                           connection->connected_by != caller.user;
    if (is_others) {
        const auto owner = tx.installation(caller.company, connection->connected_by);
        return fail(forbidden(
            {"error.settings_of_other", {{"name", owner ? owner->user.name : std::string("?")}}}));
    }
    return {};
}

/// Without the books nothing of theirs can be checked: what was saved may stay.
Result<void> check_without_books(const InvoiceSettings& settings, const InvoiceSettings& saved)
{
    const auto refused = [](std::string field) {
        return fail(invalid({"error.setting_needs_books", {}}, {}, std::move(field)));
    };
    if (settings.term.kind == PaymentTerm::Kind::books && settings.term != saved.term) {
        return refused("term");
    }
    if (settings.tax_treatment == TaxTreatment::inclusive &&
        saved.tax_treatment != TaxTreatment::inclusive) {
        return refused("tax_treatment");
    }
    if (!settings.tax_code.value().empty() && settings.tax_code != saved.tax_code) {
        return refused("tax_code");
    }
    if (!settings.income_account.value().empty() &&
        settings.income_account != saved.income_account) {
        return refused("income_account");
    }
    return {};
}

} // namespace

Task<SettingsForm>
load_settings(Gateways& gateways, Store& store, BooksListsCache& lists, Caller caller)
{
    CO_TRY(const Company company, co_await load_company(store, caller));
    SettingsForm form;
    form.settings = company.saved;
    const std::shared_ptr<Crm> crm = gateways.crm(company.installation);
    CO_TRY(form.fields, co_await crm->fields());
    if (company.reaches_books()) {
        if (company.connection->connected_by == caller.user) {
            lists.forget(caller.company); // they may come from the books, where they added a term
        }
        auto read = co_await lists.lists(*company.connection);
        if (read) {
            form.lists = *std::move(read);
        } else {
            form.books_error = std::move(read).error();
        }
    }
    co_return form;
}

Task<void> save_settings(Gateways& gateways,
                         Store& store,
                         BooksListsCache& lists,
                         Caller caller,
                         InvoiceSettings settings)
{
    Store::Body may = [caller](Transaction& tx) { return require_right(tx, caller); };
    CO_TRY_DO(co_await store.read(std::move(may)));
    CO_TRY(const Company company, co_await load_company(store, caller));
    const std::shared_ptr<Crm> crm = gateways.crm(company.installation);
    CO_TRY(const std::vector<CrmField> fields, co_await crm->fields());
    CO_TRY_DO(check_fields(settings, fields));
    if (!company.reaches_books()) {
        CO_TRY_DO(check_without_books(settings, company.saved));
    } else if (has_books_choices(settings)) {
        lists.forget(caller.company);
        CO_TRY(const std::shared_ptr<const BooksLists> current,
               co_await lists.lists(*company.connection));
        CO_TRY_DO(check_choices(settings, *current));
    }
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        TRY_DO(require_right(tx, caller)); // again: somebody may have connected meanwhile
        tx.save(caller.company, settings);
        tx.audit(caller.company, caller.user, "save settings", "invoice settings");
        return {};
    };
    co_return co_await store.write(std::move(body));
}

Task<SettingsPreview> preview_settings(Gateways& gateways,
                                       Store& store,
                                       Clock& clock,
                                       BooksListsCache& lists,
                                       Caller caller,
                                       DealId id,
                                       InvoiceSettings settings)
{
    CO_TRY(const Company company, co_await load_company(store, caller));
    const std::shared_ptr<Crm> crm = gateways.crm(company.installation);
    CO_TRY(const Deal deal, co_await crm->deal(id));
    std::vector<BooksTerm> terms;
    if (settings.term.kind == PaymentTerm::Kind::books && company.reaches_books()) {
        CO_TRY(const std::shared_ptr<const BooksLists> current,
               co_await lists.lists(*company.connection));
        terms = current->terms;
    }
    const CrmUser& user = company.installation.user;
    SettingsPreview preview;
    preview.deal = deal.id;
    preview.deal_title = deal.title;
    preview.details = payer_details(deal, settings);
    preview.date = company.connection ? company_today(*company.connection, user, clock.now())
                                      : day_in_zone(clock.now(), user.time_zone);
    preview.due_date = due_date(settings.term, preview.date, terms);
    preview.missing = empty_details(deal, settings);
    co_return preview;
}

} // namespace billbridge
