#include "core/deal_invoices.hpp"
#include "core/hear_notices.hpp"
#include "jobs/sync.hpp"
#include "tests/world/world.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::world;

namespace {

/// A company with one invoice of a deal.
struct SyncWorld : World {
    SyncWorld()
    {
        REQUIRE(submit("w", order()));
        work();
        invoice = *intent("w").invoice;
    }

    FakeBooks& books() { return *gateways.books_; }
    Invoice& in_books() { return books().invoices_.front(); }

    KnownInvoice known()
    {
        return storage::test::read(
            *store, [&](Transaction& tx) { return *tx.invoice(company, realm, invoice); });
    }

    /// Learns this version of the invoice with this balance.
    void hear(const std::string& version, const char* balance, bool deleted = false)
    {
        Invoice heard = in_books();
        heard.version = version;
        heard.balance = Decimal::of(balance);
        heard.deleted = deleted;
        storage::test::write(*store, [&](Transaction& tx) {
            learn(tx, *tx.connection(company), std::nullopt, heard, LearnedBy::webhook, clock.time);
        }).value();
    }

    /// The books tell that this record changed a moment ago.
    void tell(const std::string& event,
              BooksEntity entity,
              const std::string& record,
              const std::string& merged = {})
    {
        std::vector<HeardNotice> notices{{realm, event, {entity, record, merged, clock.time}}};
        run_task(hear_notices(*store, clock, log, std::move(notices))).value();
    }

    /// Looks into one company's due events; false where there are none.
    bool look() { return run_task(sync.step()).value(); }

    std::optional<PayerLink> link()
    {
        return storage::test::read(*store, [&](Transaction& tx) {
            return tx.payer_link(company, realm, Contact{RecordKind::organization, 12});
        });
    }

    /// The customer pays some of the invoice in QuickBooks.
    void pay(const char* balance)
    {
        in_books().balance = Decimal::of(balance);
        in_books().version = "7";
    }

    jobs::Sync sync{gateways, *store, clock, "worker", log};
    const BooksId realm{"9130"};
    InvoiceId invoice;
};

} // namespace

TEST_CASE("a newer version of an invoice is never replaced by an older one")
{
    SyncWorld world;
    world.hear("10", "20.00");
    const Time then = world.clock.time;
    world.clock.time += std::chrono::minutes(1);

    world.hear("9", "120.00");

    CHECK(world.known().invoice.version == "10");
    CHECK(world.known().invoice.balance == Decimal::of("20.00"));
    CHECK(world.known().as_of == then);
    CHECK(world.known().deal == DealId(17));
}

TEST_CASE("the same version again refreshes the time at which it was learned")
{
    SyncWorld world;
    world.hear("10", "20.00");
    world.clock.time += std::chrono::minutes(1);

    world.hear("10", "20.00");

    CHECK(world.known().as_of == world.clock.time);
    CHECK(world.known().learned_by == LearnedBy::webhook);
}

TEST_CASE("a deleted invoice stays deleted, whatever comes late")
{
    SyncWorld world;
    world.hear("3", "20.00");
    world.hear("", "0.00", true);

    world.hear("4", "120.00");

    CHECK(world.known().invoice.deleted);
    CHECK(world.known().invoice.balance == Decimal::of("20.00"));
    CHECK(world.known().invoice.number == "1038");
}

TEST_CASE("a late answer of our own write gives the invoice its deal and nothing older")
{
    SyncWorld world;
    world.hear("10", "20.00");
    Invoice late = world.in_books();
    late.version = "0";

    storage::test::write(*world.store, [&](Transaction& tx) {
        learn(tx,
              *tx.connection(world.company),
              DealId(18),
              late,
              LearnedBy::write,
              world.clock.time);
    }).value();

    CHECK(world.known().deal == DealId(18));
    CHECK(world.known().invoice.version == "10");
}

TEST_CASE("an invoice that changed in the books is read once, however many notices tell of it")
{
    SyncWorld world;
    world.pay("20.00");
    world.tell("a", BooksEntity::invoice, to_string(world.invoice));
    world.tell("a", BooksEntity::invoice, to_string(world.invoice));
    world.tell("b", BooksEntity::invoice, to_string(world.invoice));
    world.books().reads.clear();

    CHECK(world.look());

    CHECK(world.known().invoice.balance == Decimal::of("20.00"));
    CHECK(world.known().learned_by == LearnedBy::webhook);
    CHECK(world.known().deal == DealId(17));
    CHECK(world.books().reads == std::vector<std::size_t>{1});
    world.tell("a", BooksEntity::invoice, to_string(world.invoice));
    CHECK_FALSE(world.look());
    CHECK(world.log.contains("lag_ms"));
}

