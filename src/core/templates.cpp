#include "core/templates.hpp"

#include "core/store_value.hpp"

#include <algorithm>

namespace billbridge {

namespace {

/// Ids are ours: what does not name a stored template, or names one a second time, is new.
void put_ids(std::vector<InvoiceTemplate>& templates,
             const std::vector<InvoiceTemplate>& stored,
             const std::function<std::string()>& new_id)
{
    for (auto preset = templates.begin(); preset != templates.end(); ++preset) {
        const bool is_stored =
            std::ranges::find(stored, preset->id, &InvoiceTemplate::id) != stored.end();
        const bool is_first = std::none_of(templates.begin(), preset, [&](const auto& earlier) {
            return earlier.id == preset->id;
        });
        if (!is_stored || !is_first) {
            preset->id = new_id();
        }
    }
}

} // namespace

Task<KnownTemplates> templates_of(BooksListsCache& lists, Store& store, Caller caller)
{
    std::optional<Connection> connection;
    const auto body = [&](Transaction& tx) -> Result<std::vector<InvoiceTemplate>> {
        TRY(connection, require_open_connection(tx, caller));
        return tx.templates(caller.company, connection->books.id);
    };
    KnownTemplates known;
    CO_TRY(known.templates, co_await read_value(store, body));
    CO_TRY(known.lists, co_await lists.lists(*connection));
    co_return known;
}

Task<KnownTemplates> save_templates(BooksListsCache& lists,
                                    Store& store,
                                    Caller caller,
                                    std::vector<InvoiceTemplate> templates,
                                    std::function<std::string()> new_id)
{
    CO_TRY(KnownTemplates known, co_await templates_of(lists, store, caller));
    const auto body = [&](Transaction& tx) -> Result<std::vector<InvoiceTemplate>> {
        TRY(const Connection connection, require_open_connection(tx, caller));
        const auto stored = tx.templates(caller.company, connection.books.id);
        put_ids(templates, stored, new_id);
        TRY_DO(check_templates(templates, stored, *known.lists));
        tx.save(caller.company, connection.books.id, templates);
        tx.audit(caller.company, caller.user, "save templates", "invoice templates");
        return templates;
    };
    CO_TRY(known.templates, co_await write_value(store, body));
    co_return known;
}

} // namespace billbridge
