#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

bool shows(const Response& page, std::string_view text)
{
    return page.body.find(text) != std::string::npos;
}

} // namespace

TEST_CASE("the invoice page shows who, what, tax and how much is left")
{
    World world;

    const auto page = world.send("GET", "/app/invoice", {{"txnId", "67"}});

    CHECK(page.status == 200);
    for (const char* text : {"This is an emulator",
                             "Invoice 1021",
                             "Amy&#39;s Bird Sanctuary",
                             "4581 Finch St.",
                             "Rock Fountain",
                             "425.00 USD",
                             "Tax 8 % of",
                             "34.00 USD",
                             "459.00 USD",
                             "239.00 USD",
                             "Net 30",
                             "Overdue",
                             "Receive payment"}) {
        CAPTURE(text);
        CHECK(shows(page, text));
    }
}

TEST_CASE("the list shows every invoice with its state")
{
    World world;
    world.control("POST", "/payments", R"({"invoice":"67","amount":"239"})");

    const auto page = world.send("GET", "/app/invoices");

    CHECK(shows(page, "1037"));
    CHECK(shows(page, "Sonnenschein Family Store"));
    CHECK(shows(page, ">Open<"));
    CHECK(shows(page, ">Paid<"));
}

TEST_CASE("the customer page shows contact, balance and invoices")
{
    World world;

    const auto page = world.send("GET", "/app/customerdetail", {{"nameId", "1"}});

    CHECK(shows(page, "Birds@Intuit.com"));
    CHECK(shows(page, "239.00 USD"));
    CHECK(shows(page, "1021"));
    CHECK_FALSE(shows(page, "1037"));
}

TEST_CASE("what does not exist is 404")
{
    World world;

    CHECK(world.send("GET", "/app/invoice", {{"txnId", "9999"}}).status == 404);
    CHECK(world.send("GET", "/app/invoice").status == 404);
    CHECK(world.send("GET", "/app/customerdetail", {{"nameId", "9999"}}).status == 404);
    CHECK(world.send("POST", "/app/invoice", {{"txnId", "9999"}}).status == 404);
}

TEST_CASE("the form records a payment and comes back to the invoice")
{
    World world;
    Request request{.method = "POST",
                    .path = "/app/invoice",
                    .query = {{"txnId", "67"}},
                    .headers = {},
                    .body = "amount=239.00"};

    const auto answer = world.app.handle(request);

    CHECK(answer.status == 303);
    CHECK(answer.headers.get("location").starts_with("/app/invoice?txnId=67"));
    const auto page = world.send("GET", "/app/invoice", {{"txnId", "67"}});
    CHECK(shows(page, ">Paid<"));
    CHECK_FALSE(shows(page, "Receive payment"));
}

TEST_CASE("a payment that is refused says why on the page")
{
    World world;
    Request request{.method = "POST",
                    .path = "/app/invoice",
                    .query = {{"txnId", "67"}},
                    .headers = {},
                    .body = "amount=a+lot"};

    const auto page = world.app.handle(request);

    CHECK(page.status == 400);
    CHECK(shows(page, "the amount must be a number"));
    CHECK(world.company().table("Payment").size() == 1);
}

TEST_CASE("companyId picks the company")
{
    World world;
    const std::string other = world.app.context().companies.back().realm;

    const auto page = world.send("GET", "/app/invoices", {{"companyId", other}});

    CHECK(shows(page, "Sandbox Company_US_2"));
    CHECK(shows(page, "There are no invoices yet."));
}

TEST_CASE("names are escaped")
{
    World world;
    world.control("POST", "/records/Customer/1", R"({"DisplayName":"<script>alert(1)</script>"})");

    const auto page = world.send("GET", "/app/customerdetail", {{"nameId", "1"}});

    CHECK_FALSE(shows(page, "<script>"));
}
