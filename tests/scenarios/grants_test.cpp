#include "tests/world/world.hpp"

#include "core/token_keeper.hpp"
#include "core/user_keeper.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::world;

namespace {

using namespace std::chrono_literals;

TokenKeeper keeper(World& world, std::string owner = "process")
{
    return TokenKeeper(*world.store,
                       world.clock,
                       world.crm_authorizer,
                       world.books_authorizer,
                       world.log,
                       std::move(owner));
}

Connection connection(World& world)
{
    return storage::test::read(*world.store,
                               [&](Transaction& tx) { return *tx.connection(world.company); });
}

void install_second_user(World& world)
{
    world.gateways.crm_->user.user = UserId(816);
    world.gateways.crm_->user.name = "Eve";
    run_task(install(world.crm_authorizer, world.gateways, *world.store, world.clock, "good"))
        .value();
}

void run_routine(Routine routine)
{
    boost::asio::io_context loop;
    boost::asio::co_spawn(loop, std::move(routine), [](std::exception_ptr failure) {
        CHECK_FALSE(static_cast<bool>(failure));
    });
    loop.run();
}

} // namespace

TEST_CASE(
    "a token is handed out as stored until shortly before it dies, then renewed and stored first")
{
    World world;
    TokenKeeper tokens = keeper(world);
    const auto access = tokens.of_connection(world.company);

    CHECK(run_task(access->token())->reveal() == "access-1");
    world.clock.time += 54min;
    CHECK(run_task(access->token())->reveal() == "access-1");
    world.clock.time += 2min;
    CHECK(run_task(access->token())->reveal() == "access-2");
    CHECK(connection(world).access.refresh_token.reveal() == "refresh-2");
    CHECK(world.books_authorizer.refreshed == std::vector<std::string>{"refresh-1"});
}

TEST_CASE("many who need a new token at once cause one refresh")
{
    World world;
    world.clock.time += 2h;
    TokenKeeper tokens = keeper(world);
    boost::asio::io_context loop;
    int served = 0;
    for (int i = 0; i < 10; ++i) {
        const auto access = tokens.of_connection(world.company);
        boost::asio::co_spawn(
            loop, access->token(), [&served, access](std::exception_ptr, Result<Secret> token) {
                served += token && token->reveal() == "access-2" ? 1 : 0;
            });
    }

    loop.run();

    CHECK(served == 10);
    CHECK(world.books_authorizer.refreshed.size() == 1);
}

TEST_CASE("a process waits while another one renews, and takes what that one stored")
{
    World world;
    world.clock.time += 2h;
    const GrantId books{world.company, std::nullopt};
    const Time until = world.clock.time + TokenKeeper::lease;
    storage::test::write(*world.store, [&](Transaction& tx) {
        CHECK(tx.lease_renewal(books, world.clock.time, "another", until));
    }).value();
    // The other one comes to an end while this one sleeps.
    world.clock.on_sleep = [&] {
        storage::test::write(*world.store, [&](Transaction& tx) {
            Connection connection = *tx.connection(world.company);
            connection.access.access_token = Secret("theirs");
            connection.access.expires_at = world.clock.time + 1h;
            tx.save(connection);
            tx.release_renewal(books, "another");
        }).value();
    };
    TokenKeeper tokens = keeper(world);

    CHECK(run_task(tokens.of_connection(world.company)->token())->reveal() == "theirs");
    CHECK(world.books_authorizer.refreshed.empty());
}

TEST_CASE("a process that died while it renewed holds nobody up for long")
{
    World world;
    world.clock.time += 2h;
    const Time until = world.clock.time + TokenKeeper::lease;
    storage::test::write(*world.store, [&](Transaction& tx) {
        CHECK(
            tx.lease_renewal({world.company, std::nullopt}, world.clock.time, "that died", until));
    }).value();
    TokenKeeper tokens = keeper(world);

    CHECK(run_task(tokens.of_connection(world.company)->token())->reveal() == "access-2");
    CHECK(world.clock.time >= until);
}

TEST_CASE("a refresh token that somebody else has renewed is read again before the grant is lost")
{
    World world;
    world.clock.time += 2h;
    world.books_authorizer.script.next(Trouble::lost_connection);
    world.books_authorizer.on_refresh = [&] {
        storage::test::write(*world.store, [&](Transaction& tx) {
            Connection connection = *tx.connection(world.company);
            connection.access.refresh_token = Secret("newer");
            tx.save(connection);
        }).value();
        world.books_authorizer.on_refresh = {};
    };
    TokenKeeper tokens = keeper(world);

    CHECK(run_task(tokens.of_connection(world.company)->token())->reveal() == "access-2");
    CHECK(world.books_authorizer.refreshed == std::vector<std::string>{"refresh-1", "newer"});
    CHECK(connection(world).access.state == AccessState::active);
}

TEST_CASE("a rejected token is renewed once, however many saw the rejection")
{
    World world;
    TokenKeeper tokens = keeper(world);
    const auto access = tokens.of_connection(world.company);

    CHECK(run_task(access->renewed(Secret("access-1")))->reveal() == "access-2");
    CHECK(run_task(access->renewed(Secret("access-1")))->reveal() == "access-2");
    CHECK(world.books_authorizer.refreshed.size() == 1);
}

