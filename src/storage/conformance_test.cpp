// What every store must do, whatever database is under it. A new driver is one more line in
// `stores`.
#include "storage/store_test_support.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::storage;
using namespace billbridge::storage::test;

namespace {

struct Rig {
    Folder folder;
    StillClock clock;
    std::unique_ptr<Store> store = *SqliteStore::open(folder.file("test.db"), sealer(), clock);
};

const CompanyId acme(4711);
const CompanyId other(4712);
const UserId sam(815);
const BooksId realm("1234567890123456");
const DealId deal(17);

Installation installation(CompanyId company = acme, UserId user = sam)
{
    Installation installation;
    installation.user = {
        company, user, "Sam Łoś", "sam@acme.test", "Acme", "acme", "pl", "Europe/Warsaw", true};
    installation.api_base = "https://acme.pipedrive.com";
    installation.access = {AccessState::active,
                           Secret("access"),
                           Secret("refresh"),
                           Time(std::chrono::seconds(5)),
                           Time(std::chrono::seconds(500))};
    installation.installed_at = Time(std::chrono::seconds(1));
    return installation;
}

Connection connection()
{
    Connection connection;
    connection.company = acme;
    connection.connected_by = sam;
    connection.books = {
        realm, "Craig's", "US", Currency::of("USD"), true, "America/Los_Angeles", true, "2"};
    connection.access = {
        AccessState::active, Secret("a"), Secret("r"), Time(std::chrono::seconds(7)), std::nullopt};
    connection.connected_at = Time(std::chrono::seconds(2));
    return connection;
}

InvoiceOrder order()
{
    InvoiceOrder order;
    order.deal = deal;
    order.deal_title = "Roof \"repair\" 屋根";
    order.contact = Contact{RecordKind::organization, 12};
    order.details = {"Lee Ltd", {.text = "12 Oak St", .city = "Rye"}, "ann@lee.test", "PL526"};
    order.currency = Currency::of("USD");
    order.date = Date::of("2026-11-20");
    order.due_date = Date::of("2026-12-04");
    order.lines = {{ItemId("11"), "Pump\nred", Decimal::of("128.350"), Decimal::of("14.50")}};
    order.item_links = {{ProductId(5), 2, ItemId("11"), "Pump"}};
    order.exchange_rate = Decimal::of("1.08");
    order.term = TermId("3");
    order.number = "FV/12";
    order.message = "Thank you";
    order.memo = "Second half";
    order.tax = {TaxTreatment::inclusive, TaxCodeId("2")};
    order.class_id = "7";
    order.location_id = "8";
    order.card_payment = true;
    order.discount = Discount{Discount::Kind::percentage, Decimal::of("2.5")};
    order.lines[0].discount = Discount{Discount::Kind::amount, Decimal::of("0.01")};
    order.lines[0].tax_code = TaxCodeId("5");
    order.lines[0].taxable = false;
    order.update_payer = true;
    order.send_to = "ann@lee.test";
    return order;
}

Intent intent(const std::string& id, int second = 0)
{
    Intent intent;
    intent.company = acme;
    intent.id = IntentId(id);
    intent.user = sam;
    intent.books = realm;
    intent.idempotency_key = "key-" + id;
    intent.fingerprint = "f";
    intent.order = order();
    intent.created_at = Time(std::chrono::seconds(second));
    return intent;
}

Job job(const std::string& id, int due_second = 0)
{
    Job job;
    job.company = acme;
    job.intent = IntentId(id);
    job.due_at = Time(std::chrono::seconds(due_second));
    return job;
}

void save_job(Store& store, const std::string& id, int due_second)
{
    REQUIRE(write(store, [&](Transaction& tx) {
        tx.save(intent(id));
        tx.save(job(id, due_second));
    }));
}

Time at(int second)
{
    return Time(std::chrono::seconds(second));
}

KnownInvoice known_invoice(const std::string& id, const char* date)
{
    KnownInvoice known;
    known.invoice.id = InvoiceId(id);
    known.invoice.payer = PayerId("58");
    known.invoice.payer_name = "Lee Ltd";
    known.invoice.number = "1038";
    known.invoice.version = "3";
    known.invoice.currency = Currency::of("EUR");
    known.invoice.date = Date::of(date);
    known.invoice.due_date = Date::of("2026-12-04");
    known.invoice.subtotal = Decimal::of("100.00");
    known.invoice.tax = Decimal::of("8.00");
    known.invoice.total = Decimal::of("108.00");
    known.invoice.balance = Decimal::of("8.10");
    known.deal = deal;
    known.as_of = at(9);
    known.learned_by = LearnedBy::click;
    return known;
}

} // namespace