TEST_CASE("a payment is seen in the invoice that it pays, also where its notice comes late")
{
    SyncWorld world;
    world.pay("0.00");
    const Time paid_at = world.clock.time;
    world.tell("p", BooksEntity::payment, "300");

    CHECK(world.look());

    CHECK(world.known().invoice.balance.is_zero());
    CHECK(world.books().asked_since.at(0) == paid_at - jobs::Sync::overlap);
}

TEST_CASE("void and delete in the books are learned; the deleted one keeps its number")
{
    SyncWorld world;
    world.in_books().voided = true;
    world.tell("v", BooksEntity::invoice, to_string(world.invoice));
    CHECK(world.look());
    CHECK(world.known().invoice.voided);

    world.in_books().deleted = true;
    world.tell("d", BooksEntity::invoice, to_string(world.invoice));
    CHECK(world.look());
    CHECK(world.known().invoice.deleted);
    CHECK(world.known().invoice.number == "1038");
}

TEST_CASE("an invoice made in the books is known where its customer is linked, and only there")
{
    SyncWorld world;
    Invoice ours = world.in_books();
    ours.id = InvoiceId("500");
    Invoice foreign = ours;
    foreign.id = InvoiceId("501");
    foreign.payer = PayerId("99999");
    world.books().invoices_.push_back(ours);
    world.books().invoices_.push_back(foreign);
    world.tell("n", BooksEntity::invoice, "500");
    world.tell("f", BooksEntity::invoice, "501");
    world.tell("g", BooksEntity::invoice, "502"); // was never there

    CHECK(world.look());

    storage::test::write(*world.store, [&](Transaction& tx) {
        const auto known = tx.invoice(world.company, world.realm, ours.id);
        REQUIRE(known);
        CHECK_FALSE(known->deal);
        CHECK_FALSE(tx.invoice(world.company, world.realm, foreign.id));
        CHECK_FALSE(tx.invoice(world.company, world.realm, InvoiceId("502")));
    }).value();
}

TEST_CASE("links follow a customer that is renamed or merged into another")
{
    SyncWorld world;
    const Payer before = world.books().payers.front();
    world.books().payers.front().name = "Lee & Sons";
    world.tell("r", BooksEntity::customer, to_string(before.id));
    CHECK(world.look());
    CHECK(world.link()->payer_name == "Lee & Sons");

    Payer survivor = before;
    survivor.id = PayerId("77");
    survivor.name = "Lee Holding";
    world.books().payers = {survivor};
    world.tell("m", BooksEntity::customer, "77", to_string(before.id));
    CHECK(world.look());
    CHECK(world.link()->payer == PayerId("77"));
    CHECK(world.link()->payer_name == "Lee Holding");
}

TEST_CASE("where the books fail, events wait, longer each time, and nothing is lost")
{
    SyncWorld world;
    world.pay("20.00");
    world.tell("a", BooksEntity::invoice, to_string(world.invoice));
    for (const Trouble trouble :
         {Trouble::lost_before, Trouble::throttled, Trouble::lost_connection, Trouble::refused}) {
        world.books().read_script.next(trouble);
        CHECK(world.look());
        CHECK_FALSE(world.look()); // not due
        world.clock.time += std::chrono::minutes(5);
    }

    CHECK(world.look());
    CHECK(world.known().invoice.balance == Decimal::of("20.00"));
    CHECK_FALSE(world.look());
}

TEST_CASE("a crash between storing and reading loses no event")
{
    SyncWorld world;
    world.pay("20.00");
    world.tell("a", BooksEntity::invoice, to_string(world.invoice));
    storage::test::write(*world.store, [&](Transaction& tx) {
        CHECK(tx.claim_events(world.clock.time, "died", world.clock.time + jobs::Sync::lease)
                  .size() == 1);
    }).value();

    CHECK_FALSE(world.look());
    storage::test::write(*world.store, [](Transaction& tx) { tx.release_leases(); }).value();
    CHECK(world.look());
    CHECK(world.known().invoice.balance == Decimal::of("20.00"));
}

TEST_CASE("where one answer does not hold all changes, what is known is read again")
{
    SyncWorld world;
    world.pay("20.00");
    world.books().changes_complete = false;
    world.tell("p", BooksEntity::payment, "300");
    world.books().reads.clear();

    CHECK(world.look());

    CHECK(world.books().reads == std::vector<std::size_t>{1});
    CHECK(world.known().invoice.balance == Decimal::of("20.00"));
}

TEST_CASE("notices of books that nobody is connected to are dropped")
{
    SyncWorld world;
    std::vector<HeardNotice> notices{
        {BooksId("1"), "x", {BooksEntity::invoice, "1", "", world.clock.time}}};

    CHECK(run_task(hear_notices(*world.store, world.clock, world.log, std::move(notices))));

    CHECK_FALSE(world.look());
    CHECK(world.log.contains("\"of_unknown_books\":\"1\""));
}
