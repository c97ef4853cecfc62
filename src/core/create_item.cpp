#include "core/create_item.hpp"

#include "core/name_holder.hpp"
#include "core/store_value.hpp"
#include "domain/similar.hpp"

#include <algorithm>

namespace billbridge {

namespace {

/// A wish that is on disk, with what it takes to carry it out.
struct Begun {
    Connection connection;
    ItemWish wish;
    bool may_exist = false; ///< it was sent before
};

Result<Begun> begin(Transaction& tx, const Caller& caller, ItemWish wish)
{
    Begun begun;
    TRY(begun.connection, require_open_connection(tx, caller));
    wish.books = begun.connection.books.id;
    if (wish.item.income_account.value().empty()) {
        wish.item.income_account = tx.settings(caller.company).income_account;
    }
    TRY_DO(check_new_item(wish.item));
    if (const auto earlier = tx.item_wish(caller.company, wish.key)) {
        if (earlier->item != wish.item || earlier->books != wish.books) {
            return fail(invalid({"error.idempotency_key_reused", {}}, {}, "Idempotency-Key"));
        }
        begun.may_exist = earlier->state != EffectState::refused;
        begun.wish = *earlier;
    } else {
        begun.wish = std::move(wish);
    }
    if (!begun.may_exist) {
        begun.wish.state = EffectState::sent;
        tx.save(begun.wish);
        tx.audit(caller.company,
                 caller.user,
                 "create item",
                 begun.wish.item.name + ", key " + to_string(begun.wish.key));
    }
    return begun;
}

Task<std::vector<Item>> items(Books& books, const ItemId& id)
{
    BooksQuestions questions;
    questions.items = {id};
    CO_TRY(BooksFindings findings, co_await books.look_up(std::move(questions)));
    co_return std::move(findings.items);
}

/// Whether this is the item that was asked for: the books forget keys after a while, items bear
/// none.
bool is_wanted(const Item& item, const NewItem& wanted)
{
    return name_key(item.name) == name_key(wanted.name) && item.code == wanted.code &&
           item.description == wanted.description && item.unit_price == wanted.unit_price;
}

/// The item that an earlier attempt of the same wish made, whose answer was lost.
Task<std::optional<Item>> look_for(Books& books, const Begun& begun, const Error& why)
{
    const auto holder = holder_of(why);
    if (!begun.may_exist || !holder || holder->kind != Holder::Kind::item) {
        co_return std::nullopt;
    }
    const ItemId id(holder->id);
    CO_TRY(const std::vector<Item> found, co_await items(books, id));
    const bool is_ours = !found.empty() && is_wanted(found.front(), begun.wish.item);
    co_return is_ours ? std::optional(found.front()) : std::nullopt;
}

Task<void> keep(Store& store, const ItemWish& wish)
{
    Store::Body body = [&](Transaction& tx) -> Result<void> {
        tx.save(wish);
        return {};
    };
    co_return co_await store.write(std::move(body));
}

/// Sends it and keeps what became of it.
Task<Item> carry_out(Books& books, Store& store, Begun& begun)
{
    Result<Item> answer = co_await books.create_item(begun.wish.key, begun.wish.item);
    if (!answer && answer.error().kind == ErrorKind::conflict) {
        CO_TRY(std::optional<Item> made, co_await look_for(books, begun, answer.error()));
        if (made) {
            answer = *std::move(made);
        }
    }
    if (answer) {
        begun.wish.state = EffectState::done;
        begun.wish.made = answer->id;
    } else {
        const ErrorKind kind = answer.error().kind;
        begun.wish.cause = answer.error().cause;
        if (kind == ErrorKind::rejected || kind == ErrorKind::conflict) {
            begun.wish.state = EffectState::refused;
        }
    }
    CO_TRY_DO(co_await keep(store, begun.wish));
    co_return answer;
}

} // namespace

Task<Item> create_item(
    Gateways& gateways, Store& store, Clock& clock, Caller caller, RequestKey key, NewItem item)
{
    ItemWish wish;
    wish.company = caller.company;
    wish.key = std::move(key);
    wish.user = caller.user;
    wish.item = std::move(item);
    wish.at = clock.now();
    const auto body = [&](Transaction& tx) { return begin(tx, caller, wish); };
    CO_TRY(Begun begun, co_await write_value(store, body));
    const std::shared_ptr<Books> books = gateways.books(begun.connection);
    if (begun.wish.state != EffectState::done) {
        co_return co_await carry_out(*books, store, begun);
    }
    CO_TRY(std::vector<Item> found, co_await items(*books, *begun.wish.made));
    if (found.empty()) {
        co_return fail(not_found({"error.books_gone_or_inactive", {}}));
    }
    co_return std::move(found.front());
}

} // namespace billbridge