TEST_CASE("an installation comes back as it was saved, tokens included, and is replaced by key")
{
    Rig rig;
    Installation again = installation();
    again.user.name = "Samuel";
    again.access = Access{.state = AccessState::ended};

    REQUIRE(write(*rig.store, [&](Transaction& tx) { tx.save(installation()); }));
    const auto first = read(*rig.store, [](Transaction& tx) { return tx.installation(acme, sam); });
    REQUIRE(write(*rig.store, [&](Transaction& tx) { tx.save(again); }));
    const auto second =
        read(*rig.store, [](Transaction& tx) { return tx.installation(acme, sam); });

    REQUIRE(first.has_value());
    CHECK(first->user.name == "Sam Łoś");
    CHECK(first->user.is_admin);
    CHECK(first->api_base == "https://acme.pipedrive.com");
    CHECK(first->access.access_token.reveal() == "access");
    CHECK(first->access.refresh_token.reveal() == "refresh");
    CHECK(first->access.expires_at == at(5));
    CHECK(first->access.grant_ends_at == at(500));
    CHECK(second->user.name == "Samuel");
    CHECK(second->access.state == AccessState::ended);
    CHECK(second->access.refresh_token.empty());
    CHECK_FALSE(second->access.grant_ends_at.has_value());
}

TEST_CASE("one at a time renews a grant; a lease that ran out or was given back is free")
{
    Rig rig;
    const GrantId books{acme, std::nullopt};
    const GrantId sams{acme, sam};
    const auto lease = [&](const GrantId& grant, int now, const char* owner) {
        bool leased = false;
        REQUIRE(write(*rig.store, [&](Transaction& tx) {
            leased = tx.lease_renewal(grant, at(now), owner, at(now + 60));
        }));
        return leased;
    };

    CHECK(lease(books, 0, "one"));
    CHECK_FALSE(lease(books, 59, "two"));
    CHECK(lease(sams, 59, "two"));
    CHECK(lease(books, 30, "one"));
    CHECK_FALSE(lease(books, 89, "two"));
    CHECK(lease(books, 90, "two"));

    REQUIRE(write(*rig.store, [&](Transaction& tx) { tx.release_renewal(books, "one"); }));
    CHECK_FALSE(lease(books, 91, "one"));
    REQUIRE(write(*rig.store, [&](Transaction& tx) { tx.release_renewal(books, "two"); }));
    CHECK(lease(books, 91, "one"));
}

TEST_CASE("nothing of one company is visible to another")
{
    Rig rig;
    REQUIRE(write(*rig.store, [&](Transaction& tx) {
        tx.save(installation());
        tx.save(connection());
        tx.save(acme, InvoiceSettings{.term = {.days = 3}});
        tx.save(acme, realm, PayerLink{{RecordKind::person, 1}, PayerId("2"), "x"});
        tx.save(acme, realm, ItemLink{ProductId(5), 0, ItemId("11"), "Pump"});
        tx.save(intent("i1"));
        tx.save(job("i1"));
        tx.save(acme, realm, known_invoice("147", "2026-11-20"));
    }));

    read(*rig.store, [](Transaction& tx) {
        CHECK_FALSE(tx.installation(other, sam));
        CHECK(tx.installations(other).empty());
        CHECK_FALSE(tx.connection(other));
        CHECK(tx.settings(other) == InvoiceSettings{});
        CHECK_FALSE(tx.payer_link(other, realm, {RecordKind::person, 1}));
        CHECK(tx.item_links(other, realm, {ProductId(5)}).empty());
        CHECK_FALSE(tx.intent(other, IntentId("i1")));
        CHECK_FALSE(tx.intent_by_key(other, "key-i1"));
        CHECK(tx.open_intents(other, deal).empty());
        CHECK_FALSE(tx.job(other, IntentId("i1")));
        CHECK(tx.invoices(other, realm, deal).empty());
        return true;
    });
}

