#include "core/prepare_draft.hpp"

#include "base/zone.hpp"
#include "core/store_value.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>

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

/// The linked customer as the books have it; empty where they no longer do.
Task<std::optional<Payer>> linked_payer(BooksMemory& memory,
                                        const Connection& connection,
                                        const std::optional<PayerLink>& link)
{
    if (!link) {
        co_return std::nullopt;
    }
    Result<Payer> payer = co_await memory.payer(connection, link->payer);
    if (payer) {
        co_return *std::move(payer);
    }
    if (payer.error().kind == ErrorKind::not_found) {
        co_return std::nullopt;
    }
    co_return fail(std::move(payer).error());
}

/// The day's exchange rate of the deal's currency; empty where it is the company's own.
Task<std::optional<Decimal>>
day_rate(BooksMemory& memory, const Connection& connection, const std::string& code, Date today)
{
    const auto currency = Currency::parse(code);
    const BooksCompany& company = connection.books;
    if (!currency || !company.multicurrency || *currency == company.home_currency) {
        co_return std::nullopt;
    }
    CO_TRY(const Decimal rate, co_await memory.exchange_rate(connection, *currency, today));
    co_return rate;
}

/// A refusal of the books (a subscription that ended, say) is something to see; that they do not
/// answer fails the draft.
Result<void> tell(const Error& error, InvoiceDraft& draft)
{
    if (error.kind != ErrorKind::rejected) {
        return fail(error);
    }
    draft.problems.insert(draft.problems.begin(), {Problem::Weight::blocks, "", error.message});
    return {};
}

} // namespace

Date company_today(const Connection& connection, const CrmUser& user, Time now)
{
    const bool own = is_known_zone(connection.books.time_zone);
    return day_in_zone(now, own ? connection.books.time_zone : user.time_zone);
}

Task<PreparedDraft> prepare_draft(Gateways& gateways,
                                  Store& store,
                                  Clock& clock,
                                  BooksListsCache& lists,
                                  BooksMemory& memory,
                                  Caller caller,
                                  DealId id)
{
    using boost::asio::experimental::awaitable_operators::operator&&;
    const auto load = [caller](Transaction& tx) { return grants(tx, caller); };
    CO_TRY(Grants grant, co_await read_value(store, load));
    const std::shared_ptr<Crm> crm = gateways.crm(grant.installation);
    auto side_by_side = crm->deal(id) && lists.lists(grant.connection);
    auto [read_deal, read_lists] = co_await std::move(side_by_side);
    CO_TRY(const Deal deal, std::move(read_deal));
    const auto look_up = [&](Transaction& tx) -> Result<DraftContext> {
        return stored_context(tx, grant.connection, deal);
    };
    CO_TRY(DraftContext context, co_await read_value(store, look_up));
    context.today = company_today(grant.connection, grant.installation.user, clock.now());
    if (read_lists) {
        context.lists = *read_lists;
    }
    auto of_books = linked_payer(memory, grant.connection, context.payer_link) &&
                    day_rate(memory, grant.connection, deal.currency, context.today);
    auto [payer, rate] = co_await std::move(of_books);
    CO_TRY(context.payer, std::move(payer));
    if (!context.payer) {
        context.payer_link.reset();
    }
    if (rate) {
        context.exchange_rate = *rate;
    }
    PreparedDraft prepared;
    prepared.draft = draft_invoice(deal, context);
    if (!read_lists) {
        CO_TRY_DO(tell(read_lists.error(), prepared.draft));
    }
    prepared.company = grant.connection.books;
    prepared.payer = context.payer;
    prepared.settings = context.settings;
    prepared.deal_value = deal.value;
    prepared.lists = context.lists;
    co_return prepared;
}

} // namespace billbridge
