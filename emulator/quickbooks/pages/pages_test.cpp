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
                    .body = "action=receive&amount=239.00"};

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
                    .body = "action=receive&amount=a+lot"};

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

namespace {

Response submit(World& world, const char* path, net::Parameters query, const net::Parameters& form)
{
    return world.send("POST",
                      path,
                      std::move(query),
                      net::encode_query(form),
                      {{"content-type", "application/x-www-form-urlencoded"}});
}

Json invoice(World& world, const char* id)
{
    return *world.company().table("Invoice").find(id);
}

} // namespace

TEST_CASE("the list of invoices is narrowed by status, number and customer")
{
    World world;
    auto list = [&](net::Parameters query) {
        return world.send("GET", "/app/invoices", std::move(query));
    };

    const auto overdue = list({{"status", "Overdue"}});
    const auto by_number = list({{"q", "103"}});
    const auto by_customer = list({{"q", "bird sanct"}});

    CHECK(shows(overdue, ">1021<"));
    CHECK_FALSE(shows(overdue, ">1037<"));
    CHECK(shows(by_number, ">1037<"));
    CHECK_FALSE(shows(by_number, ">1021<"));
    CHECK(shows(by_customer, ">1021<"));
    CHECK_FALSE(shows(by_customer, ">1037<"));
    CHECK(shows(list({{"status", "Voided"}}), "No invoice fits the filter."));
}

TEST_CASE("a long list has pages")
{
    ConnectedWorld world;
    for (int i = 0; i < 60; ++i) {
        world.post("/customer", R"({"DisplayName":"Customer )" + std::to_string(i) + R"("})");
    }

    const auto first = world.send("GET", "/app/customers");
    const auto last = world.send("GET", "/app/customers", {{"page", "2"}});

    CHECK(shows(first, "Page 1 of 2"));
    CHECK(shows(first, ">Customer 59<"));
    CHECK_FALSE(shows(first, "Amy"));
    CHECK(shows(last, "Amy&#39;s Bird Sanctuary"));
    CHECK(world.send("GET", "/app/customers", {{"page", "nonsense"}}).status == 200);
    CHECK(world.send("GET", "/app/customers", {{"page", "99999999999"}}).status == 200);
}

TEST_CASE("voiding asks first, and then empties the invoice")
{
    World world;

    const auto question =
        world.send("GET", "/app/invoice/confirm", {{"txnId", "67"}, {"action", "void"}});
    const auto done = submit(world, "/app/invoice", {{"txnId", "67"}}, {{"action", "void"}});

    CHECK(shows(question, "Void invoice 1021?"));
    CHECK(shows(question, "cannot be undone"));
    CHECK(done.status == 303);
    CHECK(invoice(world, "67")["TotalAmt"] == Json(0));
    CHECK(shows(world.send("GET", "/app/invoice", {{"txnId", "67"}}), ">Voided<"));
}

TEST_CASE("a deleted invoice leads back to the list, and one that is paid says why it stays")
{
    World world;

    const auto gone = submit(world, "/app/invoice", {{"txnId", "130"}}, {{"action", "delete"}});
    const auto stays = submit(world, "/app/invoice", {{"txnId", "67"}}, {{"action", "delete"}});

    CHECK(gone.headers.get("location").starts_with("/app/invoices"));
    CHECK(world.send("GET", "/app/invoice", {{"txnId", "130"}}).status == 404);
    CHECK(stays.status == 400);
    CHECK(shows(stays, "unlink the payments"));
}

TEST_CASE("an edit changes texts and lines, and a line without an amount goes")
{
    World world;
    const auto form = world.send("GET", "/app/invoice/edit", {{"txnId", "130"}});
    CHECK(shows(form, "Edit invoice 1037"));

    const auto saved = submit(world,
                              "/app/invoice/edit",
                              {{"txnId", "130"}},
                              {{"version", "0"},
                               {"date", "2026-11-15"},
                               {"due", "2026-12-01"},
                               {"email", "russ@example.com"},
                               {"message", ""},
                               {"memo", "agreed by phone"},
                               {"description1", "Fountain"},
                               {"quantity1", "2"},
                               {"price1", "275"},
                               {"amount1", "550"},
                               {"amount2", ""},
                               {"amount3", ""}});

    REQUIRE_MESSAGE(saved.status == 303, saved.body);
    const Json after = invoice(world, "130");
    CHECK(after["DueDate"] == Json("2026-12-01"));
    CHECK(after["BillEmail"]["Address"] == Json("russ@example.com"));
    CHECK(after["PrivateNote"] == Json("agreed by phone"));
    CHECK(after.find("CustomerMemo") == nullptr);
    CHECK(after["TotalAmt"] == Json::number_text("594.00"));
    CHECK(after["SyncToken"] == Json("1"));
}