TEST_CASE("a connection comes back as it was saved")
{
    Rig rig;
    REQUIRE(write(*rig.store, [&](Transaction& tx) {
        tx.save(installation());
        tx.save(connection());
    }));

    const auto stored = read(*rig.store, [](Transaction& tx) { return tx.connection(acme); });

    REQUIRE(stored.has_value());
    CHECK(stored->connected_by == sam);
    CHECK(stored->books.id == realm);
    CHECK(stored->books.home_currency.code() == "USD");
    CHECK(stored->books.multicurrency);
    CHECK(stored->books.default_tax_code == "2");
    CHECK(stored->access.refresh_token.reveal() == "r");
    CHECK(stored->connected_at == at(2));
}

TEST_CASE("settings have defaults until they are saved")
{
    Rig rig;
    InvoiceSettings settings;
    settings.to = {std::nullopt, std::nullopt};
    settings.address.fallback = FieldRef::parse("deal.9dc8").value();
    settings.tax_id.field = FieldRef::parse("organization.f00d").value();
    settings.term = {PaymentTerm::Kind::books, 0, TermId("3")};
    settings.tax_treatment = TaxTreatment::inclusive;
    settings.tax_code = TaxCodeId("5");
    settings.income_account = AccountId("79");
    settings.update_payer = true;
    settings.write_note = false;
    settings.attach_pdf = true;

    CHECK(read(*rig.store, [](Transaction& tx) { return tx.settings(acme); }) == InvoiceSettings{});
    REQUIRE(write(*rig.store, [&](Transaction& tx) { tx.save(acme, settings); }));
    CHECK(read(*rig.store, [](Transaction& tx) { return tx.settings(acme); }) == settings);
}

TEST_CASE("links belong to one set of books and are replaced")
{
    Rig rig;
    const Contact contact{RecordKind::organization, 12};
    REQUIRE(write(*rig.store, [&](Transaction& tx) {
        tx.save(acme, realm, PayerLink{contact, PayerId("1"), "Old"});
        tx.save(acme, realm, PayerLink{contact, PayerId("2"), "New"});
        tx.save(acme, realm, ItemLink{ProductId(5), 0, ItemId("11"), "Pump"});
        tx.save(acme, realm, ItemLink{ProductId(5), 3, ItemId("12"), "Pump XL"});
        tx.save(acme, realm, ItemLink{ProductId(6), 0, ItemId("13"), "Soil"});
    }));

    read(*rig.store, [&](Transaction& tx) {
        CHECK(tx.payer_link(acme, realm, contact)->payer == PayerId("2"));
        CHECK_FALSE(tx.payer_link(acme, BooksId("9"), contact));
        CHECK_FALSE(tx.payer_link(acme, realm, {RecordKind::person, 12}));
        CHECK(tx.item_links(acme, realm, {ProductId(5), ProductId(5), ProductId(7)}).size() == 2);
        CHECK(tx.item_links(acme, BooksId("9"), {ProductId(5)}).empty());
        return true;
    });
}

TEST_CASE("an intent comes back with its order to the digit")
{
    Rig rig;
    REQUIRE(write(*rig.store, [&](Transaction& tx) { tx.save(intent("i1", 4)); }));

    const auto stored =
        read(*rig.store, [](Transaction& tx) { return tx.intent_by_key(acme, "key-i1"); });

    REQUIRE(stored.has_value());
    const InvoiceOrder wanted = order();
    CHECK(stored->books == realm);
    CHECK(stored->order.deal_title == wanted.deal_title);
    CHECK(stored->order.contact == wanted.contact);
    CHECK(stored->order.details == wanted.details);
    CHECK(stored->order.lines == wanted.lines);
    CHECK(stored->order.exchange_rate == wanted.exchange_rate);
    CHECK(stored->order.term == wanted.term);
    CHECK(stored->order.number == "FV/12");
    CHECK(stored->order.message == "Thank you");
    CHECK(stored->order.memo == "Second half");
    CHECK(stored->order.tax == wanted.tax);
    CHECK(stored->order.class_id == "7");
    CHECK(stored->order.location_id == "8");
    CHECK(stored->order.card_payment);
    CHECK_FALSE(stored->order.bank_payment);
    CHECK(stored->order.discount == wanted.discount);
    CHECK(stored->order.update_payer);
    CHECK(stored->order.send_to == "ann@lee.test");
    CHECK(to_string(stored->order.lines[0].quantity) == "128.350");
    CHECK(stored->order.item_links[0].variation == 2);
    CHECK_FALSE(stored->order.payer);
    CHECK(stored->created_at == at(4));
}

