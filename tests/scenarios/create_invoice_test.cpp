#include "tests/world/world.hpp"

#include "core/deal_invoices.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::world;

namespace {

FakeBooks& books(World& world)
{
    return *world.gateways.books_;
}

FakeCrm& crm(World& world)
{
    return *world.gateways.crm_;
}

} // namespace

TEST_CASE("an order becomes one customer, one invoice, one note, and is remembered")
{
    World world;
    REQUIRE(world.submit("k1", world.order()).has_value());

    world.work();

    const Intent intent = world.intent("k1");
    CHECK(intent.state == IntentState::created);
    REQUIRE(books(world).invoices_.size() == 1);
    CHECK(to_string(books(world).invoices_[0].total) == "120.00");
    CHECK(books(world).payers.size() == 1);
    REQUIRE(crm(world).notes.size() == 1);
    CHECK(crm(world).notes[0].find(
              "Invoice 1038: 120.00\u00a0USD, due 4 Dec 2026, status: Open.") != std::string::npos);
    CHECK(crm(world).notes[0].find("href=\"https://qbo/147\"") != std::string::npos);
    storage::test::read(*world.store, [&](Transaction& tx) {
        const BooksId id("9130");
        CHECK(tx.payer_link(world.company, id, {RecordKind::organization, 12})->payer ==
              PayerId("58"));
        CHECK(tx.item_links(world.company, id, {ProductId(5)}).size() == 1);
        CHECK(tx.invoices(world.company, id, DealId(17)).size() == 1);
        CHECK_FALSE(tx.next_job_due().has_value());
        return true;
    });
}

TEST_CASE("a linked customer is used as it is")
{
    World world;
    InvoiceOrder order = world.order();
    order.payer = PayerId("24");
    REQUIRE(world.submit("k1", order).has_value());

    world.work();

    CHECK(books(world).payers.empty());
    CHECK(books(world).invoices_.at(0).payer == PayerId("24"));
}

TEST_CASE("the same key again is the same intent; with another order it is refused")
{
    World world;
    const auto first = world.submit("k1", world.order());
    const auto again = world.submit("k1", world.order());
    world.work();
    const auto late = world.submit("k1", world.order());
    const auto other =
        run_task(submit_invoice(*world.store,
                                world.clock,
                                world.caller(),
                                {"k1", "another print", IntentId("x"), world.order()}));

    CHECK(first->id == again->id);
    CHECK(late->state == IntentState::created);
    CHECK(books(world).invoices_.size() == 1);
    REQUIRE_FALSE(other.has_value());
    CHECK(other.error().message.key == "error.idempotency_key_reused");
}

TEST_CASE("whichever answer is lost, before or after the effect, there is one invoice")
{
    for (const Trouble lost : {Trouble::lost_before, Trouble::lost_after}) {
        for (const bool forgets : {false, true}) {
            CAPTURE(static_cast<int>(lost));
            CAPTURE(forgets);
            World world;
            books(world).forgets_keys = forgets;
            books(world).payer_script.next(lost);
            books(world).invoice_script.next(lost);
            books(world).invoice_script.next(Trouble::lost_before);
            crm(world).note_script.next(lost);
            REQUIRE(world.submit("k1", world.order()).has_value());

            world.work();

            CHECK(world.intent("k1").state == IntentState::created);
            CHECK(books(world).payers.size() == 1);
            CHECK(books(world).invoices_.size() == 1);
            CHECK(crm(world).notes.size() == 1);
        }
    }
}

TEST_CASE("every attempt carries the same key, which fits QuickBooks")
{
    World world;
    for (int i = 0; i < 3; ++i) {
        books(world).invoice_script.next(Trouble::lost_before);
    }
    REQUIRE(world.submit("k1", world.order()).has_value());

    world.work();

    REQUIRE(books(world).sent_keys.size() == 4);
    for (const RequestKey& key : books(world).sent_keys) {
        CHECK(key == books(world).sent_keys[0]);
        CHECK(to_string(key).size() <= 50);
    }
    CHECK(books(world).look_ups == 3);
}

TEST_CASE("while the answer is missing a person is told that we are finding out")
{
    World world;
    books(world).invoice_script.next(Trouble::lost_after);
    REQUIRE(world.submit("k1", world.order()).has_value());

    world.work(1);
    CHECK(world.intent("k1").state == IntentState::finding_out);
    const auto list = run_task(
        deal_invoices(world.gateways, *world.store, world.clock, world.caller(), DealId(17)));
    REQUIRE(list.has_value());
    CHECK(list->intents.size() == 1);

    world.work();
    CHECK(world.intent("k1").state == IntentState::created);
}

TEST_CASE("a refusal ends the intent with its reason, and nothing is repeated")
{
    World world;
    books(world).invoice_script.next(Trouble::refused);
    REQUIRE(world.submit("k1", world.order()).has_value());

    world.work();

    const Intent intent = world.intent("k1");
    CHECK(intent.state == IntentState::not_created);
    CHECK(intent.error->message.key == "error.books_closed_period");
    CHECK(books(world).sent_keys.size() == 1);
    CHECK(crm(world).notes.empty());
    CHECK(world.log.contains("6210"));
}

