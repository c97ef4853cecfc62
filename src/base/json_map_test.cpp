#include "base/json_map.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

namespace {

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Line {
    std::string Name;
    std::optional<Decimal> Amount;
};
BOOST_DESCRIBE_STRUCT(Line, (), (Name, Amount))

struct Sheet {
    std::int64_t id = 0;
    std::vector<Line> Lines;
    std::optional<Colour> colour;
    bool open = false;
};
BOOST_DESCRIBE_STRUCT(Sheet, (), (id, Lines, colour, open))

} // namespace

TEST_CASE("a described struct is read and written, unknown members ignored")
{
    const auto sheet = parse_json<Sheet>(
        R"({"id":7,"Lines":[{"Name":"a","Amount":10.50,"New":{}},{"Name":"b","Amount":null}],)"
        R"("colour":"green","open":true})");

    REQUIRE(sheet.has_value());
    CHECK(
        to_json(*sheet).dump() ==
        R"({"id":7,"Lines":[{"Name":"a","Amount":10.50},{"Name":"b"}],"colour":"green","open":true})");
}

TEST_CASE("a wrong type is refused with the path to it")
{
    const auto sheet =
        parse_json<Sheet>(R"({"id":7,"Lines":[{"Name":"a"},{"Name":5}],"open":true})");

    REQUIRE_FALSE(sheet.has_value());
    CHECK(sheet.error().field == "Lines[1].Name");
}

TEST_CASE("missing members, unknown words and fractions for whole numbers are refused")
{
    CHECK(parse_json<Sheet>(R"({"Lines":[],"open":true})").error().field == "id");
    CHECK(parse_json<Sheet>(R"({"id":1.5,"Lines":[],"open":true})").error().field == "id");
    CHECK(parse_json<Sheet>(R"({"id":1,"Lines":[],"open":true,"colour":"blue"})").error().field ==
          "colour");
    CHECK_FALSE(parse_json<Sheet>("[]").has_value());
}
