#include "core/prepare_draft.hpp"

#include "base/zone.hpp"
#include "core/store_value.hpp"

namespace billbridge {

namespace {

struct Grants {
    Installation installation;
    Connection connection;
};

Result<Grants> grants(Transaction& tx, const Caller& caller)
{
    TRY(Installation installation, require_installation(tx, caller));
    TRY(Connection connection, require_open_connection(tx, caller));
    return Grants{std::move(installation), std::move(connection)};
}

/// What the store knows about this deal.
DraftContext stored_context(Transaction& tx, const Connection& connection, const Deal& deal)
{
    DraftContext context;
    const CompanyId company = connection.company;
    const BooksId& books = connection.books.id;
    context.company = connection.books;
    context.settings = tx.settings(company);
    if (const auto contact = contact_of(deal)) {
        context.payer_link = tx.payer_link(company, books, *contact);
    }
    std::vector<ProductId> products;
    for (const auto& line : deal.lines) {
        products.push_back(line.product);
    }
    context.item_links = tx.item_links(company, books, products);
    context.invoices = tx.invoices(company, books, deal.id);
    return context;
}

} // namespace

Date company_today(const Connection& connection, const CrmUser& user, Time now)
{
    const bool own = is_known_zone(connection.books.time_zone);
    return day_in_zone(now, own ? connection.books.time_zone : user.time_zone);
}

Task<PreparedDraft>
prepare_draft(Gateways& gateways, Store& store, Clock& clock, Caller caller, DealId id)
{
    const auto load = [caller](Transaction& tx) { return grants(tx, caller); };
    CO_TRY(Grants grant, co_await read_value(store, load));
    const std::shared_ptr<Crm> crm = gateways.crm(grant.installation);
    CO_TRY(Deal deal, co_await crm->deal(id));
    const auto look_up = [&](Transaction& tx) -> Result<DraftContext> {
        return stored_context(tx, grant.connection, deal);
    };
    CO_TRY(DraftContext context, co_await read_value(store, look_up));
    context.today = company_today(grant.connection, grant.installation.user, clock.now());
    if (context.payer_link) {
        const std::shared_ptr<Books> books = gateways.books(grant.connection);
        Result<Payer> payer = co_await books->payer(context.payer_link->payer);
        if (payer) {
            context.payer = *std::move(payer);
        } else if (payer.error().kind == ErrorKind::not_found) {
            context.payer_link.reset();
        } else {
            co_return fail(std::move(payer).error());
        }
    }
    PreparedDraft prepared;
    prepared.draft = draft_invoice(deal, context);
    prepared.company = grant.connection.books;
    prepared.payer = context.payer;
    prepared.term_days = context.settings.term.days;
    co_return prepared;
}

} // namespace billbridge