TEST_CASE("an edit of an old page, or with nonsense in it, is refused with the reason")
{
    World world;
    auto edit = [&](const char* version, const char* amount) {
        return submit(world,
                      "/app/invoice/edit",
                      {{"txnId", "130"}},
                      {{"version", version},
                       {"date", "2026-11-15"},
                       {"due", "2026-12-01"},
                       {"amount1", amount},
                       {"quantity1", "1"},
                       {"price1", "275"}});
    };

    CHECK(shows(edit("7", "275"), "working on this at the same time"));
    CHECK(shows(edit("0", "much"), "&quot;much&quot; is not a number"));
    CHECK(shows(edit("0", "276"), "not equal to UnitPrice"));
    CHECK(edit("0", "").status == 400);
    CHECK(invoice(world, "130")["SyncToken"] == Json("0"));
}

TEST_CASE("a payment is shown with what it settles, and put on a deposit it cannot be voided")
{
    World world;
    CHECK(shows(world.send("GET", "/app/recvpayment", {{"txnId", "101"}}), "Invoice 1021"));
    CHECK(shows(world.send("GET", "/app/payments"), "220.00 USD"));

    submit(world, "/app/recvpayment", {{"txnId", "101"}}, {{"action", "deposit"}});
    const auto refused =
        submit(world, "/app/recvpayment", {{"txnId", "101"}}, {{"action", "void"}});

    CHECK(shows(refused, "bank deposit"));
    CHECK(submit(world, "/app/recvpayment", {{"txnId", "101"}}, {{"action", "?"}}).status == 400);
    CHECK(world.send("GET", "/app/recvpayment", {{"txnId", "67"}}).status == 404);
}

TEST_CASE("what is sent from the page stands among the sent e-mails")
{
    World world;

    submit(world,
           "/app/invoice",
           {{"txnId", "130"}},
           {{"action", "send"}, {"to", "russ@example.com"}});
    const auto refused =
        submit(world, "/app/invoice", {{"txnId", "130"}}, {{"action", "send"}, {"to", "nobody"}});

    CHECK(refused.status == 400);
    CHECK(shows(world.send("GET", "/app/sentemails"), "russ@example.com"));
    const Json listed = json(world.control("GET", "/emails"));
    CHECK(listed["emails"].if_array()->size() == 1);
}

TEST_CASE("a customer is renamed and made inactive, and keeps to the rules for names")
{
    World world;
    auto save = [&](const char* name, const char* active) {
        return submit(world,
                      "/app/customerdetail",
                      {{"nameId", "1"}},
                      {{"name", name}, {"email", "amy@example.com"}, {"active", active}});
    };

    CHECK(save("Amy's Birds", "no").status == 303);
    CHECK(shows(save("Cool Cars", "yes"), "already exists"));

    const Json customer = *world.company().table("Customer").find("1");
    CHECK(customer["DisplayName"] == Json("Amy's Birds (deleted)"));
    CHECK(customer["Active"] == Json(false));
}

TEST_CASE("behind the payment link a customer pays, and only where there is a link")
{
    ConnectedWorld world;
    world.post("/invoice",
               R"({"Id":"130","SyncToken":"0","sparse":true,"AllowOnlineACHPayment":true,)"
               R"("BillEmail":{"Address":"own@example.com"}})");

    const auto page = world.send("GET", "/portal/invoice", {{"txnId", "130"}});
    submit(world, "/portal/invoice", {{"txnId", "130"}}, {});
    submit(world, "/portal/invoice", {{"txnId", "130"}}, {});

    CHECK(shows(page, "362.07 USD"));
    CHECK(shows(page, "Pay now"));
    CHECK(invoice(world, "130")["Balance"] == Json::number_text("0.00"));
    CHECK(world.company().table("Payment").size() == 2);
    CHECK(world.send("GET", "/portal/invoice", {{"txnId", "67"}}).status == 404);
}

TEST_CASE("a person who disconnects the app is sent to its page with the company's id")
{
    emulator::kit::EmulatorClock clock{start};
    App app(clock, {.disconnect_url = "http://127.0.0.1:8080/quickbooks/disconnect"});
    const std::string realm = app.context().companies.front().realm;
    const std::string code =
        app.context().authority.issue_code({realm, accounting}, callback, clock.now());
    REQUIRE(app.context().authority.exchange(code, callback, clock.now()));
    const auto page = [&] { return app.handle({.method = "GET", .path = "/app/apps"}).body; };
    CHECK(page().find("Disconnect Billbridge") != std::string::npos);

    const auto left = app.handle({.method = "POST", .path = "/app/apps"});
    const auto again = app.handle({.method = "POST", .path = "/app/apps"});

    CHECK(left.headers.get("location") ==
          "http://127.0.0.1:8080/quickbooks/disconnect?realmId=" + realm);
    CHECK_FALSE(app.context().authority.is_connected(realm));
    CHECK(again.headers.get("location") == "/app/apps?companyId=" + realm);
    CHECK(page().find("No app is connected") != std::string::npos);
}

TEST_CASE("actions that there are not are refused, and nothing is done")
{
    World world;

    const auto refused =
        submit(world, "/app/invoice", {{"txnId", "67"}}, {{"action", "?"}, {"amount", "5"}});

    CHECK(refused.status == 400);
    CHECK(shows(refused, "There is no such action."));
    CHECK(world.company().table("Payment").size() == 1);
    CHECK(world.send("GET", "/app/invoice/confirm", {{"txnId", "67"}, {"action", "?"}}).status ==
          404);
}
