#include "emulator/quickbooks/query/statement.hpp"

#include <doctest/doctest.h>

using namespace emulator::quickbooks;

TEST_CASE("a statement with every clause is read")
{
    const auto statement =
        parse_statement("SELECT * FROM Invoice WHERE Balance > '0' AND TxnDate <= '2026-11-20' "
                        "ORDERBY TxnDate DESC, Id STARTPOSITION 11 MAXRESULTS 10");

    REQUIRE(statement);
    CHECK(statement->entity == "Invoice");
    REQUIRE(statement->conditions.size() == 2);
    CHECK(statement->conditions[0].property == "Balance");
    CHECK(statement->conditions[0].comparison == Comparison::greater);
    CHECK(statement->conditions[1].comparison == Comparison::at_most);
    CHECK(statement->conditions[1].values[0].text == "2026-11-20");
    REQUIRE(statement->orders.size() == 2);
    CHECK(statement->orders[0].descending);
    CHECK_FALSE(statement->orders[1].descending);
    CHECK(statement->start == 11);
    CHECK(statement->limit == 10);
}

TEST_CASE("escapes in strings are undone")
{
    const auto statement =
        parse_statement(R"(select * from Customer where DisplayName = 'Adam\'s \\ Candy')");

    REQUIRE(statement);
    CHECK(statement->conditions[0].values[0].text == R"(Adam's \ Candy)");
}

TEST_CASE("good statements")
{
    for (const std::string text : {"select * from Customer",
                                   "SELECT COUNT(*) FROM Invoice",
                                   "select Id, DisplayName from Customer",
                                   "select * from Item where Active IN (true, false)",
                                   "select * from Invoice where Id in ('1','2')",
                                   "select * from Invoice where Balance >= 10.5",
                                   "select * from Invoice where Balance > -1",
                                   "select * from Invoice where TxnDate < CURRENT_DATE",
                                   "select * from Customer where DisplayName != 'x'",
                                   "select * from Customer order by DisplayName asc",
                                   "select * from Customer where MetaData.CreateTime > '2026'",
                                   "select * from Customer\nwhere DisplayName like '%Ł%'",
                                   "select * from Customer maxresults 1000"}) {
        CAPTURE(text);

        CHECK(parse_statement(text));
    }
}

TEST_CASE("bad statements are refused with 4000")
{
    for (const std::string text : {"",
                                   "select",
                                   "select *",
                                   "select * Customer",
                                   "select * from",
                                   "select * from where Id = '1'",
                                   "select * from Customer where",
                                   "select * from Customer where DisplayName",
                                   "select * from Customer where DisplayName =",
                                   "select * from Customer where DisplayName = Amy",
                                   "select * from Customer where DisplayName = 'Amy's'",
                                   "select * from Customer where DisplayName = 'Amy''s'",
                                   "select * from Customer where DisplayName = 'Amy",
                                   "select * from Customer where Id = '1' or Id = '2'",
                                   "select * from Customer where Id in ()",
                                   "select * from Customer where Id in ('1'",
                                   "select * from Customer where Id in '1'",
                                   "select * from Customer where = '1'",
                                   "select * from Customer order DisplayName",
                                   "select * from Customer orderby",
                                   "select * from Customer maxresults",
                                   "select * from Customer maxresults '10'",
                                   "select * from Customer maxresults 1.5",
                                   "select * from Customer; drop",
                                   "select count(Id) from Customer",
                                   "update Customer"}) {
        CAPTURE(text);

        const auto statement = parse_statement(text);

        REQUIRE_FALSE(statement);
        CHECK(statement.error().code == "4000");
    }
}

TEST_CASE("a syntax error names what was met and where")
{
    const auto doubled = parse_statement("select * from Customer where DisplayName = 'Amy''s'");
    const auto missing = parse_statement("select * from Purchase TxnDate");
    const auto unfinished = parse_statement("select * from");

    CHECK(doubled.error().detail ==
          R"(QueryParserError: Encountered " <STRING> "s "" at line 1, column 49.)");
    CHECK(missing.error().detail ==
          R"(QueryParserError: Encountered " <IDENTIFIER> "TxnDate "" at line 1, column 24.)");
    CHECK(unfinished.error().detail == "QueryParserError: Encountered <EOF> at line 1, column 14.");
}

TEST_CASE("positions begin at 1")
{
    for (const std::string clause : {"STARTPOSITION 0", "STARTPOSITION -3", "MAXRESULTS 0"}) {
        CAPTURE(clause);

        const auto statement = parse_statement("select * from Invoice " + clause);

        REQUIRE_FALSE(statement);
        CHECK(statement.error().code == "4001");
        CHECK(statement.error().detail.ends_with("is too small. Min allowed value is 1"));
    }
}

TEST_CASE("a character that is in no token is named whole, and what is not UTF-8 is refused as 500")
{
    const auto quote = parse_statement("select 'ą' from „Invoice”");
    const auto letter = parse_statement("select * from Invoice where ą = 1");
    const auto broken = parse_statement("select * from Inv\x9doice");

    CHECK(quote.error().code == "4000");
    CHECK(letter.error().detail ==
          R"(QueryParserError: Encountered " "ą "" at line 1, column 29.)");
    CHECK(broken.error().code == "500");
}