TEST_CASE("a throttle and a lost connection wait, and then the invoice is made")
{
    for (const Trouble trouble : {Trouble::throttled, Trouble::lost_connection}) {
        World world;
        books(world).invoice_script.next(trouble);
        REQUIRE(world.submit("k1", world.order()).has_value());
        const Time before = world.clock.time;

        world.work();

        CHECK(world.intent("k1").state == IntentState::created);
        CHECK(world.clock.time - before >= std::chrono::seconds(60));
    }
}

TEST_CASE("where nothing was done nobody is told that we are finding out")
{
    World world;
    books(world).invoice_script.next(Trouble::throttled);
    REQUIRE(world.submit("k1", world.order()).has_value());

    world.work(1);

    CHECK(world.intent("k1").state == IntentState::planned);
    CHECK(books(world).look_ups == 0);
    world.work();
    CHECK(books(world).look_ups == 0);
    CHECK(world.intent("k1").state == IntentState::created);
}

TEST_CASE("finding out about the customer is over once the customer is known")
{
    World world;
    books(world).payer_script.next(Trouble::lost_after);
    books(world).invoice_script.next(Trouble::throttled);
    REQUIRE(world.submit("k1", world.order()).has_value());

    world.work(1);
    CHECK(world.intent("k1").state == IntentState::finding_out);
    world.work(1);
    CHECK(world.intent("k1").state == IntentState::planned);
    world.work();
    CHECK(books(world).payers.size() == 1);
    CHECK(books(world).invoices_.size() == 1);
}

namespace {

/// For a linked customer whose details go along, and to be e-mailed.
InvoiceOrder full_order(World& world)
{
    books(world).payers.push_back({PayerId("24"), "Lee Ltd", "", Currency::of("USD"), {}, true});
    InvoiceOrder order = world.order();
    order.payer = PayerId("24");
    order.update_payer = true;
    order.send_to = "ann@lee.test";
    return order;
}

} // namespace

TEST_CASE("the customer's details go along before the invoice, the e-mail after it")
{
    World world;
    REQUIRE(world.submit("k1", full_order(world)).has_value());

    world.work();

    REQUIRE(books(world).updates.size() == 1);
    CHECK(books(world).updates[0].details.name == "Lee Ltd");
    CHECK(books(world).invoices_.size() == 1);
    CHECK(books(world).sent_to == std::vector<std::string>{"ann@lee.test"});
    CHECK(world.intent("k1").emailed == true);
    CHECK_FALSE(world.intent("k1").payer_error.has_value());
    CHECK(crm(world).notes.size() == 1);
}

TEST_CASE("a customer that cannot be updated does not keep the invoice from being made")
{
    for (const Trouble trouble :
         {Trouble::refused, Trouble::lost_before, Trouble::lost_connection}) {
        World world;
        for (int i = 0; i < jobs::CreateInvoice::update_attempts_max; ++i) {
            books(world).update_script.next(trouble);
        }
        REQUIRE(world.submit("k1", full_order(world)).has_value());

        world.work();

        CHECK(world.intent("k1").state == IntentState::created);
        CHECK(world.intent("k1").payer_error.has_value());
        CHECK(books(world).updates.empty());
        CHECK(books(world).invoices_.size() == 1);
    }
}

TEST_CASE("a lost answer about the customer is asked for again under a key of its own")
{
    World world;
    books(world).update_script.next(Trouble::lost_after);
    REQUIRE(world.submit("k1", full_order(world)).has_value());

    world.work();

    REQUIRE(books(world).updates.size() == 2);
    CHECK(books(world).updates[0].key != books(world).updates[1].key);
    CHECK(books(world).updates[1].key.value().size() <= 50);
    CHECK_FALSE(world.intent("k1").payer_error.has_value());
}

TEST_CASE("an e-mail whose answer is lost goes out once; one that is refused leaves the invoice")
{
    for (const Trouble trouble : {Trouble::lost_before, Trouble::lost_after, Trouble::throttled}) {
        World world;
        InvoiceOrder order = full_order(world);
        REQUIRE(world.submit("k1", order).has_value());
        books(world).change_script.next(trouble);
        world.work();
        CHECK(books(world).sent_to.size() == 1);
        CHECK(world.intent("k1").emailed == true);
        CHECK(world.intent("k1").state == IntentState::created);
    }
    World world;
    REQUIRE(world.submit("k1", full_order(world)).has_value());
    books(world).change_script.next(Trouble::refused);
    world.work();
    CHECK(books(world).sent_to.empty());
    CHECK(world.intent("k1").emailed == false);
    CHECK(world.intent("k1").email_error->message.key == "error.books_closed_period");
    CHECK(world.intent("k1").state == IntentState::created);
    CHECK(crm(world).notes.size() == 1);
}

