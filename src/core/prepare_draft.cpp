#include "core/prepare_draft.hpp"

#include "base/zone.hpp"
#include "core/store_value.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <algorithm>
#include <set>

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
struct Stored {
    DraftContext context;
    std::optional<PayerLink> organization; ///< whom the books know it as
    std::optional<PayerLink> person;
    std::optional<KeptDraft> kept;
    std::string kept_by;
    std::vector<InvoiceTemplate> templates;
};

std::vector<ProductId> products_of(const Deal& deal)
{
    std::set<ProductId> products;
    for (const DealLine& line : deal.lines) {
        if (line.enabled && line.product.value() > 0) {
            products.insert(line.product);
        }
    }
    return {products.begin(), products.end()};
}

Stored stored(Transaction& tx, const Connection& connection, const DealOutline& outline, Time now)
{
    Stored stored;
    const CompanyId company = connection.company;
    const BooksId& books = connection.books.id;
    DraftContext& context = stored.context;
    context.company = connection.books;
    context.settings = tx.settings(company);
    if (outline.organization) {
        const Contact contact{RecordKind::organization, outline.organization->value()};
        stored.organization = tx.payer_link(company, books, contact);
    }
    if (outline.person) {
        const Contact contact{RecordKind::person, outline.person->value()};
        stored.person = tx.payer_link(company, books, contact);
    }
    context.item_links = tx.item_links(company, books, products_of(outline.deal));
    context.invoices = tx.invoices(company, books, outline.deal.id);
    stored.templates = tx.templates(company, books);
    stored.kept = find_kept_draft(tx, company, outline.deal.id, now);
    if (stored.kept) {
        const auto by = tx.installation(company, stored.kept->kept_by);
        stored.kept_by = by ? by->user.name : std::string("?");
    }
    return stored;
}

/// What is linked, to be seen as the books have it now.
BooksQuestions about_links(const Stored& stored)
{
    BooksQuestions questions;
    for (const auto& link : {stored.organization, stored.person}) {
        if (link) {
            questions.payers.push_back(link->payer);
        }
    }
    std::set<ItemId> items;
    for (const ItemLink& link : stored.context.item_links) {
        items.insert(link.item);
    }
    questions.items.assign(items.begin(), items.end());
    return questions;
}

Task<BooksFindings> ask(Books& books, BooksQuestions questions)
{
    if (questions.empty()) {
        co_return BooksFindings{};
    }
    co_return co_await books.look_up(std::move(questions));
}

/// Links the customer of the deal's contact, if the books still have them.
void put_payer(Stored& stored, const Deal& deal, const std::vector<Payer>& payers)
{
    const auto contact = contact_of(deal);
    if (!contact) {
        return;
    }
    const auto& link =
        contact->kind == RecordKind::organization ? stored.organization : stored.person;
    const auto payer = link ? std::ranges::find(payers, link->payer, &Payer::id) : payers.end();
    if (payer != payers.end()) {
        stored.context.payer_link = link;
        stored.context.payer = *payer;
    }
}

