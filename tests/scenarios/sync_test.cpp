#include "core/deal_invoices.hpp"
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
