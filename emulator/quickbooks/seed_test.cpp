#include "emulator/quickbooks/seed.hpp"

#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;

TEST_CASE("the craigs seed is the vendor's sample company")
{
    const auto companies = seeded_companies("craigs", test::start);

    REQUIRE(companies.size() == 2);
    const Company& company = companies.front();
    CHECK(company.table("Customer").size() == 30);
    CHECK(company.table("Item").size() == 18);
    CHECK(company.has_multicurrency());
    CHECK(company.uses_sales_tax());
    CHECK(company.home_currency() == "USD");
    const Json euro = *company.table("Customer").find("58");
    CHECK(referred(euro, "CurrencyRef") == "EUR");
    const Json child = *company.table("Customer").find("8");
    CHECK(child["FullyQualifiedName"] == Json("Freeman Sporting Goods:0969 Ocean View Road"));
}

TEST_CASE("the sample invoices have the vendor's numbers")
{
    const auto companies = seeded_companies("craigs", test::start);
    const Company& company = companies.front();

    const Json partly_paid = *company.table("Invoice").find("67");
    const Json open = *company.table("Invoice").find("130");

    CHECK(partly_paid["DocNumber"] == Json("1021"));
    CHECK(partly_paid["TotalAmt"] == Json::number_text("459.00"));
    CHECK(partly_paid["Balance"] == Json::number_text("239.00"));
    CHECK(partly_paid["SyncToken"] == Json("2"));
    CHECK(open["TotalAmt"] == Json::number_text("362.07"));
    CHECK(open["TxnTaxDetail"]["TotalTax"] == Json::number_text("26.82"));
    const Json amy = *company.table("Customer").find("1");
    CHECK(amy["Balance"] == Json::number_text("239.00"));
}

TEST_CASE("no two customers, vendors and employees share an id or a name")
{
    const auto companies = seeded_companies("craigs", test::start);
    const Company& company = companies.front();
    std::map<std::string, int> ids;
    std::map<std::string, int> names;

    for (const char* table : {"Customer", "Vendor", "Employee"}) {
        for (const Record& record : company.table(table).records()) {
            const Json row = record.json();
            CHECK(++ids[id_of(row)] == 1);
            CHECK(++names[row["DisplayName"].string_or()] == 1);
        }
    }
}

TEST_CASE("the empty seed has one company without customers, in one currency, without tax")
{
    const auto companies = seeded_companies("empty", test::start);

    REQUIRE(companies.size() == 1);
    const Company& company = companies.front();
    CHECK(company.table("Customer").empty());
    CHECK(company.table("Item").size() == 2);
    CHECK_FALSE(company.has_multicurrency());
    CHECK_FALSE(company.uses_sales_tax());
}

TEST_CASE("an unknown seed has no companies, and an app cannot start from it")
{
    emulator::kit::EmulatorClock clock(test::start);

    CHECK(seeded_companies("nonsense", test::start).empty());
    CHECK_THROWS_AS(App(clock, {.seed = "nonsense"}), std::invalid_argument);
}
