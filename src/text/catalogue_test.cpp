#include "text/catalogue.hpp"

#include "text/embedded_catalogues.hpp"

#include <doctest/doctest.h>

#include <regex>
#include <set>

using namespace billbridge;
using namespace billbridge::text;

namespace {

Catalogue small()
{
    static constexpr EmbeddedFile files[] = {
        {"en/a.json", R"({"hello":"Hello {name}, {name}!","brace":"a {b"})"},
        {"pl/a.json", R"({"hello":"Cześć, {name}!","brace":"a {b"})"}};
    return Catalogue::open(files);
}

std::set<std::string> arguments(const std::string& text)
{
    static const std::regex argument("\\{([a-z_]+)\\}");
    std::set<std::string> names;
    for (std::sregex_iterator at(text.begin(), text.end(), argument), end; at != end; ++at) {
        names.insert((*at)[1]);
    }
    return names;
}

} // namespace

TEST_CASE("arguments are filled in; what has none stays as it is")
{
    CHECK(small().text({"hello", {{"name", "Ann {x}"}}}, Language::en) ==
          "Hello Ann {x}, Ann {x}!");
    CHECK(small().text({"hello", {}}, Language::pl) == "Cześć, {name}!");
    CHECK(small().text({"brace", {{"b", "no"}}}, Language::en) == "a {b");
    CHECK(small().text({"unknown.key", {}}, Language::en) == "unknown.key");
}

TEST_CASE("a broken catalogue stops the program")
{
    static constexpr EmbeddedFile broken[] = {{"en/a.json", "{"}};
    static constexpr EmbeddedFile nested[] = {{"en/a.json", R"({"a":{"b":"c"}})"}};
    static constexpr EmbeddedFile twice[] = {{"en/a.json", R"({"a":"b"})"},
                                             {"en/b.json", R"({"a":"c"})"}};
    CHECK_THROWS(Catalogue::open(broken));
    CHECK_THROWS(Catalogue::open(nested));
    CHECK_THROWS(Catalogue::open(twice));
}

TEST_CASE("the language is the first one that we speak")
{
    CHECK(preferred_language("de-DE, pl;q=0.8, en;q=0.5") == Language::pl);
    CHECK(preferred_language("plx,en") == Language::en);
    CHECK(preferred_language("") == Language::en);
    CHECK(language_of("pl_PL") == Language::pl);
    CHECK(language_of("fr") == Language::en);
}

TEST_CASE("every text exists in every language with the same arguments")
{
    const Catalogue catalogue = Catalogue::open(embedded_catalogues());
    const auto& english = catalogue.texts(Language::en);
    const auto& polish = catalogue.texts(Language::pl);

    CHECK(english.size() == polish.size());
    for (const auto& [key, text] : english) {
        CAPTURE(key);
        REQUIRE(polish.contains(key));
        CHECK(arguments(text) == arguments(polish.find(key)->second));
        CHECK_FALSE(text.empty());
        CHECK_FALSE(polish.find(key)->second.empty());
    }
}
