#include "core/act_on_invoice.hpp"
#include "tests/world/world.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::world;
using enum InvoiceAction;

namespace {

/// A company with one invoice of a deal, and a person who acts on it.
struct InvoicedWorld : World {
    InvoicedWorld()
    {
        REQUIRE(submit("w", order()));
        work();
        invoice = *intent("w").invoice;
    }

    FakeBooks& books() { return *gateways.books_; }
    Invoice& in_books() { return books().invoices_.front(); }

    KnownInvoice known()
    {
        return storage::test::read(*store, [&](Transaction& tx) {
            return tx.invoices(company, BooksId("9130"), DealId(17)).front();
        });
    }

    std::optional<InvoiceEffect> effect(const char* key)
    {
        return storage::test::read(
            *store, [&](Transaction& tx) { return tx.effect(company, RequestKey(key)); });
    }

    ActionWish wish(InvoiceAction action, const char* key = "k")
    {
        return {.key = RequestKey(key),
                .invoice = invoice,
                .action = action,
                .version = known().invoice.version,
                .send_to = {}};
    }

    Result<ShownInvoice> act(const ActionWish& wish)
    {
        return run_task(act_on_invoice(gateways, *store, clock, caller(), wish));
    }

    InvoiceId invoice;
};

} // namespace

TEST_CASE("a voided invoice is shown as voided and the wish is on disk as done")
{
    InvoicedWorld world;

    const auto shown = world.act(world.wish(void_invoice));

    REQUIRE(shown);
    CHECK(shown->status == InvoiceStatus::voided);
    CHECK(shown->known.learned_by == LearnedBy::write);
    CHECK(world.known().invoice.voided);
    CHECK(world.effect("k")->state == EffectState::done);
}

TEST_CASE("a deleted invoice keeps its number and amounts in the list")
{
    InvoicedWorld world;
    const Invoice before = world.known().invoice;

    const auto shown = world.act(world.wish(delete_invoice));

    REQUIRE(shown);
    CHECK(shown->status == InvoiceStatus::deleted);
    CHECK(shown->known.invoice.number == before.number);
    CHECK(shown->known.invoice.total == before.total);
}

TEST_CASE("the same wish twice e-mails the invoice once, also where the first answer was lost")
{
    InvoicedWorld world;
    ActionWish wish = world.wish(send_invoice);
    wish.send_to = "ann@lee.test, bob@lee.test";
    world.books().change_script.next(Trouble::lost_after);

    const auto lost = world.act(wish);
    CHECK(lost.error().kind == ErrorKind::unavailable);
    CHECK(world.effect("k")->state == EffectState::sent);
    const auto again = world.act(wish);
    const auto third = world.act(wish);

    CHECK(again);
    CHECK(third);
    CHECK(world.books().sent_to == std::vector<std::string>{"ann@lee.test, bob@lee.test"});
    CHECK(world.effect("k")->state == EffectState::done);
}

TEST_CASE("a wish whose request never arrived is carried out when it comes again")
{
    InvoicedWorld world;
    const ActionWish wish = world.wish(void_invoice);
    world.books().change_script.next(Trouble::lost_before);

    CHECK_FALSE(world.act(wish));
    CHECK_FALSE(world.in_books().voided);
    const auto again = world.act(wish);

    REQUIRE(again);
    CHECK(again->status == InvoiceStatus::voided);
}

TEST_CASE("an invoice that has changed in the books is read again, and the person decides anew")
{
    InvoicedWorld world;
    const ActionWish wish = world.wish(void_invoice);
    world.in_books().version = "7";
    world.in_books().balance = Decimal::of("20.00"); // somebody has paid the rest

    const auto refused = world.act(wish);

    CHECK(refused.error().kind == ErrorKind::conflict);
    CHECK(refused.error().message.key == "error.books_changed_meanwhile");
    CHECK(world.known().invoice.version == "7");
    CHECK(world.known().invoice.balance == Decimal::of("20.00"));
    CHECK(world.effect("k")->state == EffectState::refused);
    const auto outdated = world.act(world.wish(void_invoice, "k2"));
    CHECK(outdated.error().message.key == "error.invoice_state");
    CHECK_FALSE(world.effect("k2"));
}

TEST_CASE("what the person saw must be what is stored")
{
    InvoicedWorld world;
    ActionWish wish = world.wish(void_invoice);
    wish.version = "of yesterday";

    CHECK(world.act(wish).error().message.key == "error.books_changed_meanwhile");
    CHECK_FALSE(world.effect("k"));
    CHECK_FALSE(world.in_books().voided);
}

