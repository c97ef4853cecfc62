#include "domain/similar.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

namespace {

Payer payer(const char* id, const char* name, const char* email = "", const char* currency = "USD")
{
    return {PayerId(id), name, email, Currency::of(currency), Decimal(), true};
}

std::string suggested(const PayerDetails& details, const std::vector<Payer>& candidates)
{
    const auto suggestion = suggest_payer(details, "USD", candidates);
    if (!suggestion) {
        return "nobody";
    }
    return to_string(suggestion->payer.id) +
           (suggestion->reason == PayerSuggestion::Reason::name ? " by name" : " by email");
}

PayerDetails called(const char* name, const char* email = "")
{
    PayerDetails details;
    details.name = name;
    details.email = email;
    return details;
}

Item item(const char* id, const char* name, const char* code = "")
{
    Item item;
    item.id = ItemId(id);
    item.name = name;
    item.code = code;
    return item;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("names are the same whatever their case, blanks and punctuation")
{
    CHECK(name_key("  Roof-Tile,  RED ") == "roof tile red");
    CHECK(name_key("O'Hara") == name_key("O’Hara"));
    CHECK(name_key("ŻÓŁĆ ÉCLAIR") == name_key("żółć éclair"));
    CHECK(name_key("ЖУК Ω") == name_key("жук ω"));
    CHECK(name_key("A & B") == name_key("A/B"));
    CHECK(name_key("Żółw") != name_key("Zolw"));
    CHECK(name_key("🚀 Rocket") == "🚀 rocket");
    CHECK(name_key("...") == "");
    CHECK(name_key("a\x80\xffz\xc3") == name_key("a z")); // not UTF-8: nothing breaks
}

TEST_CASE("legal forms at the end of a company's name do not tell companies apart")
{
    for (const char* same : {"Lee Ltd",
                             "LEE LTD.",
                             "Lee, Limited",
                             "Lee Inc.",
                             "Lee GmbH",
                             "Lee G.m.b.H.",
                             "Lee GmbH & Co. KG",
                             "Lee Sp. z o.o.",
                             "Lee sp. z o. o.",
                             "Lee S.A.",
                             "Lee"}) {
        CAPTURE(same);
        CHECK(company_key(same) == "lee");
    }
    CHECK(company_key("Ltd") == "ltd");
    CHECK(company_key("Leeltd") == "leeltd");
    CHECK(company_key("Inc Lee") == "inc lee");
    CHECK(company_words("O'Hara & Sons, Ltd.") == Texts{"O", "Hara", "Sons"});
    CHECK(company_words("Ogrody Zielona Łąka Sp. z o.o.") == Texts{"Ogrody", "Zielona", "Łąka"});
    CHECK(company_words("  ") == Texts{});
}

TEST_CASE("the one customer of that name is suggested, else the one with that e-mail address")
{
    const std::vector<Payer> books = {payer("1", "LEE, Ltd.", "ap@lee.test, Ann@Lee.test"),
                                      payer("2", "Leeds Ltd", "info@leeds.test"),
                                      payer("3", "Ann Lee")};

    CHECK(suggested(called("Lee GmbH"), books) == "1 by name");
    CHECK(suggested(called("Leeds Limited", "ann@lee.test"), books) == "2 by name");
    CHECK(suggested(called("Lee Roofing", "ann@lee.test"), books) == "1 by email");
}

TEST_CASE("a customer that is nearly the same is not suggested")
{
    const std::vector<Payer> books = {payer("1", "Lee Ltd", "ap@lee.test")};

    CHECK(suggested(called("Lee Roofing"), books) == "nobody");
    CHECK(suggested(called("Le"), books) == "nobody");
    CHECK(suggested(called("Leé"), books) == "nobody");
    CHECK(suggested(called("Roofing", "p@lee.test"), books) == "nobody");
    CHECK(suggested(called("Roofing", "ap@lee.test.com"), books) == "nobody");
    CHECK(suggested(called("", ""), {payer("1", "", "")}) == "nobody");
}

TEST_CASE("where several customers have the name, only the e-mail address can tell")
{
    const std::vector<Payer> two = {payer("1", "Lee Ltd"), payer("2", "Lee Inc", "ann@lee.test")};

    CHECK(suggested(called("Lee"), two) == "nobody");
    CHECK(suggested(called("Lee", "ann@lee.test"), two) == "2 by email");
    // The same one, found by both questions.
    CHECK(suggested(called("Lee"), {two[0], two[0]}) == "1 by name");
}

TEST_CASE("a customer that could not be invoiced is not suggested")
{
    Payer inactive = payer("1", "Lee Ltd");
    inactive.active = false;

    CHECK(suggested(called("Lee Ltd"), {inactive}) == "nobody");
    CHECK(suggested(called("Lee Ltd"), {payer("2", "Lee Ltd", "", "EUR")}) == "nobody");
    CHECK(suggested(called("Lee Ltd"), {inactive, payer("2", "Lee")}) == "2 by name");
}

TEST_CASE("an item is suggested by code, else by name, else by another variation's")
{
    using Reason = ItemSuggestion::Reason;
    const std::vector<Item> books = {
        item("1", "Roofing:Roof tile"), item("2", "Tile", "RT-1"), item("3", "Nail")};
    const std::vector<ItemLink> links = {{ProductId(5), 7, ItemId("3"), "Nail"}};
    const auto suggest = [&](const char* name, const char* code) {
        return suggest_item({ProductId(5), name, code}, links, books);
    };

    CHECK(suggest("Roof tile", "rt 1") == ItemSuggestion{ItemId("2"), "Tile", Reason::code});
    CHECK(suggest("ROOF-TILE", "RT-2") ==
          ItemSuggestion{ItemId("1"), "Roofing:Roof tile", Reason::name});
    CHECK(suggest("Roof", "") == ItemSuggestion{ItemId("3"), "Nail", Reason::product});
    CHECK_FALSE(suggest_item({ProductId(6), "Roof", ""}, links, books).has_value());
    CHECK_FALSE(suggest_item({ProductId(6), "", ""}, {}, {item("1", "")}).has_value());
}

TEST_CASE("neither an inactive item nor one of several is suggested")
{
    Item inactive = item("1", "Roof tile");
    inactive.active = false;
    const UnlinkedLine line{ProductId(5), "Roof tile", ""};

    CHECK_FALSE(suggest_item(line, {}, {inactive}).has_value());
    CHECK_FALSE(
        suggest_item(line, {}, {item("1", "A:Roof tile"), item("2", "B:Roof tile")}).has_value());
    CHECK_FALSE(
        suggest_item(line, {{ProductId(5), 7, ItemId("1"), "Roof tile"}}, {inactive}).has_value());
}
