#include "core/act_on_invoice.hpp"

#include "core/prepare_draft.hpp"
#include "core/store_value.hpp"
#include "domain/invoice_order.hpp"

#include <algorithm>

namespace billbridge {

namespace {

/// A wish that is on disk, with what it takes to carry it out.
struct Begun {
    Connection connection;
    Installation installation;
    KnownInvoice known;
    InvoiceEffect effect;
};

Result<void> check_send_to(const ActionWish& wish)
{
    if (wish.send_to.size() > ActionWish::send_to_max) {
        return fail(invalid(
            {"error.too_long", {{"max", std::to_string(ActionWish::send_to_max)}}}, {}, "send_to"));
    }
    if (!wish.send_to.empty() && !are_emails(wish.send_to)) {
        return fail(invalid({"error.email", {}}, {}, "send_to"));
    }
    return {};
}

/// Whether the same wish came before and may have reached the books: then it goes on from there.
/// What they refused begins anew. A key of another wish is refused.
Result<bool> is_under_way(const std::optional<InvoiceEffect>& earlier,
                          const ActionWish& wish,
                          const BooksId& books)
{
    if (!earlier) {
        return false;
    }
    const bool same = earlier->books == books && earlier->invoice == wish.invoice &&
                      earlier->action == wish.action && earlier->send_to == wish.send_to;
    if (!same) {
        return fail(invalid({"error.idempotency_key_reused", {}}, {}, "Idempotency-Key"));
    }
    return earlier->state != EffectState::refused;
}

Result<void> check_state(const Invoice& invoice, const ActionWish& wish)
{
    if (invoice.version != wish.version) {
        return fail(conflict({"error.books_changed_meanwhile", {}}));
    }
    const auto allowed = allowed_actions(invoice);
    if (std::ranges::find(allowed, wish.action) == allowed.end()) {
        return fail(conflict({"error.invoice_state", {}}));
    }
    return {};
}

Result<Begun> begin(Transaction& tx, const Caller& caller, const ActionWish& wish, Time now)
{
    Begun begun;
    TRY(begun.connection, require_open_connection(tx, caller));
    TRY(begun.installation, require_installation(tx, caller));
    TRY(begun.known, known_invoice(tx, begun.connection, wish.invoice));
    const auto earlier = tx.effect(caller.company, wish.key);
    TRY(const bool under_way, is_under_way(earlier, wish, begun.connection.books.id));
    if (under_way) {
        begun.effect = *earlier;
        return begun;
    }
    TRY_DO(check_state(begun.known.invoice, wish));
    begun.effect = {.company = caller.company,
                    .key = wish.key,
                    .user = caller.user,
                    .books = begun.connection.books.id,
                    .invoice = wish.invoice,
                    .action = wish.action,
                    .send_to = wish.send_to,
                    .state = EffectState::sent,
                    .cause = {},
                    .at = now};
    tx.save(begun.effect);
    tx.audit(caller.company,
             caller.user,
             std::string(name(wish.action)) + " invoice",
             "invoice " + to_string(wish.invoice) + ", key " + to_string(wish.key));
    return begun;
}

Task<Invoice> send(Books& books, const InvoiceEffect& effect, const std::string& version)
{
    switch (effect.action) {
    case InvoiceAction::void_invoice:
        co_return co_await books.void_invoice(effect.key, effect.invoice, version);
    case InvoiceAction::send_invoice:
        co_return co_await books.send_invoice(effect.key, effect.invoice, effect.send_to);
    case InvoiceAction::delete_invoice:
        break;
    }
    CO_TRY_DO(co_await books.delete_invoice(effect.key, effect.invoice, version));
    Invoice gone;
    gone.id = effect.invoice;
    gone.deleted = true;
    co_return gone;
}

/// Whether what the books hold is what was wanted, though they refused to do it (again).
bool is_wanted(const InvoiceEffect& effect, const Invoice& invoice)
{
    return (effect.action == InvoiceAction::void_invoice && invoice.voided) ||
           (effect.action == InvoiceAction::delete_invoice && invoice.deleted);
}

/// The invoice as the books hold it after they have refused: it is gone or has changed.
Task<Invoice> look_again(Books& books, const InvoiceId& id)
{
    std::vector<InvoiceId> ids{id};
    CO_TRY(std::vector<Invoice> found, co_await books.invoices(std::move(ids)));
    co_return std::move(found.front());
}

Task<void> keep(Store& store, const Begun& begun, const Invoice& invoice, LearnedBy by, Time now)
{
    Store::Body save = [&](Transaction& tx) -> Result<void> {
        learn(tx, begun.connection, begun.known.deal, invoice, by, now);
        tx.save(begun.effect);
        return {};
    };
    co_return co_await store.write(std::move(save));
}

/// What the books' refusal leaves: the outcome where it had happened before, else the refusal with
/// the newest state stored.
Task<void> settle_refusal(Books& books, Store& store, Clock& clock, Begun& begun, Error why)
{
    begun.effect.cause = why.cause;
    const bool is_outdated = why.kind == ErrorKind::conflict || why.kind == ErrorKind::not_found;
    if (!is_outdated) {
        begun.effect.state =
            why.kind == ErrorKind::rejected ? EffectState::refused : begun.effect.state;
        Store::Body save = [&](Transaction& tx) -> Result<void> {
            tx.save(begun.effect);
            return {};
        };
        CO_TRY_DO(co_await store.write(std::move(save)));
        co_return fail(std::move(why));
    }
    CO_TRY(const Invoice now_there, co_await look_again(books, begun.effect.invoice));
    const bool happened = is_wanted(begun.effect, now_there);
    begun.effect.state = happened ? EffectState::done : EffectState::refused;
    CO_TRY_DO(co_await keep(store, begun, now_there, LearnedBy::click, clock.now()));
    if (!happened) {
        co_return fail(conflict({"error.books_changed_meanwhile", {}}, why.cause));
    }
    co_return Result<void>{};
}

} // namespace

Task<ShownInvoice> act_on_invoice(
    Gateways& gateways, Store& store, Clock& clock, Caller caller, const ActionWish& wish)
{
    CO_TRY_DO(check_send_to(wish));
    const Time now = clock.now();
    const auto body = [&](Transaction& tx) { return begin(tx, caller, wish, now); };
    CO_TRY(Begun begun, co_await write_value(store, body));
    const std::shared_ptr<Books> books = gateways.books(begun.connection);
    if (begun.effect.state != EffectState::done) {
        Result<Invoice> answer = co_await send(*books, begun.effect, wish.version);
        if (answer) {
            begun.effect.state = EffectState::done;
            CO_TRY_DO(co_await keep(store, begun, *answer, LearnedBy::write, clock.now()));
        } else {
            Error why = std::move(answer).error();
            CO_TRY_DO(co_await settle_refusal(*books, store, clock, begun, std::move(why)));
        }
    }
    const auto reread = [&](Transaction& tx) {
        return known_invoice(tx, begun.connection, wish.invoice);
    };
    CO_TRY(const KnownInvoice known, co_await read_value(store, reread));
    const Date today = company_today(begun.connection, begun.installation.user, clock.now());
    co_return shown(known, *books, today);
}

} // namespace billbridge