TEST_CASE("an intent's outcome is stored, a failure with all that its readers need")
{
    Rig rig;
    Intent failed = intent("i1");
    failed.state = IntentState::not_created;
    failed.error = rejected({"error.x", {{"name", "Lee"}}}, "code 6240");
    failed.error->field = "payer";
    Intent created = intent("i2");
    created.state = IntentState::created;
    created.invoice = InvoiceId("147");
    created.expected_total = Decimal::of("12.30");
    created.emailed = false;
    created.email_error = rejected({"error.email", {}}, "code 6420");
    created.payer_error = conflict({"error.x", {}});

    REQUIRE(write(*rig.store, [&](Transaction& tx) {
        tx.save(intent("i1"));
        tx.save(failed);
        tx.save(created);
    }));

    read(*rig.store, [](Transaction& tx) {
        const auto first = tx.intent(acme, IntentId("i1"));
        CHECK(first->error->kind == ErrorKind::rejected);
        CHECK(first->error->message == Message{"error.x", {{"name", "Lee"}}});
        CHECK(first->error->cause == "code 6240");
        CHECK(first->error->field == "payer");
        CHECK_FALSE(first->emailed.has_value());
        CHECK_FALSE(first->expected_total.has_value());
        const auto second = tx.intent(acme, IntentId("i2"));
        CHECK(second->invoice == InvoiceId("147"));
        CHECK(to_string(*second->expected_total) == "12.30");
        CHECK(second->emailed == false);
        CHECK(second->email_error->cause == "code 6420");
        CHECK(second->payer_error->kind == ErrorKind::conflict);
        CHECK(tx.open_intents(acme, deal).empty());
        return true;
    });
}

TEST_CASE("open intents come oldest first, failures newest first and only recent ones")
{
    Rig rig;
    const auto failed = [](const std::string& id, int second) {
        Intent failed = intent(id, second);
        failed.state = IntentState::not_created;
        failed.error = conflict({"error.x", {}});
        return failed;
    };
    REQUIRE(write(*rig.store, [&](Transaction& tx) {
        tx.save(intent("late", 9));
        tx.save(intent("early", 1));
        tx.save(failed("f1", 10));
        tx.save(failed("f2", 20));
        tx.save(failed("f3", 30));
    }));

    read(*rig.store, [](Transaction& tx) {
        const auto open = tx.open_intents(acme, deal);
        REQUIRE(open.size() == 2);
        CHECK(open[0].id == IntentId("early"));
        const auto failures = tx.recent_failures(acme, deal, at(20));
        REQUIRE(failures.size() == 2);
        CHECK(failures[0].id == IntentId("f3"));
        CHECK(tx.recent_failures(acme, DealId(18), at(0)).empty());
        return true;
    });
}

TEST_CASE("an idempotency key belongs to one intent of a company")
{
    Rig rig;
    Intent twin = intent("i2");
    twin.idempotency_key = "key-i1";
    REQUIRE(write(*rig.store, [&](Transaction& tx) { tx.save(intent("i1")); }));

    const auto saved = write(*rig.store, [&](Transaction& tx) { tx.save(twin); });

    REQUIRE_FALSE(saved.has_value());
    CHECK(saved.error().kind == ErrorKind::unavailable);
    CHECK_FALSE(read(*rig.store, [](Transaction& tx) { return tx.intent(acme, IntentId("i2")); }));
}

TEST_CASE("nothing remains of a transaction whose body fails or throws")
{
    Rig rig;
    Store::Body failing = [](Transaction& tx) -> Result<void> {
        tx.save(installation());
        return fail(conflict({"error.x", {}}));
    };
    Store::Body throwing = [](Transaction& tx) -> Result<void> {
        tx.save(installation());
        throw std::logic_error("broken assumption");
    };

    CHECK(run_task(rig.store->write(failing)).error().kind == ErrorKind::conflict);
    CHECK_THROWS_AS(run_task(rig.store->write(throwing)), std::logic_error);
    CHECK_FALSE(read(*rig.store, [](Transaction& tx) { return tx.installation(acme, sam); }));
    CHECK(write(*rig.store, [](Transaction& tx) { tx.save(installation()); }).has_value());
}

