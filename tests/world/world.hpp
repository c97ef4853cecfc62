#pragma once

#include "core/connect.hpp"
#include "core/install.hpp"
#include "core/submit.hpp"
#include "jobs/create_invoice.hpp"
#include "net/memory_log.hpp"
#include "storage/store_test_support.hpp"
#include "tests/world/fake_vendors.hpp"
#include "text/embedded_catalogues.hpp"

namespace billbridge::world {

using test::run_task;

/// A company that has installed the app and connected its books, on a real store with a clock that
/// only tests move.
class World {
public:
    World()
    {
        CrmUser& user = gateways.crm_->user;
        user = {company, sam, "Sam", "sam@acme.test", "Acme", "acme", "en", "Europe/Warsaw", true};
        BooksCompany& books = gateways.books_->company_;
        books = {BooksId("9130"), "Craig's", "US", Currency::of("USD"), false, "", false, ""};
        run_task(install(crm_authorizer, gateways, *store, clock, "good")).value();
        run_task(
            connect_books(books_authorizer, gateways, *store, clock, caller(), books.id, "good"))
            .value();
    }

    Caller caller() const { return {company, sam}; }

    InvoiceOrder order() const
    {
        InvoiceOrder order;
        order.deal = DealId(17);
        order.contact = Contact{RecordKind::organization, 12};
        order.details.name = "Lee Ltd";
        order.currency = Currency::of("USD");
        order.date = Date::of("2026-11-20");
        order.due_date = Date::of("2026-12-04");
        order.lines = {{ItemId("11"), "Pump", Decimal(3), Decimal::of("40.00")}};
        order.item_links = {{ProductId(5), 0, ItemId("11"), "Pump"}};
        return order;
    }

    /// Submits under this key, as a person who pressed Create.
    Result<Intent> submit(const std::string& key, const InvoiceOrder& order)
    {
        return run_task(
            submit_invoice(*store,
                           clock,
                           caller(),
                           {key, "print of " + key, IntentId(key + "-0000-0000"), order}));
    }

    /// Works off every job, moving the clock to where the next one falls due; as often as `rounds`.
    void work(int rounds = 50)
    {
        for (int round = 0; round < rounds; ++round) {
            std::optional<Job> job;
            storage::test::write(*store, [&](Transaction& tx) {
                if (const auto due = tx.next_job_due()) {
                    clock.time = std::max(clock.time, *due);
                }
                job = tx.claim_job(clock.time, "worker", clock.time + std::chrono::minutes(3));
            }).value();
            if (!job) {
                return;
            }
            run_task(create_invoice.run(*job)).value();
        }
    }

    Intent intent(const std::string& key)
    {
        return storage::test::read(
            *store, [&](Transaction& tx) { return *tx.intent_by_key(company, key); });
    }

    const CompanyId company{4711};
    const UserId sam{815};
    storage::test::Folder folder;
    storage::test::StillClock clock;
    net::MemoryLog log;
    std::unique_ptr<Store> store =
        *storage::SqliteStore::open(folder.file("world.db"), storage::test::sealer(), clock);
    FakeGateways gateways;
    FakeAuthorizer crm_authorizer;
    FakeAuthorizer books_authorizer;
    text::Catalogue catalogue = text::Catalogue::open(text::embedded_catalogues());
    jobs::CreateInvoice create_invoice{gateways, *store, clock, catalogue, log};
};

} // namespace billbridge::world
