#include "domain/new_item.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

namespace {

NewItem good()
{
    return {"Roof tile", "RT-1", "Red clay", Decimal::of("30.23"), AccountId("79"), true};
}

/// The complaint about `good` after a change, "field: key"; empty where there is none.
template <class Change>
std::string complaint(Change change)
{
    NewItem item = good();
    change(item);
    const auto checked = check_new_item(item);
    return checked ? "" : checked.error().field + ": " + checked.error().message.key;
}

} // namespace

TEST_CASE("a service with name and account can be sold; code, price and description may be absent")
{
    CHECK(complaint([](NewItem&) {}) == "");
    CHECK(complaint([](NewItem& item) {
              item.code = item.description = "";
              item.unit_price.reset();
          }) == "");
    CHECK(complaint([](NewItem& item) { item.name = "🚀 \"O'Hara\" \\ Łąka"; }) == "");
}

TEST_CASE("what QuickBooks would refuse of an item is told before it is asked")
{
    CHECK(complaint([](NewItem& item) { item.name = " "; }) == "name: error.item_name_missing");
    CHECK(complaint([](NewItem& item) { item.name = "Roof:Tile"; }) == "name: error.item_name");
    CHECK(complaint([](NewItem& item) { item.name = "Roof\tTile"; }) == "name: error.item_name");
    CHECK(complaint([](NewItem& item) { item.name = "Roof\n"; }) == "name: error.item_name");
    CHECK(complaint([](NewItem& item) { item.code = "a\tb"; }) == "code: error.item_name");
    CHECK(complaint([](NewItem& item) { item.code = std::string(101, 'c'); }) ==
          "code: error.too_long");
    CHECK(complaint([](NewItem& item) { item.description = std::string(4001, 'd'); }) ==
          "description: error.too_long");
    CHECK(complaint([](NewItem& item) { item.unit_price = Decimal(-1); }) ==
          "unit_price: error.item_price");
    CHECK(complaint([](NewItem& item) { item.unit_price = Decimal::of("0.000001"); }) ==
          "unit_price: error.item_price");
    CHECK(complaint([](NewItem& item) { item.income_account = AccountId(); }) ==
          "income_account: error.income_account");
}

TEST_CASE("a name's length counts characters, not bytes")
{
    std::string hundred;
    for (int i = 0; i < 100; ++i) {
        hundred += "Ł";
    }
    CHECK(complaint([&](NewItem& item) { item.name = hundred; }) == "");
    CHECK(complaint([&](NewItem& item) { item.name = hundred + "x"; }) == "name: error.too_long");
}