TEST_CASE("an e-mail that never gets an answer is given up, and a person can send it")
{
    World world;
    REQUIRE(world.submit("k1", full_order(world)).has_value());
    for (int i = 0; i < jobs::CreateInvoice::send_attempts_max; ++i) {
        books(world).change_script.next(Trouble::lost_before);
    }

    world.work();

    CHECK(world.intent("k1").state == IntentState::created);
    CHECK(world.intent("k1").emailed == false);
    CHECK(crm(world).notes.size() == 1);
}

TEST_CASE("an invoice that exists is not e-mailed from other books, and stays created")
{
    World world;
    REQUIRE(world.submit("k1", full_order(world)).has_value());
    books(world).change_script.next(Trouble::throttled);
    world.work(1); // as far as the e-mail
    storage::test::write(*world.store, [&](Transaction& tx) {
        Connection other = *tx.connection(world.company);
        other.books.id = BooksId("9131");
        tx.save(other);
    }).value();

    world.work();

    CHECK(world.intent("k1").state == IntentState::created);
    CHECK(world.intent("k1").emailed == false);
    CHECK(books(world).sent_to.empty());
}

TEST_CASE("a company that wants no notes gets its invoice without one")
{
    World world;
    InvoiceSettings settings;
    settings.write_note = false;
    storage::test::write(*world.store, [&](Transaction& tx) {
        tx.save(world.company, settings);
    }).value();
    REQUIRE(world.submit("k", world.order()).has_value());

    world.work();

    CHECK(world.intent("k").state == IntentState::created);
    CHECK(crm(world).notes.empty());
}

TEST_CASE("a note that cannot be written never fails the invoice")
{
    World world;
    for (int i = 0; i < jobs::CreateInvoice::note_attempts_max; ++i) {
        crm(world).note_script.next(Trouble::lost_before);
    }
    REQUIRE(world.submit("k1", world.order()).has_value());

    world.work();

    CHECK(world.intent("k1").state == IntentState::created);
    CHECK(crm(world).notes.empty());
    CHECK(world.log.contains("deal goes without a note"));
}

TEST_CASE("an order is never carried out in other books than it was meant for")
{
    World world;
    REQUIRE(world.submit("k1", world.order()).has_value());
    world.gateways.books_->company_.id = BooksId("777");
    run_task(connect_books(world.books_authorizer,
                           world.gateways,
                           *world.store,
                           world.clock,
                           world.caller(),
                           BooksId("777"),
                           "good"))
        .value();

    world.work();

    CHECK(world.intent("k1").error->message.key == "error.books_changed");
    CHECK(books(world).invoices_.empty());
}

TEST_CASE("what QuickBooks would refuse is refused before anything is on disk")
{
    World world;
    InvoiceOrder order = world.order();
    order.lines[0].quantity = Decimal(0);

    const auto refused = world.submit("k1", order);

    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().field == "lines[0].quantity");
    CHECK(world.submit("", world.order()).error().message.key == "error.idempotency_key");
    CHECK(world.submit(std::string(65, 'k'), world.order()).error().message.key ==
          "error.idempotency_key");
    storage::test::read(*world.store, [&](Transaction& tx) {
        CHECK_FALSE(tx.next_job_due().has_value());
        return true;
    });
}

TEST_CASE("the panel's sums follow what was paid, and a deleted invoice leaves them")
{
    World world;
    REQUIRE(world.submit("k1", world.order()).has_value());
    world.work();
    const auto sums = [&] {
        const auto list = run_task(refresh_invoices(
            world.gateways, *world.store, world.clock, world.caller(), DealId(17)));
        return list.value().sums;
    };

    books(world).invoices_[0].balance = Decimal::of("20.00");
    const std::vector<InvoiceSums> partly = sums();
    REQUIRE(partly.size() == 1);
    CHECK(partly[0].outstanding == Decimal::of("20.00"));
    CHECK(partly[0].paid == Decimal::of("100.00"));
    books(world).invoices_.clear();
    CHECK(sums().empty());
}

TEST_CASE("refresh shows what QuickBooks says now: paid, voided, deleted")
{
    World world;
    REQUIRE(world.submit("k1", world.order()).has_value());
    world.work();
    const auto status = [&] {
        const auto list = run_task(refresh_invoices(
            world.gateways, *world.store, world.clock, world.caller(), DealId(17)));
        return list.value().invoices.at(0);
    };

    CHECK(status().status == InvoiceStatus::open);
    books(world).invoices_[0].balance = Decimal::of("20.00");
    CHECK(status().status == InvoiceStatus::partially_paid);
    books(world).invoices_[0].balance = Decimal::of("0.00");
    CHECK(status().status == InvoiceStatus::paid);
    books(world).invoices_.clear();
    const ShownInvoice gone = status();
    CHECK(gone.status == InvoiceStatus::deleted);
    CHECK(gone.known.invoice.number == "1038");
    CHECK(to_string(gone.known.invoice.total) == "120.00");
    CHECK(gone.known.learned_by == LearnedBy::click);
}
