// Changes in the books that no webhook told of: found by the sweep.
#include "core/deal_invoices.hpp"
#include "jobs/sweep.hpp"
#include "tests/world/world.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::world;

namespace {

using namespace std::chrono_literals;

/// A company with one invoice of a deal, swept once.
struct SweepWorld : World {
    SweepWorld()
    {
        REQUIRE(submit("w", order()));
        work();
        invoice = *intent("w").invoice;
        REQUIRE(step());
    }

    /// Sweeps the company if that is due.
    bool step() { return run_task(sweeper.step()).value(); }

    /// Lets the time pass until the company is due, and sweeps.
    void sweep()
    {
        clock.time = std::max(clock.time, stored().due_at);
        REQUIRE(step());
    }

    Sweep stored()
    {
        return storage::test::read(*store, [&](Transaction& tx) { return *tx.sweep(company); });
    }

    KnownInvoice known()
    {
        return storage::test::read(
            *store, [&](Transaction& tx) { return *tx.invoice(company, realm, invoice); });
    }

    FakeBooks& books() { return *gateways.books_; }

    void pay(const char* version)
    {
        books().invoices_.front().balance = Decimal::of("0.00");
        books().invoices_.front().version = version;
    }

    const BooksId realm{"9130"};
    InvoiceId invoice;
    jobs::Sweeper sweeper{gateways, *store, clock, "worker", log};
};

} // namespace

TEST_CASE("a payment that no webhook told of is found")
{
    SweepWorld world;
    world.pay("7");

    world.sweep();

    CHECK(world.known().invoice.balance.is_zero());
    CHECK(world.known().learned_by == LearnedBy::sweep);
    CHECK_FALSE(world.step());
}

TEST_CASE("a sweep begins a little before the last one ended")
{
    SweepWorld world;
    const Time until = world.stored().swept_until;

    world.sweep();

    CHECK(world.books().asked_since.back() == until - jobs::Sweeper::overlap);
    CHECK(world.stored().swept_until == world.clock.time);
}

TEST_CASE("after a month everything that is known is read again, in place of the changes")
{
    SweepWorld world;
    world.pay("7");
    const std::size_t asked = world.books().asked_since.size();
    world.clock.time += 24h * 31;

    REQUIRE(world.step());

    CHECK(world.books().asked_since.size() == asked);
    CHECK(world.known().invoice.balance.is_zero());
}

TEST_CASE("changes that are too many for one answer are found all the same")
{
    SweepWorld world;
    world.pay("7");
    world.books().changes_complete = false;

    world.sweep();

    CHECK(world.known().invoice.balance.is_zero());
}

TEST_CASE("a failing sweep is tried again, and begins where it had come to")
{
    SweepWorld world;
    const Time until = world.stored().swept_until;
    world.pay("7");
    world.books().read_script.next(Trouble::throttled);

    world.sweep();
    CHECK(world.stored().swept_until == until);
    CHECK(world.stored().due_at == world.clock.time + 60s);
    world.sweep();

    CHECK(world.known().invoice.balance.is_zero());
}

TEST_CASE("where no invoice is known, or nobody lets us in, the books are not asked")
{
    World world;
    jobs::Sweeper sweeper(world.gateways, *world.store, world.clock, "worker", world.log);
    REQUIRE(run_task(sweeper.step()).value());
    CHECK(world.gateways.books_->asked_since.empty());

    SweepWorld ended;
    const std::size_t asked = ended.books().asked_since.size();
    run_task(disconnect_books(ended.books_authorizer, *ended.store, ended.log, ended.caller()))
        .value();
    ended.sweep();
    CHECK(ended.books().asked_since.size() == asked);
}

TEST_CASE("a company that is swept by one process is left alone by others, until that one has died")
{
    SweepWorld world;
    world.clock.time = world.stored().due_at;
    storage::test::write(*world.store, [&](Transaction& tx) {
        CHECK(tx.claim_sweep(world.clock.time, "that died", world.clock.time + 10min));
    }).value();

    CHECK_FALSE(world.step());
    world.clock.time += 10min;
    CHECK(world.step());
}

TEST_CASE("books that are connected again are swept for what happened meanwhile")
{
    SweepWorld world;
    const Time until = world.stored().swept_until;
    run_task(disconnect_books(world.books_authorizer, *world.store, world.log, world.caller()))
        .value();
    world.clock.time += 24h * 3;
    world.pay("7");

    run_task(connect_books(world.books_authorizer,
                           world.gateways,
                           *world.store,
                           world.clock,
                           world.caller(),
                           world.realm,
                           "good"))
        .value();
    REQUIRE(world.step());

    CHECK(world.books().asked_since.back() == until - jobs::Sweeper::overlap);
    CHECK(world.known().invoice.balance.is_zero());
}
