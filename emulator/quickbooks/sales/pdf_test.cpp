#include "emulator/quickbooks/sales/pdf.hpp"

#include "emulator/quickbooks/test_world.hpp"

#include <algorithm>

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

std::size_t pages(const std::string& pdf)
{
    constexpr std::string_view mark = "/Type /Page %";
    std::size_t count = 0;
    for (auto at = pdf.find(mark); at != std::string::npos; at = pdf.find(mark, at + 1)) {
        ++count;
    }
    return count;
}

Json invoice_with_lines(std::size_t count, const std::string& description)
{
    Json lines = Json::array();
    for (std::size_t i = 0; i < count; ++i) {
        lines.push_back(Json::Object{{"Amount", 10},
                                     {"Description", description},
                                     {"DetailType", "SalesItemLineDetail"},
                                     {"SalesItemLineDetail", Json::object()}});
    }
    return Json::Object{{"DocNumber", "7"}, {"TotalAmt", 10}, {"Line", std::move(lines)}};
}

} // namespace

TEST_CASE("an invoice, an estimate, a credit memo and a payment are printed by the API")
{
    ConnectedWorld world;

    for (const char* path : {"/invoice/67/pdf", "/estimate/100/pdf", "/payment/101/pdf"}) {
        CAPTURE(path);

        const auto answer = world.get(path);

        CHECK(answer.status == 200);
        CHECK(answer.headers.get("content-type") == "application/pdf");
        CHECK(answer.body.starts_with("%PDF-"));
        CHECK(pages(answer.body) == 1);
    }
    CHECK(fault_code(world.get("/invoice/9999/pdf")) == "610");
    CHECK(fault_code(world.get("/invoice/x/pdf")) == "2030");
}

TEST_CASE("the same document gives the same bytes")
{
    ConnectedWorld world;

    CHECK(world.get("/invoice/67/pdf").body == world.get("/invoice/67/pdf").body);
}

TEST_CASE("many lines and long texts go on on further pages")
{
    const Json company = Json::Object{{"CompanyName", "A"}, {"Country", "PL"}};

    CHECK(pages(document_pdf(company, "Invoice", invoice_with_lines(750, "Zażółć gęślą jaźń"))) >
          10);
    CHECK(pages(document_pdf(company, "Invoice", invoice_with_lines(1, std::string(4000, 'x')))) >
          1);
}

TEST_CASE("what has no members, odd characters or no lines can be printed")
{
    for (const std::string text : {"", "\n\n\t", "\xF0\x9F\x8C\xBB emoji", "\x01\x02"}) {
        const std::string pdf =
            document_pdf(Json::object(), "CreditMemo", invoice_with_lines(2, text));

        CHECK(pages(pdf) == 1);
    }
    CHECK(pages(document_pdf(Json::object(), "Invoice", Json::object())) == 1);
}
