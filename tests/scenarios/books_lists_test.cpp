#include "core/books_lists.hpp"

#include "tests/world/world.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using billbridge::test::run_task;
using billbridge::world::Trouble;
using billbridge::world::World;

namespace {

struct Rig {
    World world;
    BooksListsCache cache{world.gateways, world.clock};

    Rig() { world.gateways.books_->lists_.terms = {{TermId("3"), "Net 30", 30, 1, 0}}; }

    Connection connection()
    {
        return storage::test::read(*world.store,
                                   [&](Transaction& tx) { return *tx.connection(world.company); });
    }
    Result<std::shared_ptr<const BooksLists>> lists(const Connection& of)
    {
        return run_task(cache.lists(of));
    }
    int reads() const { return world.gateways.books_->list_reads; }
};

} // namespace

TEST_CASE("the lists of the books are read once and kept for a while")
{
    Rig rig;

    CHECK(rig.lists(rig.connection()).value()->terms.size() == 1);
    CHECK(rig.lists(rig.connection()).value()->terms.size() == 1);
    CHECK(rig.reads() == 1);

    rig.world.clock.time += BooksListsCache::life;
    REQUIRE(rig.lists(rig.connection()));
    CHECK(rig.reads() == 2);

    rig.cache.forget(rig.world.company);
    REQUIRE(rig.lists(rig.connection()));
    CHECK(rig.reads() == 3);
}

TEST_CASE("other books have other lists, and so has another company")
{
    Rig rig;
    Connection other_books = rig.connection();
    other_books.books.id = BooksId("9131");
    Connection other_company = rig.connection();
    other_company.company = CompanyId(4712);

    REQUIRE(rig.lists(rig.connection()));
    REQUIRE(rig.lists(other_company));
    REQUIRE(rig.lists(rig.connection()));
    CHECK(rig.reads() == 2);

    REQUIRE(rig.lists(other_books));
    CHECK(rig.reads() == 3);
}

TEST_CASE("lists that could not be read are read by the next who asks")
{
    Rig rig;
    rig.world.gateways.books_->list_script.next(Trouble::throttled);

    CHECK(rig.lists(rig.connection()).error().kind == ErrorKind::rate_limited);
    CHECK(rig.lists(rig.connection()).value()->terms.size() == 1);
}

TEST_CASE("of very many companies the one that was read longest ago is forgotten")
{
    Rig rig;
    Connection connection = rig.connection();
    for (std::size_t i = 0; i <= BooksListsCache::companies_max; ++i) {
        connection.company = CompanyId(static_cast<std::int64_t>(i + 1));
        REQUIRE(rig.lists(connection));
        rig.world.clock.time += std::chrono::milliseconds(1);
    }
    const int before = rig.reads();

    connection.company = CompanyId(2);
    REQUIRE(rig.lists(connection));
    CHECK(rig.reads() == before);

    connection.company = CompanyId(1);
    REQUIRE(rig.lists(connection));
    CHECK(rig.reads() == before + 1);
}