TEST_CASE("a job is claimed by one owner, the longest waiting first, until its lease ends")
{
    Rig rig;
    save_job(*rig.store, "late", 20);
    save_job(*rig.store, "early", 10);

    const auto claim = [&](int now, const std::string& owner) {
        std::optional<Job> job;
        REQUIRE(write(*rig.store,
                      [&](Transaction& tx) { job = tx.claim_job(at(now), owner, at(now + 60)); }));
        return job ? to_string(job->intent) : "none";
    };

    CHECK(claim(5, "a") == "none");
    CHECK(claim(30, "a") == "early");
    CHECK(claim(30, "b") == "late");
    CHECK(claim(89, "c") == "none");
    CHECK(claim(90, "c") == "early");
}

TEST_CASE("a named job is claimed unless somebody else holds it or it is not due")
{
    Rig rig;
    save_job(*rig.store, "i1", 10);

    const auto claim = [&](int now, const std::string& owner) {
        std::optional<Job> job;
        REQUIRE(write(*rig.store, [&](Transaction& tx) {
            job = tx.claim_job(acme, IntentId("i1"), at(now), owner, at(now + 60));
        }));
        return job.has_value();
    };

    CHECK_FALSE(claim(9, "a"));
    CHECK(claim(10, "a"));
    CHECK(claim(11, "a"));
    CHECK_FALSE(claim(12, "b"));
    CHECK(claim(71, "b"));
}

TEST_CASE("leases can be released all at once, and finished jobs are never claimed")
{
    Rig rig;
    save_job(*rig.store, "i1", 0);
    Job done = job("i2");
    done.step = JobStep::done;
    REQUIRE(write(*rig.store, [&](Transaction& tx) {
        tx.save(intent("i2"));
        tx.save(done);
        tx.claim_job(at(1), "dead", at(1000));
    }));

    REQUIRE(write(*rig.store, [](Transaction& tx) { tx.release_leases(); }));

    REQUIRE(write(*rig.store, [](Transaction& tx) {
        CHECK(tx.claim_job(at(1), "a", at(60))->intent == IntentId("i1"));
        CHECK_FALSE(tx.claim_job(at(1), "a", at(60)));
    }));
}

TEST_CASE("the next due time looks at due jobs and at running leases")
{
    Rig rig;
    CHECK_FALSE(read(*rig.store, [](Transaction& tx) { return tx.next_job_due(); }));
    save_job(*rig.store, "i1", 10);
    CHECK(read(*rig.store, [](Transaction& tx) { return tx.next_job_due(); }) == at(10));

    REQUIRE(write(*rig.store, [](Transaction& tx) { tx.claim_job(at(11), "a", at(70)); }));

    CHECK(read(*rig.store, [](Transaction& tx) { return tx.next_job_due(); }) == at(70));
}

TEST_CASE("a job's progress is stored")
{
    Rig rig;
    save_job(*rig.store, "i1", 0);
    Job moved = job("i1", 12);
    moved.step = JobStep::create_invoice;
    moved.sent = true;
    moved.attempts = 3;
    moved.payer = PayerId("58");
    moved.cause = "timeout";

    REQUIRE(write(*rig.store, [&](Transaction& tx) { tx.save(moved); }));

    const auto stored =
        read(*rig.store, [](Transaction& tx) { return tx.job(acme, IntentId("i1")); });
    CHECK(stored->step == JobStep::create_invoice);
    CHECK(stored->sent);
    CHECK(stored->attempts == 3);
    CHECK(stored->payer == PayerId("58"));
    CHECK(stored->due_at == at(12));
}

