#include "storage/sqlite/sqlite_store.hpp"

#include "storage/migrate.hpp"
#include "storage/sql_transaction.hpp"
#include "storage/sqlite/sqlite_session.hpp"
#include "storage/store_test_support.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

using namespace billbridge;
using namespace billbridge::storage;
using namespace billbridge::storage::test;

namespace {

std::string content(const std::string& path)
{
    std::ifstream stream(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

Installation installation()
{
    Installation installation;
    installation.user.company = CompanyId(1);
    installation.user.user = UserId(2);
    installation.access = {
        AccessState::active, Secret("plain-access-token"), Secret("plain-refresh-token"), {}, {}};
    return installation;
}

} // namespace

TEST_CASE("tokens are nowhere in the files as plain text")
{
    const Folder folder;
    StillClock clock;
    const auto store = *SqliteStore::open(folder.file("a.db"), sealer(), clock);

    REQUIRE(write(*store, [](Transaction& tx) { tx.save(installation()); }));

    const std::string bytes = content(folder.file("a.db")) + content(folder.file("a.db-wal"));
    CHECK(bytes.size() > 10'000);
    CHECK(bytes.find("plain-access-token") == std::string::npos);
    CHECK(bytes.find("plain-refresh-token") == std::string::npos);
}

TEST_CASE("a sealed token that was moved to another row does not open")
{
    const Folder folder;
    StillClock clock;
    const auto session = *SqliteSession::open(folder.file("a.db"));
    REQUIRE(migrate(*session, embedded_migrations()));
    const crypto::Sealer key = sealer();
    SqlTransaction tx(*session, key, clock.now());
    tx.save(installation());

    session->run("UPDATE installations SET user_id = 3");

    CHECK_THROWS_AS(tx.installation(CompanyId(1), UserId(3)), StoreFailure);
}

TEST_CASE("the database is readable by its owner alone and survives a restart")
{
    const Folder folder;
    StillClock clock;
    const std::string path = folder.file("a.db");
    {
        const auto store = *SqliteStore::open(path, sealer(), clock);
        REQUIRE(write(*store, [](Transaction& tx) { tx.save(installation()); }));
    }
    const auto again = *SqliteStore::open(path, sealer(), clock);

    CHECK(std::filesystem::status(path).permissions() ==
          (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
    CHECK(read(*again, [](Transaction& tx) { return tx.installation(CompanyId(1), UserId(2)); }));
}

TEST_CASE("two stores never share one database")
{
    const Folder folder;
    StillClock clock;
    auto first = SqliteStore::open(folder.file("a.db"), sealer(), clock);
    REQUIRE(first.has_value());

    const auto second = SqliteStore::open(folder.file("a.db"), sealer(), clock);
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().message.key == "error.database_in_use");

    first->reset();
    CHECK(SqliteStore::open(folder.file("a.db"), sealer(), clock).has_value());
}

TEST_CASE("what is no database, or cannot be made, is refused with the reason")
{
    const Folder folder;
    StillClock clock;
    std::ofstream(folder.file("text.db")) << std::string(5000, 'x');

    const auto text = SqliteStore::open(folder.file("text.db"), sealer(), clock);
    const auto nowhere = SqliteStore::open(folder.file("missing/a.db"), sealer(), clock);

    REQUIRE_FALSE(text.has_value());
    CHECK(text.error().cause.find("not a database") != std::string::npos);
    REQUIRE_FALSE(nowhere.has_value());
    CHECK(nowhere.error().cause.find("No such file") != std::string::npos);
}

TEST_CASE("migrations run once, in order, each as a whole")
{
    const Folder folder;
    const auto session = *SqliteSession::open(folder.file("a.db"));
    const EmbeddedFile files[] = {
        {"0001_a.sql", "CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)"},
        {"0002_b.sql", "CREATE TABLE b (x INTEGER); INSERT INTO nowhere VALUES (1)"}};

    REQUIRE(migrate(*session, std::span(files, 1)));
    CHECK_THROWS_AS((void)migrate(*session, files), StoreFailure);
    REQUIRE(migrate(*session, std::span(files, 1)));

    CHECK(session->run("SELECT x FROM a").size() == 1);
    CHECK_THROWS_AS(session->run("SELECT x FROM b"), StoreFailure);
}

TEST_CASE("settings that were saved before they were one document are kept")
{
    Folder folder;
    const auto files = embedded_migrations();
    const auto document = std::ranges::find_if(
        files, [](const EmbeddedFile& file) { return file.name.starts_with("0004"); });
    REQUIRE(document != files.end());
    const auto before = static_cast<std::size_t>(document - files.begin());
    {
        auto session = *SqliteSession::open(folder.file("test.db"));
        REQUIRE(migrate(*session, files.first(before)));
        session->run("INSERT INTO settings VALUES (4711, 'deal.title', NULL, 'person.email',"
                     " 'organization.f00d', 30)",
                     {});
    }
    StillClock clock;
    const auto store = *SqliteStore::open(folder.file("test.db"), sealer(), clock);

    InvoiceSettings kept;
    kept.to = {FieldRef::parse("deal.title").value()};
    kept.address = {std::nullopt};
    kept.tax_id = {FieldRef::parse("organization.f00d").value()};
    kept.term.days = 30;
    CHECK(read(*store, [](Transaction& tx) { return tx.settings(CompanyId(4711)); }) == kept);
    CHECK(read(*store, [](Transaction& tx) { return tx.settings(CompanyId(1)); }) ==
          InvoiceSettings{});
}

TEST_CASE("a newer database and a changed migration are refused untouched")
{
    const Folder folder;
    const auto session = *SqliteSession::open(folder.file("a.db"));
    const EmbeddedFile newer[] = {{"0001_a.sql", "CREATE TABLE a (x INTEGER)"},
                                  {"0002_b.sql", "CREATE TABLE b (x INTEGER)"}};
    const EmbeddedFile changed[] = {{"0001_a.sql", "CREATE TABLE a (x TEXT)"}, newer[1]};
    REQUIRE(migrate(*session, newer));

    CHECK(migrate(*session, std::span(newer, 1)).error().cause.find("newer") != std::string::npos);
    CHECK(migrate(*session, changed).error().cause.find("another text") != std::string::npos);
}

TEST_CASE("of two connections that claim the same job one gets it")
{
    const Folder folder;
    StillClock clock;
    const std::string path = folder.file("a.db");
    const auto one = *SqliteSession::open(path);
    const auto two = *SqliteSession::open(path);
    REQUIRE(migrate(*one, embedded_migrations()));
    const crypto::Sealer key = sealer();
    SqlTransaction first(*one, key, clock.now());
    SqlTransaction second(*two, key, clock.now());
    Intent intent;
    intent.company = CompanyId(1);
    intent.id = IntentId("i");
    intent.order.deal = DealId(1);
    intent.order.currency = Currency::of("USD");
    intent.order.date = intent.order.due_date = Date::of("2026-11-20");
    Job job;
    job.company = intent.company;
    job.intent = intent.id;
    first.save(intent);
    first.save(job);

    const Time now = clock.now();
    const Time until = now + std::chrono::minutes(1);
    const auto claimed_first = first.claim_job(now, "one", until);
    const auto claimed_second = second.claim_job(now, "two", until);

    CHECK(claimed_first.has_value());
    CHECK_FALSE(claimed_second.has_value());
}

TEST_CASE("a database that can no longer be written answers unavailable and keeps what it had")
{
    const Folder folder;
    StillClock clock;
    const auto store = *SqliteStore::open(folder.file("a.db"), sealer(), clock);
    REQUIRE(write(*store, [](Transaction& tx) { tx.save(installation()); }));
    const auto saboteur = *SqliteSession::open(folder.file("a.db"));
    saboteur->run_script("CREATE TRIGGER full BEFORE INSERT ON settings "
                         "BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END");

    const auto saved = write(*store, [](Transaction& tx) {
        tx.audit(CompanyId(1), UserId(2), "before", "x");
        tx.save(CompanyId(1), InvoiceSettings{});
    });

    REQUIRE_FALSE(saved.has_value());
    CHECK(saved.error().kind == ErrorKind::unavailable);
    CHECK(saved.error().message.key == "error.storage");
    CHECK(saved.error().cause.find("disk is full") != std::string::npos);
    CHECK(saboteur->run("SELECT 1 FROM audit").empty());
}