/// What is not linked yet, to look for what is like it.
BooksQuestions about_likeness(const Deal& deal, const DraftContext& context)
{
    BooksQuestions questions;
    if (!context.payer_link) {
        const PayerDetails details = payer_details(deal, context.settings);
        questions.payer_name = details.name;
        questions.payer_email = details.email;
    }
    std::set<std::string> names;
    std::set<std::string> codes;
    for (const UnlinkedLine& line : unlinked_lines(deal, context)) {
        names.insert(line.name);
        codes.insert(line.code);
    }
    names.erase("");
    codes.erase("");
    questions.item_names.assign(names.begin(), names.end());
    questions.item_codes.assign(codes.begin(), codes.end());
    return questions;
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

/// The second round: what hangs on the deal, and what the books say of what is linked.
Task<Deal> fill(const DraftSources& sources,
                Caller caller,
                const Grants& grant,
                std::shared_ptr<Crm> crm,
                DealOutline outline,
                Stored& known)
{
    using boost::asio::experimental::awaitable_operators::operator&&;
    DraftContext& context = known.context;
    const std::shared_ptr<Books> books = sources.gateways.books(grant.connection);
    BooksQuestions links = about_links(known);
    std::vector<ProductId> wanted = products_of(outline.deal);
    const std::string currency = outline.deal.currency;
    auto side_by_side =
        crm->complete(std::move(outline)) &&
        sources.products.products(crm, caller.company, caller.user, std::move(wanted)) &&
        ask(*books, std::move(links)) &&
        day_rate(sources.memory, grant.connection, currency, context.today);
    auto [complete, products, of_books, rate] = co_await std::move(side_by_side);
    CO_TRY(Deal deal, std::move(complete));
    // The lines have names of their own; a rate that is not known is the books' own business.
    context.products = std::move(products).value_or(std::vector<Product>{});
    context.exchange_rate = std::move(rate).value_or(std::optional<Decimal>{});
    CO_TRY(BooksFindings linked, std::move(of_books));
    put_payer(known, deal, linked.payers);
    if (context.payer) {
        sources.memory.keep(grant.connection, *context.payer);
    }
    context.linked_items = std::move(linked.items);
    co_return deal;
}

/// The third round, where something is not linked. Only offered: a draft without suggestions is
/// better than none.
Task<void> suggest(const DraftSources& sources,
                   const Connection& connection,
                   const Deal& deal,
                   DraftContext& context)
{
    const std::shared_ptr<Books> books = sources.gateways.books(connection);
    BooksQuestions likeness = about_likeness(deal, context);
    Result<BooksFindings> answer = co_await ask(*books, std::move(likeness));
    if (!answer && answer.error().kind == ErrorKind::unauthorized) {
        co_return fail(std::move(answer).error());
    }
    BooksFindings similar = std::move(answer).value_or(BooksFindings{});
    context.similar_payers = std::move(similar.similar_payers);
    context.similar_items = std::move(similar.similar_items);
    co_return Result<void>{};
}

} // namespace

Date company_today(const Connection& connection, const CrmUser& user, Time now)
{
    const bool own = is_known_zone(connection.books.time_zone);
    return day_in_zone(now, own ? connection.books.time_zone : user.time_zone);
}

Task<PreparedDraft> prepare_draft(const DraftSources& sources, Caller caller, DealId id)
{
    using boost::asio::experimental::awaitable_operators::operator&&;
    const auto load = [caller](Transaction& tx) { return grants(tx, caller); };
    CO_TRY(Grants grant, co_await read_value(sources.store, load));
    const std::shared_ptr<Crm> crm = sources.gateways.crm(grant.installation);
    auto first_round = crm->deal_outline(id) && sources.lists.lists(grant.connection);
    auto [read_outline, read_lists] = co_await std::move(first_round);
    CO_TRY(DealOutline outline, std::move(read_outline));
    const Time now = sources.clock.now();
    const auto look_up = [&](Transaction& tx) -> Result<Stored> {
        return stored(tx, grant.connection, outline, now);
    };
    CO_TRY(Stored known, co_await read_value(sources.store, look_up));
    known.context.today = company_today(grant.connection, grant.installation.user, now);
    if (read_lists) {
        known.context.lists = *read_lists;
    }
    CO_TRY(const Deal deal, co_await fill(sources, caller, grant, crm, outline, known));
    CO_TRY_DO(co_await suggest(sources, grant.connection, deal, known.context));

    PreparedDraft prepared;
    prepared.draft = draft_invoice(deal, known.context);
    if (!read_lists) {
        CO_TRY_DO(tell(read_lists.error(), prepared.draft));
    }
    prepared.company = grant.connection.books;
    prepared.payer = known.context.payer;
    prepared.kept = std::move(known.kept);
    prepared.kept_by = std::move(known.kept_by);
    prepared.templates = std::move(known.templates);
    prepared.settings = known.context.settings;
    prepared.deal_value = deal.value;
    prepared.lists = known.context.lists;
    co_return prepared;
}

} // namespace billbridge