TEST_CASE("an ended grant is a state: lost, once, without a storm")
{
    World world;
    world.clock.time += 2h;
    world.books_authorizer.script.next(Trouble::lost_connection);
    TokenKeeper tokens = keeper(world);
    const auto access = tokens.of_connection(world.company);

    for (int i = 0; i < 3; ++i) {
        const auto token = run_task(access->token());
        REQUIRE_FALSE(token.has_value());
        CHECK(token.error().kind == ErrorKind::unauthorized);
        CHECK(token.error().message.key == "error.reconnect_books");
    }
    CHECK(connection(world).access.state == AccessState::lost);
    CHECK(world.books_authorizer.refreshed.size() == 1);

    run_task(connect_books(world.books_authorizer,
                           world.gateways,
                           *world.store,
                           world.clock,
                           world.caller(),
                           BooksId("9130"),
                           "good"))
        .value();
    CHECK(run_task(access->token()).has_value());
}

TEST_CASE("trouble at the vendor leaves the grant alone")
{
    World world;
    world.clock.time += 2h;
    world.books_authorizer.script.next(Trouble::lost_before);
    TokenKeeper tokens = keeper(world);
    const auto access = tokens.of_connection(world.company);

    CHECK(run_task(access->token()).error().kind == ErrorKind::unavailable);
    CHECK(connection(world).access.state == AccessState::active);
    CHECK(run_task(access->token()).has_value());
}

TEST_CASE("one user of a company connects; another one hears who, and sees no invoices")
{
    World world;
    install_second_user(world);
    const Caller eve{world.company, UserId(816)};

    const auto connected = run_task(connect_books(world.books_authorizer,
                                                  world.gateways,
                                                  *world.store,
                                                  world.clock,
                                                  eve,
                                                  BooksId("9130"),
                                                  "good"));
    const auto submitted = run_task(
        submit_invoice(*world.store, world.clock, eve, {"k", "f", IntentId("i"), world.order()}));

    CHECK(connected.error().message == Message{"error.connected_by_other", {{"name", "Sam"}}});
    CHECK(submitted.error().kind == ErrorKind::forbidden);
    CHECK(submitted.error().message.args.at("name") == "Sam");
}

TEST_CASE("disconnecting revokes at QuickBooks and erases the tokens; again it changes nothing")
{
    World world;

    CHECK(
        run_task(disconnect_books(world.books_authorizer, *world.store, world.log, world.caller()))
            .has_value());
    CHECK(
        run_task(disconnect_books(world.books_authorizer, *world.store, world.log, world.caller()))
            .has_value());

    CHECK(world.books_authorizer.revoked == std::vector<std::string>{"refresh-1"});
    CHECK(connection(world).access.state == AccessState::ended);
    CHECK(connection(world).access.refresh_token.empty());
    CHECK(world.submit("k", world.order()).error().message.key == "error.books_not_connected");
}

TEST_CASE("uninstalling erases the user's grant and ends the connection that was theirs")
{
    World world;

    REQUIRE(run_task(uninstall(world.books_authorizer, *world.store, world.log, world.caller()))
                .has_value());
    REQUIRE(
        run_task(
            uninstall(world.books_authorizer, *world.store, world.log, {CompanyId(1), UserId(1)}))
            .has_value());

    storage::test::read(*world.store, [&](Transaction& tx) {
        CHECK(tx.installation(world.company, world.sam)->access.state == AccessState::ended);
        CHECK(tx.installation(world.company, world.sam)->access.refresh_token.empty());
        return true;
    });
    CHECK(connection(world).access.state == AccessState::ended);
    CHECK(world.books_authorizer.revoked.size() == 1);
}

TEST_CASE("a code that the vendor does not take installs and connects nothing")
{
    World world;

    CHECK_FALSE(
        run_task(install(world.crm_authorizer, world.gateways, *world.store, world.clock, "bad"))
            .has_value());
    CHECK_FALSE(run_task(connect_books(world.books_authorizer,
                                       world.gateways,
                                       *world.store,
                                       world.clock,
                                       world.caller(),
                                       BooksId("1"),
                                       "bad"))
                    .has_value());
    CHECK(connection(world).books.id == BooksId("9130"));
}

TEST_CASE("a user who is seen is read again every ten minutes, each for themselves")
{
    World world;
    UserKeeper users(world.gateways, *world.store, world.clock, world.log);
    const Caller eve{world.company, UserId(816)};

    CHECK(users.is_due(world.caller()));
    CHECK_FALSE(users.is_due(world.caller()));
    CHECK(users.is_due(eve));
    world.clock.time += UserKeeper::life;
    CHECK(users.is_due(world.caller()));
    CHECK_FALSE(users.is_due(world.caller()));
    CHECK(users.is_due(eve));
}

TEST_CASE("what changed about a user in the CRM is stored, and their tokens stay")
{
    World world;
    UserKeeper users(world.gateways, *world.store, world.clock, world.log);
    const auto stored = [&] {
        return storage::test::read(*world.store, [&](Transaction& tx) {
            return *tx.installation(world.company, world.sam);
        });
    };
    const Installation before = stored();
    world.gateways.crm_->user.language = "pl";
    world.gateways.crm_->user.is_admin = false;

    run_routine(users.look_again(world.caller()));

    CHECK(stored().user.language == "pl");
    CHECK_FALSE(stored().user.is_admin);
    CHECK(stored().access.refresh_token == before.access.refresh_token);
    CHECK(stored().installed_at == before.installed_at);
}

TEST_CASE("a user whom the CRM does not describe stays as they were")
{
    World world;
    UserKeeper users(world.gateways, *world.store, world.clock, world.log);
    world.gateways.crm_->user.user = UserId(816); // the tokens of another user
    world.gateways.crm_->user.name = "Eve";

    run_routine(users.look_again(world.caller()));

    storage::test::read(*world.store, [&](Transaction& tx) {
        CHECK(tx.installation(world.company, world.sam)->user.name == "Sam");
        return 0;
    });
}
