#include "storage/migrate.hpp"

#include "crypto/crypto.hpp"

#include <algorithm>

namespace billbridge::storage {

namespace {

Error cannot_migrate(const std::string& why)
{
    return conflict({"error.storage", {}}, why);
}

void apply(Session& session, const EmbeddedFile& migration)
{
    session.run("BEGIN");
    try {
        session.run_script(migration.bytes);
        session.run("INSERT INTO migrations (name, checksum) VALUES ($1, $2)",
                    {std::string(migration.name), crypto::hex(crypto::sha256(migration.bytes))});
        session.run("COMMIT");
    } catch (...) {
        session.run("ROLLBACK");
        throw;
    }
}

} // namespace

Result<void> migrate(Session& session, std::span<const EmbeddedFile> migrations)
{
    session.run_script("CREATE TABLE IF NOT EXISTS migrations (name TEXT NOT NULL PRIMARY KEY, "
                       "checksum TEXT NOT NULL) STRICT");
    const auto done = session.run("SELECT name, checksum FROM migrations ORDER BY name");
    for (const Row& row : done) {
        const auto known = std::ranges::find(migrations, row.text(0), &EmbeddedFile::name);
        if (known == migrations.end()) {
            return fail(cannot_migrate(
                "the database is newer than this program: it has migration " + row.text(0)));
        }
        if (crypto::hex(crypto::sha256(known->bytes)) != row.text(1)) {
            return fail(cannot_migrate("migration " + row.text(0) +
                                       " was applied with another text than this program has"));
        }
    }
    for (const EmbeddedFile& migration : migrations) {
        const bool is_done = std::ranges::any_of(
            done, [&](const Row& row) { return row.text(0) == migration.name; });
        if (!is_done) {
            apply(session, migration);
        }
    }
    return {};
}

} // namespace billbridge::storage
