#include "emulator/quickbooks/sales/invoice.hpp"
#include "emulator/quickbooks/sales/invoice_state.hpp"
#include "emulator/quickbooks/sales/payment.hpp"
#include "emulator/quickbooks/seed.hpp"
#include "emulator/quickbooks/seed_parts.hpp"
#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;

namespace {

constexpr seed_parts::Size small{.customers = 12, .items = 9, .invoices = 60};

Company sample_company()
{
    return std::move(seeded_companies("craigs", test::start).front());
}

/// What happened to one invoice, by the API's own operations.
void sell_by_ledger(Company& company, const seed_parts::Sale& sale)
{
    using Fate = seed_parts::Sale::Fate;
    const auto made = create(company, invoice_type, sale.invoice, sale.made);
    REQUIRE(made);
    const Json invoice = (*made)->json();
    if (sale.fate == Fate::voided) {
        REQUIRE(void_entity(company, invoice_type, invoice, sale.settled));
    } else if (sale.fate != Fate::open) {
        const Decimal amount = seed_parts::paid_amount(sale, invoice);
        REQUIRE(record_payment(company, id_of(invoice), amount, sale.settled));
    }
}

} // namespace

TEST_CASE("books that were made at once are those that the API would have made")
{
    Company at_once = sample_company();
    Company one_by_one = sample_company();

    seed_parts::add_books_at_once(at_once, small, test::start);
    seed_parts::add_books(one_by_one, small, test::start, [&](const seed_parts::Sale& sale) {
        sell_by_ledger(one_by_one, sale);
    });

    for (const auto& [name, table] : one_by_one.tables) {
        const Table& other = at_once.table(name);
        REQUIRE(other.size() == table.size());
        for (const Record& record : table.records()) {
            const Record* same = other.record(record.id());
            REQUIRE(same != nullptr);
            CHECK(same->text() == record.text());
        }
    }
    CHECK(at_once.next_transaction == one_by_one.next_transaction);
    CHECK(at_once.next_document == one_by_one.next_document);
    CHECK(at_once.next_address == one_by_one.next_address);
}

TEST_CASE("the books that were made have invoices in every state, and the customers owe the rest")
{
    Company company = sample_company();

    seed_parts::add_books_at_once(
        company, {.customers = 20, .items = 9, .invoices = 400}, test::start);

    std::map<InvoiceState, int> states;
    Decimal open;
    for (const Record& record : company.table("Invoice").records()) {
        const Json invoice = record.json();
        ++states[invoice_state(invoice, server_day(test::start))];
        open += decimal_of(invoice["Balance"]);
    }
    Decimal owed;
    for (const Record& record : company.table("Customer").records()) {
        owed += decimal_of(record.json()["Balance"]);
    }
    CHECK(states.size() == std::size(invoice_states));
    CHECK(states[InvoiceState::paid] > 200);
    CHECK(to_string(owed) == to_string(open));
}
