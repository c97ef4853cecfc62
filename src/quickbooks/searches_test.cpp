#include "quickbooks/searches.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::quickbooks;

namespace {

const Currency usd = Currency::of("USD");

Json json(const char* text)
{
    return *Json::parse(text);
}

std::string ids(const Result<std::vector<Payer>>& payers)
{
    std::string list;
    for (const Payer& payer : payers.value()) {
        list += (list.empty() ? "" : " ") + to_string(payer.id);
    }
    return list;
}

} // namespace

TEST_CASE("a text is searched only where it can be found")
{
    const auto count = [](const char* text) { return payer_searches(text).size(); };

    CHECK(count("") == 1);
    CHECK(count("a") == 1);
    CHECK(count("Lee Ltd") == 1);
    CHECK(count("lee.test") == 2); // part of an e-mail address
    CHECK(count("58") == 2);       // a number
    CHECK(count("555 0100") == 2); // a phone
    CHECK(count("5550100") == 4);  // anything
    CHECK(item_searches("a", 20).size() == 1);
    CHECK(count("🚀") == 2);
    CHECK(payer_searches("58")[1] ==
          "SELECT * FROM Customer WHERE Id = '58' AND Active IN (true, false)");
}

TEST_CASE("quotes, backslashes and control characters of a search stay inside its text")
{
    CHECK(payer_searches(" x'\\\n or ")[0] ==
          "SELECT * FROM Customer WHERE DisplayName LIKE '%x\\'\\\\  or%' AND Active IN (true, "
          "false) ORDERBY DisplayName MAXRESULTS 100");
    CHECK(item_searches("a'b", 20) ==
          std::vector<std::string>{
              "SELECT * FROM Item WHERE Name LIKE '%a\\'b%' AND Type IN ('Service', "
              "'NonInventory', 'Inventory') ORDERBY Name MAXRESULTS 20",
              "SELECT * FROM Item WHERE Sku LIKE '%a\\'b%' AND Type IN ('Service', "
              "'NonInventory', 'Inventory') ORDERBY Name MAXRESULTS 20"});
}

TEST_CASE("customers found twice are told once, inactive ones last")
{
    const Json by_name = json(
        R"({"Customer":[{"Id":"1","DisplayName":"A","Active":false},{"Id":"2","DisplayName":"B"}]})");
    const Json by_email =
        json(R"({"Customer":[{"Id":"2","DisplayName":"B"},{"Id":"3","DisplayName":"C"}]})");

    CHECK(ids(payers_found({by_name, by_email}, "lee.test", 20, usd)) == "2 3 1");
    CHECK(ids(payers_found({by_name, by_email}, "lee.test", 2, usd)) == "2 3");
    CHECK(ids(payers_found({by_name, Json()}, "lee.test", 20, usd)) == "2 1");
    CHECK(payers_found({Json()}, "lee", 20, usd).error().kind == ErrorKind::unavailable);
}

TEST_CASE("a phone is found by its digits among the customers that changed last")
{
    const Json none = json("{}");
    const Json all = json(
        R"({"Customer":[{"Id":"1","DisplayName":"A","PrimaryPhone":{"FreeFormNumber":"(650) 555-0100"}},
            {"Id":"2","DisplayName":"B","Mobile":{"FreeFormNumber":"+48 22 555 01 00"}},
            {"Id":"3","DisplayName":"C"}]})");

    CHECK(ids(payers_found({none, all}, "555-01 00", 20, usd)) == "1 2");
    CHECK(ids(payers_found({none, all}, "+48 22 555", 20, usd)) == "2");
}

TEST_CASE("who has a name is a customer, or someone else")
{
    const auto found = [](const char* customer, const char* vendor, const Json& employee) {
        return holder_found({json(customer), json(vendor), employee}, usd).value();
    };
    const char* none = "{}";

    CHECK_FALSE(found(none, none, json(none)).has_value());
    CHECK(found(R"({"Customer":[{"Id":"1","DisplayName":"A","Active":false}]})", none, Json())
              ->payer->id == PayerId("1"));
    CHECK_FALSE(found(none, R"({"Vendor":[{"Id":"1"}]})", Json())->payer.has_value());
    CHECK_FALSE(found(none, none, json(R"({"Employee":[{"Id":"1"}]})"))->payer.has_value());
    CHECK(holder_searches("O'Hara:\tLtd")[1] ==
          "SELECT * FROM Vendor WHERE DisplayName = 'O\\'Hara  "
          "Ltd' AND Active IN (true, false)");
}
