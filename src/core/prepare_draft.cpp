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

} // namespace

Date company_today(const Connection& connection, const CrmUser& user, Time now)
{
    const bool own = is_known_zone(connection.books.time_zone);
    return day_in_zone(now, own ? connection.books.time_zone : user.time_zone);
}

Task<PreparedDraft> prepare_draft(Gateways& gateways,
                                  ProductsCache& catalogue,
                                  Store& store,
                                  Clock& clock,
                                  Caller caller,
                                  DealId id)
{
    using boost::asio::experimental::awaitable_operators::operator&&;
    const auto load = [caller](Transaction& tx) { return grants(tx, caller); };
    CO_TRY(Grants grant, co_await read_value(store, load));
    const std::shared_ptr<Crm> crm = gateways.crm(grant.installation);
    CO_TRY(DealOutline outline, co_await crm->deal_outline(id));
    const auto look_up = [&](Transaction& tx) -> Result<Stored> {
        return stored(tx, grant.connection, outline, clock.now());
    };
    CO_TRY(Stored known, co_await read_value(store, look_up));
    DraftContext& context = known.context;
    context.today = company_today(grant.connection, grant.installation.user, clock.now());

    const std::shared_ptr<Books> books = gateways.books(grant.connection);
    BooksQuestions links = about_links(known);
    std::vector<ProductId> products = products_of(outline.deal);
    auto side_by_side = crm->complete(std::move(outline)) &&
                        catalogue.products(crm, caller.company, caller.user, std::move(products)) &&
                        ask(*books, std::move(links));
    auto [complete, of_catalogue, of_books] = co_await std::move(side_by_side);
    CO_TRY(const Deal deal, std::move(complete));
    context.products = std::move(of_catalogue)
                           .value_or(std::vector<Product>{}); // the lines have names of their own
    CO_TRY(BooksFindings linked, std::move(of_books));
    put_payer(known, deal, linked.payers);
    context.linked_items = std::move(linked.items);

    BooksQuestions likeness = about_likeness(deal, context);
    // Only offered: a draft without suggestions is better than none.
    Result<BooksFindings> answer = co_await ask(*books, std::move(likeness));
    if (!answer && answer.error().kind == ErrorKind::unauthorized) {
        co_return fail(std::move(answer).error());
    }
    BooksFindings similar = std::move(answer).value_or(BooksFindings{});
    context.similar_payers = std::move(similar.similar_payers);
    context.similar_items = std::move(similar.similar_items);

    PreparedDraft prepared;
    prepared.draft = draft_invoice(deal, context);
    prepared.company = grant.connection.books;
    prepared.payer = context.payer;
    prepared.term_days = context.settings.term.days;
    prepared.kept = std::move(known.kept);
    prepared.kept_by = std::move(known.kept_by);
    prepared.templates = std::move(known.templates);
    co_return prepared;
}

} // namespace billbridge
