#include "emulator/pipedrive/pages/texts.hpp"

#include "emulator/pipedrive/pages/text_files.hpp"
#include "emulator/pipedrive/test_browser.hpp"

#include <doctest/doctest.h>

#include <regex>
#include <set>

using namespace emulator::pipedrive;
using billbridge::text::Catalogue;
using billbridge::text::Language;
using pages::Texts;

namespace {

constexpr std::string_view no_break_space = "\u00a0";

std::set<std::string> placeholders(const std::string& text)
{
    static const std::regex placeholder("\\{([a-z_]+)\\}");
    std::set<std::string> names;
    for (std::sregex_iterator at(text.begin(), text.end(), placeholder), end; at != end; ++at) {
        names.insert((*at)[1]);
    }
    return names;
}

Texts speaking(World& world, const char* language)
{
    world.web_user().language = language;
    return Texts(world);
}

} // namespace

TEST_CASE("every text of the window exists in both languages with the same placeholders")
{
    const Catalogue catalogue = Catalogue::open(pages::text_files());
    const auto& english = catalogue.texts(Language::en);
    const auto& polish = catalogue.texts(Language::pl);

    CHECK(english.size() == polish.size());
    for (const auto& [key, text] : english) {
        CAPTURE(key);
        REQUIRE(polish.contains(key));
        CHECK(placeholders(text) == placeholders(polish.find(key)->second));
        CHECK_FALSE(text.empty());
        CHECK_FALSE(polish.find(key)->second.empty());
    }
}

TEST_CASE("amounts, numbers, dates and moments follow the language")
{
    TestBrowser browser;
    World& world = browser.app.world();
    const Texts english = speaking(world, "en");
    const Texts polish = speaking(world, "pl");
    const std::string space(no_break_space);

    CHECK(english.amount(Decimal::of("-1234567.5"), "USD") == "-1,234,567.50 USD");
    CHECK(english.amount(Decimal::of("999.999"), "USD") == "1,000.00 USD");
    CHECK(polish.amount(Decimal::of("1234.5"), "PLN") == "1234,50 PLN");
    CHECK(polish.amount(Decimal::of("-12345.5"), "PLN") == "-12" + space + "345,50 PLN");
    CHECK(english.number(Decimal::of("7.250")) == "7.25");
    CHECK(polish.number(Decimal::of("7.250")) == "7,25");
    CHECK(polish.number(Decimal::of("100")) == "100");
    CHECK(english.date(Date::of("2026-11-05")) == "5 Nov 2026");
    CHECK(polish.date(Date::of("2026-11-05")) == "05.11.2026");
    CHECK(english.moment(browser.clock.now()) == "20 Nov 2026, 00:00 UTC");
}

TEST_CASE("a text is escaped as HTML, and one that does not exist is a mistake")
{
    TestBrowser browser;
    const Texts say(browser.app.world());

    CHECK(say("user.admin", {{"name", "<b>"}}) == "&lt;b&gt; (admin)");
    CHECK(say.plain("user.admin", {{"name", "<b>"}}) == "<b> (admin)");
    CHECK_THROWS_AS(say("no.such"), std::out_of_range);
    CHECK(say.of_scripts()["window.close"].string_or() == "Close");
    CHECK(say.of_scripts()["user.admin"].is_null());
}

TEST_CASE("every page speaks the language of whoever is signed in")
{
    TestClient client;
    client.send("POST", "/_emulator/state", {}, R"({"language":"pl"})");
    const std::string consent = "/oauth/authorize?client_id=pd-client&state=s&redirect_uri=" +
                                std::string(TestBrowser::app_callback);

    for (const auto& [path, text] : std::initializer_list<std::pair<std::string, const char*>>{
             {"/deals", "Wszystkie szanse sprzedaży"},
             {"/deal/1", "Osoba kontaktowa"},
             {"/deal/999", "Nie ma takiej szansy sprzedaży"},
             {"/person/1", "Imię i nazwisko"},
             {"/persons/list", "Wszystkie osoby"},
             {"/organization/1", "Organizacja"},
             {"/organizations/list", "Wszystkie organizacje"},
             {"/settings/marketplace", "Odinstaluj"},
             {"/settings/marketplace/app/pd-client/app-settings", "Ustawienia aplikacji"},
             {"/settings/marketplace/app/other/app-settings", "Nie ma takiej aplikacji"},
             {consent, "Zezwól i zainstaluj"},
             {"/oauth/authorize?client_id=other", "Nieznana aplikacja"},
             {"/nowhere", "Nie ma takiej strony"}}) {
        CAPTURE(path);
        const std::string page = client.get(path).body;
        CHECK(page.contains("<html lang=\"pl\""));
        CHECK(page.contains("To jest emulator"));
        CHECK(page.contains(text));
        for (const char* english : {"This is", "Deals", "People", "Settings", "Theme", "Name<"}) {
            CAPTURE(english);
            CHECK_FALSE(page.contains(english));
        }
    }
    CHECK(client.get("/deal/1").body.contains("555,00 USD"));
}