TEST_CASE("invoices of a deal come newest first and are replaced by id")
{
    Rig rig;
    KnownInvoice paid = known_invoice("147", "2026-11-20");
    paid.invoice.balance = Decimal::of("0.00");
    KnownInvoice undated = known_invoice("99", "2026-11-21");
    undated.invoice.due_date.reset();
    REQUIRE(write(*rig.store, [&](Transaction& tx) {
        tx.save(acme, realm, known_invoice("147", "2026-11-20"));
        tx.save(acme, realm, known_invoice("1470", "2026-11-20"));
        tx.save(acme, realm, undated);
        tx.save(acme, realm, paid);
    }));

    const auto list =
        read(*rig.store, [](Transaction& tx) { return tx.invoices(acme, realm, deal); });

    REQUIRE(list.size() == 3);
    CHECK(list[0].invoice.id == InvoiceId("99"));
    CHECK(list[1].invoice.id == InvoiceId("1470"));
    CHECK(list[2].invoice == paid.invoice);
    CHECK(to_string(list[2].invoice.balance) == "0.00");
    CHECK(list[2].as_of == at(9));
    CHECK(list[2].learned_by == LearnedBy::click);
}

TEST_CASE("the invoices of a customer are known with a deal and without")
{
    Rig rig;
    KnownInvoice elsewhere = known_invoice("148", "2026-11-21");
    elsewhere.invoice.payer = PayerId("59");
    KnownInvoice loose = known_invoice("149", "2026-11-19");
    loose.deal.reset();
    REQUIRE(write(*rig.store, [&](Transaction& tx) {
        tx.save(acme, realm, known_invoice("147", "2026-11-20"));
        tx.save(acme, realm, elsewhere);
        tx.save(acme, realm, loose);
    }));

    const auto list =
        read(*rig.store, [](Transaction& tx) { return tx.invoices(acme, realm, PayerId("58")); });
    const auto one =
        read(*rig.store, [](Transaction& tx) { return tx.invoice(acme, realm, InvoiceId("149")); });
    const auto none =
        read(*rig.store, [](Transaction& tx) { return tx.invoice(acme, realm, InvoiceId("1")); });

    REQUIRE(list.size() == 2);
    CHECK(list[0].invoice.id == InvoiceId("147"));
    CHECK(list[0].deal == deal);
    CHECK(list[1].invoice == loose.invoice);
    CHECK_FALSE(list[1].deal.has_value());
    REQUIRE(one.has_value());
    CHECK(one->invoice == loose.invoice);
    CHECK_FALSE(none.has_value());
}

TEST_CASE("a customer's contacts are found, and a link that was removed is gone")
{
    Rig rig;
    const Contact lee{RecordKind::organization, 12};
    const Contact ann{RecordKind::person, 12};
    REQUIRE(write(*rig.store, [&](Transaction& tx) {
        tx.save(acme, realm, PayerLink{lee, PayerId("58"), "Lee Ltd"});
        tx.save(acme, realm, PayerLink{ann, PayerId("58"), "Lee Ltd"});
    }));
    const auto contacts = [&] {
        return read(*rig.store,
                    [](Transaction& tx) { return tx.contacts(acme, realm, PayerId("58")); });
    };

    CHECK(contacts().size() == 2);
    REQUIRE(write(*rig.store, [&](Transaction& tx) { tx.remove_payer_link(acme, realm, lee); }));

    CHECK(contacts() == std::vector<Contact>{ann});
}

TEST_CASE("a wish to change an invoice is found by its company and key, and its outcome is kept")
{
    Rig rig;
    InvoiceEffect effect{.company = acme,
                         .key = RequestKey("k1"),
                         .user = sam,
                         .books = realm,
                         .invoice = InvoiceId("147"),
                         .action = InvoiceAction::send_invoice,
                         .send_to = "ann@lee.test",
                         .at = at(5)};
    auto stored = [&](CompanyId company, const char* key) {
        return read(*rig.store,
                    [&](Transaction& tx) { return tx.effect(company, RequestKey(key)); });
    };
    REQUIRE(write(*rig.store, [&](Transaction& tx) { tx.save(effect); }));
    CHECK(stored(acme, "k1")->state == EffectState::sent);

    effect.state = EffectState::refused;
    effect.cause = "code 5010";
    REQUIRE(write(*rig.store, [&](Transaction& tx) { tx.save(effect); }));

    const auto kept = stored(acme, "k1");
    REQUIRE(kept);
    CHECK(kept->state == EffectState::refused);
    CHECK(kept->cause == "code 5010");
    CHECK(kept->action == InvoiceAction::send_invoice);
    CHECK(kept->invoice == InvoiceId("147"));
    CHECK(kept->send_to == "ann@lee.test");
    CHECK(kept->user == sam);
    CHECK(kept->books == realm);
    CHECK(kept->at == at(5));
    CHECK_FALSE(stored(acme, "k2"));
    CHECK_FALSE(stored(other, "k1"));
}

