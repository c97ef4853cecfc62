#include "quickbooks/look_up.hpp"

#include "quickbooks/client.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::quickbooks;

namespace {

const Currency usd = Currency::of("USD");

Json json(const char* text)
{
    return *Json::parse(text);
}

std::vector<std::string> names(int count)
{
    std::vector<std::string> list;
    for (int i = 0; i < count; ++i) {
        list.push_back("Tile " + std::to_string(i));
    }
    return list;
}

} // namespace

TEST_CASE("what a draft asks about links names each id, inactive ones included")
{
    BooksQuestions questions;
    questions.payers = {PayerId("58"), PayerId("59")};
    questions.items = {ItemId("11")};

    CHECK(LookUp(questions).statements() ==
          std::vector<std::string>{"SELECT * FROM Customer WHERE Active IN (true, false) AND Id IN "
                                   "('58', '59') MAXRESULTS 1000",
                                   "SELECT * FROM Item WHERE Active IN (true, false) AND Id IN "
                                   "('11') MAXRESULTS 1000"});
}

TEST_CASE("customers are looked for by the words of the name, whatever people type into it")
{
    BooksQuestions questions;
    questions.payer_name = "O'Hara & 'Sons\\', Ltd.";
    questions.payer_email = "x' OR '1";

    CHECK(LookUp(questions).statements() ==
          std::vector<std::string>{
              "SELECT * FROM Customer WHERE DisplayName LIKE 'O%Hara%Sons%' MAXRESULTS 50",
              "SELECT * FROM Customer WHERE PrimaryEmailAddr LIKE '%x\\' OR \\'1%' MAXRESULTS "
              "50"});
    questions = {};
    questions.payer_name = "...";
    CHECK(LookUp(questions).statements().empty());
}

TEST_CASE("as many lines as an invoice has are asked about in one batch")
{
    BooksQuestions questions;
    questions.payer_name = "Lee";
    questions.payer_email = "ann@lee.test";
    questions.item_names = names(750);
    questions.item_codes = names(750);
    CHECK(LookUp(questions).statements().size() == 8);

    questions.payers = {PayerId("58")};
    questions.items = {ItemId("11")};
    questions.item_names = names(2000);
    CHECK(LookUp(questions).statements().size() == Client::queries_max);
}

TEST_CASE("a refused question about what is similar is no failure, one about links is")
{
    BooksQuestions similar;
    similar.item_names = {"Roof tile"};
    similar.item_codes = {"RT-1"};
    const auto findings = LookUp(similar).findings(
        {Json(), json(R"({"Item":[{"Id":"11","Name":"Roof tile"}]})")}, usd);
    REQUIRE(findings.has_value());
    CHECK(findings->similar_items.size() == 1);
    CHECK(findings->items.empty());

    BooksQuestions linked;
    linked.items = {ItemId("11")};
    CHECK(LookUp(linked).findings({Json()}, usd).error().kind == ErrorKind::unavailable);
    CHECK(LookUp(linked).findings({}, usd).error().kind == ErrorKind::unavailable);
    CHECK(LookUp(linked).findings({json("{}")}, usd)->items.empty());
}