TEST_CASE("an invoice that is gone already counts as deleted, for other wishes it is news")
{
    InvoicedWorld world;
    const ActionWish deletion = world.wish(delete_invoice);
    const ActionWish sending = world.wish(send_invoice, "k2");
    world.in_books().deleted = true;

    CHECK(world.act(deletion)->status == InvoiceStatus::deleted);
    CHECK(world.act(sending).error().kind == ErrorKind::conflict);
    CHECK(world.books().sent_to.empty());
}

TEST_CASE("a refusal of the books is kept with its cause and may be tried again")
{
    InvoicedWorld world;
    const ActionWish wish = world.wish(void_invoice);
    world.books().change_script.next(Trouble::refused);

    CHECK(world.act(wish).error().message.key == "error.books_closed_period");
    CHECK(world.effect("k")->state == EffectState::refused);
    CHECK(world.effect("k")->cause == "code 6210");
    CHECK(world.act(wish));
    CHECK(world.effect("k")->state == EffectState::done);
}

TEST_CASE("what was refused and is tried again is on disk as sent before it goes out")
{
    InvoicedWorld world;
    const ActionWish wish = world.wish(send_invoice);
    world.books().change_script.next(Trouble::refused);
    world.books().change_script.next(Trouble::lost_after);

    CHECK_FALSE(world.act(wish));
    CHECK(world.effect("k")->state == EffectState::refused);
    CHECK_FALSE(world.act(wish));
    CHECK(world.effect("k")->state == EffectState::sent);
    CHECK(world.act(wish));
    CHECK(world.books().sent_to.size() == 1);
}

TEST_CASE("wishes that make no sense are refused before anything is sent")
{
    InvoicedWorld world;
    ActionWish unknown = world.wish(send_invoice);
    unknown.invoice = InvoiceId("99999");
    ActionWish nobody = world.wish(send_invoice);
    nobody.send_to = "ann@lee.test,nobody";
    ActionWish endless = world.wish(send_invoice);
    endless.send_to = std::string(ActionWish::send_to_max, 'a') + "@lee.test";

    CHECK(world.act(unknown).error().kind == ErrorKind::not_found);
    CHECK(world.act(nobody).error().message.key == "error.email");
    CHECK(world.act(endless).error().message.key == "error.too_long");
    CHECK_FALSE(world.effect("k"));
    REQUIRE(world.act(world.wish(send_invoice)));
    CHECK(world.act(world.wish(void_invoice)).error().message.key ==
          "error.idempotency_key_reused");
    CHECK(world.books().sent_to.size() == 1);
}

TEST_CASE("only the connected user acts")
{
    InvoicedWorld world;
    const ActionWish wish = world.wish(send_invoice);

    const auto foreign = run_task(act_on_invoice(
        world.gateways, *world.store, world.clock, {world.company, UserId(816)}, wish));

    CHECK_FALSE(foreign);
    CHECK(world.books().sent_to.empty());
}

TEST_CASE("a known invoice is printed; a deleted or unknown one is not found")
{
    InvoicedWorld world;
    auto print = [&](const InvoiceId& id) {
        return run_task(invoice_pdf(world.gateways, *world.store, world.caller(), id));
    };

    const auto pdf = print(world.invoice);

    REQUIRE(pdf);
    CHECK(pdf->bytes == "%PDF-1.7 " + world.known().invoice.number);
    CHECK(pdf->number == world.known().invoice.number);
    CHECK(print(InvoiceId("99")).error().kind == ErrorKind::not_found);
    REQUIRE(world.act(world.wish(delete_invoice)));
    CHECK(print(world.invoice).error().kind == ErrorKind::not_found);
}

TEST_CASE("an invoice without a deal is acted on and printed like any other, and stays without")
{
    InvoicedWorld world;
    KnownInvoice loose = world.known();
    loose.deal.reset();
    const ActionWish wish = world.wish(void_invoice);
    REQUIRE(storage::test::write(
        *world.store, [&](Transaction& tx) { tx.save(world.company, BooksId("9130"), loose); }));

    const auto shown = world.act(wish);

    REQUIRE(shown);
    CHECK(shown->status == InvoiceStatus::voided);
    CHECK_FALSE(shown->known.deal);
    CHECK(run_task(invoice_pdf(world.gateways, *world.store, world.caller(), world.invoice)));
}