TEST_CASE("a wish for an item is found by its company and key, and its outcome is kept")
{
    Rig rig;
    ItemWish wish;
    wish.company = acme;
    wish.key = RequestKey("k1");
    wish.user = sam;
    wish.books = realm;
    wish.item = {"Tile", "RT-1", "Red", Decimal::of("30.230"), AccountId("79"), true};
    wish.at = at(5);
    auto stored = [&](CompanyId company, const char* key) {
        return read(*rig.store,
                    [&](Transaction& tx) { return tx.item_wish(company, RequestKey(key)); });
    };
    REQUIRE(write(*rig.store, [&](Transaction& tx) { tx.save(wish); }));
    CHECK(stored(acme, "k1")->state == EffectState::sent);
    CHECK_FALSE(stored(acme, "k1")->made);

    wish.state = EffectState::done;
    wish.made = ItemId("31");
    wish.cause = "late";
    REQUIRE(write(*rig.store, [&](Transaction& tx) { tx.save(wish); }));

    const auto kept = stored(acme, "k1");
    REQUIRE(kept);
    CHECK(kept->state == EffectState::done);
    CHECK(kept->made == ItemId("31"));
    CHECK(kept->item == wish.item);
    CHECK(to_string(*kept->item.unit_price) == "30.230");
    CHECK(kept->user == sam);
    CHECK(kept->books == realm);
    CHECK(kept->cause == "late");
    CHECK(kept->at == at(5));
    CHECK_FALSE(stored(acme, "k2"));
    CHECK_FALSE(stored(other, "k1"));
}

TEST_CASE("a company's templates are kept whole, in their order, for its books alone")
{
    Rig rig;
    InvoiceTemplate full;
    full.id = "b";
    full.name = "Żółte \"dachy\"";
    full.message = "Thanks\nAnn";
    full.memo = "m";
    full.term = PaymentTerm{PaymentTerm::Kind::books, 0, TermId("3")};
    full.discount = Discount{Discount::Kind::amount, Decimal::of("12.50")};
    full.card_payment = full.bank_payment = true;
    full.class_id = "7";
    full.location_id = "2";
    full.email_subject = "s";
    full.email_text = "t";
    InvoiceTemplate plain;
    plain.id = "a";
    plain.name = "Plain";
    auto stored = [&](CompanyId company, const BooksId& books) {
        return read(*rig.store, [&](Transaction& tx) { return tx.templates(company, books); });
    };

    REQUIRE(write(*rig.store, [&](Transaction& tx) {
        tx.save(acme, realm, std::vector<InvoiceTemplate>{full, plain});
    }));
    CHECK(stored(acme, realm) == std::vector<InvoiceTemplate>{full, plain});
    CHECK(stored(acme, BooksId("other")).empty());
    CHECK(stored(other, realm).empty());

    REQUIRE(write(*rig.store, [&](Transaction& tx) {
        tx.save(acme, realm, std::vector<InvoiceTemplate>{plain});
    }));
    CHECK(stored(acme, realm) == std::vector<InvoiceTemplate>{plain});
}

TEST_CASE("a kept draft belongs to one deal of one company; old ones are removed")
{
    Rig rig;
    auto stored = [&](CompanyId company, DealId id) {
        return read(*rig.store, [&](Transaction& tx) { return tx.kept_draft(company, id); });
    };
    auto draft_of = [](CompanyId company, std::int64_t id, int when) {
        return KeptDraft{company, DealId(id), 1, R"({"a":1})", sam, at(when)};
    };
    REQUIRE(write(*rig.store, [&](Transaction& tx) {
        tx.save(draft_of(acme, 17, 5));
        tx.save(draft_of(acme, 18, 9));
        tx.save(draft_of(other, 17, 5));
    }));
    CHECK(stored(acme, DealId(17))->form == R"({"a":1})");
    CHECK(stored(acme, DealId(17))->kept_by == sam);
    CHECK(stored(acme, DealId(17))->kept_at == at(5));
    CHECK_FALSE(stored(acme, DealId(19)));

    KeptDraft forgotten = draft_of(acme, 18, 9);
    forgotten.version = 2;
    forgotten.form.reset();
    REQUIRE(write(*rig.store, [&](Transaction& tx) {
        tx.save(forgotten);
        tx.remove_kept_drafts(acme, at(6));
    }));
    CHECK_FALSE(stored(acme, DealId(17)));
    CHECK(stored(acme, DealId(18))->version == 2);
    CHECK_FALSE(stored(acme, DealId(18))->form);
    CHECK(stored(other, DealId(17)));
}

TEST_CASE("several audit rows of one instant are kept")
{
    Rig rig;

    CHECK(write(*rig.store, [](Transaction& tx) {
              tx.audit(acme, sam, "install", "app");
              tx.audit(acme, sam, "connect", "books");
          }).has_value());
}

namespace {

BooksEvent event(const std::string& id, CompanyId company = acme, int second = 0)
{
    BooksEvent event;
    event.company = company;
    event.books = realm;
    event.id = id;
    event.notice = {BooksEntity::customer, "58", "59", at(second)};
    event.received_at = event.due_at = at(second);
    return event;
}

std::vector<std::string> claimed(Store& store, int second, const std::string& owner)
{
    std::vector<std::string> ids;
    write(store, [&](Transaction& tx) {
        for (const BooksEvent& event : tx.claim_events(at(second), owner, at(second + 60))) {
            ids.push_back(event.id);
        }
    }).value();
    return ids;
}

using Ids = std::vector<std::string>;

} // namespace

TEST_CASE("an event is stored once per company")
{
    Rig rig;
    write(*rig.store, [&](Transaction& tx) {
        CHECK(tx.add(event("e")));
        CHECK_FALSE(tx.add(event("e")));
        CHECK(tx.add(event("e", other)));
    }).value();
}

TEST_CASE("due events of one company are leased together, to one of two workers")
{
    Rig rig;
    write(*rig.store, [&](Transaction& tx) {
        tx.add(event("b", acme, 2));
        tx.add(event("a", acme, 1));
        tx.add(event("later", acme, 500));
        tx.add(event("foreign", other, 3));
    }).value();

    CHECK(claimed(*rig.store, 10, "one") == Ids{"a", "b"});
    CHECK(claimed(*rig.store, 10, "two") == Ids{"foreign"});
    CHECK(claimed(*rig.store, 10, "two").empty());
    CHECK(claimed(*rig.store, 70, "two") == Ids{"a", "b"}); // the first one never came back
}

TEST_CASE("an event comes back as it was saved; a done one is not leased and is forgotten in time")
{
    Rig rig;
    write(*rig.store, [&](Transaction& tx) { tx.add(event("e", acme, 5)); }).value();
    write(*rig.store, [&](Transaction& tx) {
        BooksEvent taken = tx.claim_events(at(10), "one", at(60)).at(0);
        CHECK(taken.books == realm);
        CHECK(taken.notice.entity == BooksEntity::customer);
        CHECK(taken.notice.record == "58");
        CHECK(taken.notice.merged == "59");
        CHECK(taken.notice.changed_at == at(5));
        taken.attempts = 3;
        taken.due_at = at(20);
        taken.lease_owner.clear();
        tx.save(taken);
    }).value();
    CHECK(claimed(*rig.store, 19, "one").empty());
    write(*rig.store, [&](Transaction& tx) {
        BooksEvent taken = tx.claim_events(at(20), "one", at(60)).at(0);
        CHECK(taken.attempts == 3);
        taken.done = true;
        taken.lease_owner.clear();
        tx.save(taken);
    }).value();
    CHECK(claimed(*rig.store, 900, "one").empty());
    write(*rig.store, [&](Transaction& tx) {
        tx.forget_events(at(5));
        CHECK_FALSE(tx.add(event("e")));
        tx.forget_events(at(6));
        CHECK(tx.add(event("e")));
    }).value();
}

TEST_CASE("books are found by those who are connected to them")
{
    Rig rig;
    write(*rig.store, [&](Transaction& tx) {
        tx.save(installation());
        tx.save(connection());
        CHECK(tx.companies(realm) == std::vector<CompanyId>{acme});
        CHECK(tx.companies(BooksId("1")).empty());
        Connection ended = connection();
        ended.access = Access{.state = AccessState::ended};
        tx.save(ended);
        CHECK(tx.companies(realm).empty());
    }).value();
}
