#include "quickbooks/provider.hpp"

#include "core/name_holder.hpp"
#include "core/test_support.hpp"
#include "net/memory_log.hpp"
#include "net/scripted_client.hpp"
#include "net/url.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::quickbooks;
using billbridge::test::run_task;

namespace {

BooksCompany company()
{
    BooksCompany company;
    company.id = BooksId("9130");
    company.country = "US";
    company.home_currency = Currency::of("USD");
    return company;
}

struct Rig {
    net::ScriptedClient http;
    net::MemoryLog log;
    std::shared_ptr<test::CountingTokens> tokens = std::make_shared<test::CountingTokens>();
    Provider provider{
        Client(http, log, "https://api", BooksId("9130"), tokens), company(), "https://app"};

    /// The statement of a query request, decoded.
    std::string statement(std::size_t request) const
    {
        const std::string& url = http.requests.at(request).url;
        return std::string(
            net::find_parameter(*net::parse_query(url.substr(url.find('?') + 1)), "query"));
    }
};

const RequestKey key("k1");

InvoiceOrder order()
{
    InvoiceOrder order;
    order.deal = DealId(17);
    order.currency = Currency::of("USD");
    order.date = order.due_date = Date::of("2026-11-20");
    order.lines = {{ItemId("11"), "", Decimal(1), Decimal(5)}};
    return order;
}

constexpr char invoice[] =
    R"({"Invoice":{"Id":"147","DocNumber":"1038","TxnDate":"2026-11-20","TotalAmt":5,"Balance":5,"PrivateNote":"Pipedrive deal 17 | Billbridge k1"}})";

} // namespace

TEST_CASE("a write carries its key and may be repeated; every call names the minor version")
{
    Rig rig;
    rig.http.answer(200, invoice);

    const auto created = run_task(rig.provider.create_invoice(key, PayerId("58"), order()));

    REQUIRE(created.has_value());
    CHECK(created->id == InvoiceId("147"));
    const auto& request = rig.http.requests[0];
    CHECK(request.url == "https://api/v3/company/9130/invoice?requestid=k1&minorversion=75");
    CHECK(request.repeatable);
    CHECK(request.headers.get("Accept") == "application/json");
}

TEST_CASE("a rejected token is renewed and the same request repeated")
{
    Rig rig;
    rig.http.answer(401, "{}").answer(200, invoice);

    CHECK(run_task(rig.provider.create_invoice(key, PayerId("58"), order())).has_value());
    CHECK(rig.http.requests[0].url == rig.http.requests[1].url);
    CHECK(rig.http.requests[1].headers.get("Authorization") == "Bearer token-2");
}

TEST_CASE("an invoice is found again by its key among the customer's invoices of the day")
{
    Rig rig;
    rig.http.answer(
        200,
        R"({"QueryResponse":{"Invoice":[{"Id":"146","TxnDate":"2026-11-20","TotalAmt":5,"Balance":5,"PrivateNote":"Billbridge k0"},)" +
            std::string(invoice).substr(11, std::string(invoice).size() - 12) + "]}}");

    const auto found =
        run_task(rig.provider.find_invoice(key, PayerId("58"), Date::of("2026-11-20")));

    REQUIRE(found.has_value());
    REQUIRE(found->has_value());
    CHECK((*found)->id == InvoiceId("147"));

    Rig none;
    none.http.answer(200, R"({"QueryResponse":{},"time":"t"})");
    CHECK_FALSE(run_task(none.provider.find_invoice(key, PayerId("58"), Date::of("2026-11-20")))
                    ->has_value());
}

TEST_CASE("a customer of the same name without the key is somebody else's")
{
    Rig rig;
    rig.http
        .answer(
            200,
            R"({"QueryResponse":{"Customer":[{"Id":"1","DisplayName":"Lee","Notes":"Billbridge k2"},{"Id":"2","DisplayName":"Lee"}]}})")
        .answer(
            200,
            R"({"QueryResponse":{"Customer":[{"Id":"3","DisplayName":"Lee","Notes":"Tax ID: 1\nBillbridge k1"}]}})");

    CHECK_FALSE(run_task(rig.provider.find_payer(key, "Lee"))->has_value());
    CHECK((*run_task(rig.provider.find_payer(key, "Lee")))->id == PayerId("3"));
}

TEST_CASE("a name that is taken is a conflict which says whose it is")
{
    constexpr char taken[] =
        R"({"Fault":{"Error":[{"Message":"Duplicate Name Exists Error","Detail":"The name supplied already exists.","code":"6240"}]}})";
    const auto create = [&](const char* batch) {
        Rig rig;
        rig.http.answer(400, taken).answer(200, batch);
        return run_task(rig.provider.create_payer(key, {"Lee", {}, "", ""}, Currency::of("USD")))
            .error();
    };

    const Error customer = create(
        R"({"BatchItemResponse":[{"bId":"0","QueryResponse":{"Customer":[{"Id":"58","DisplayName":"LEE"}]}}]})");
    CHECK(customer.kind == ErrorKind::conflict);
    CHECK(customer.message.key == "error.books_name_taken");
    CHECK(customer.field == "details.name");
    CHECK(holder_of(customer) == Holder{Holder::Kind::customer, "58", "LEE"});

    const Error vendor = create(
        R"({"BatchItemResponse":[{"bId":"0","QueryResponse":{}},{"bId":"1","QueryResponse":{"Vendor":[{"Id":"9"}]}}]})");
    CHECK(holder_of(vendor) == Holder{Holder::Kind::other, "", "Lee"});

    const Error nobody_knows = create("{}");
    CHECK(nobody_knows.message.key == "error.books_name_taken");
    CHECK_FALSE(holder_of(nobody_knows).has_value());
}

TEST_CASE("a service is created under its key; a taken name tells the item that has it")
{
    Rig rig;
    rig.http.answer(200, R"({"Item":{"Id":"31","Name":"Tile","Sku":"RT-1","Active":true}})")
        .answer(
            400,
            R"({"Fault":{"Error":[{"Message":"Duplicate Name Exists Error","Detail":"The name supplied already exists. : Id=1507","code":"6240"}]}})");
    const NewItem tile{"Tile", "RT-1", "", std::nullopt, AccountId("79"), false};

    const auto created = run_task(rig.provider.create_item(key, tile));
    REQUIRE(created.has_value());
    CHECK(created->id == ItemId("31"));
    CHECK(rig.http.requests[0].url.find("/item?requestid=k1&") != std::string::npos);

    const auto taken = run_task(rig.provider.create_item(key, tile));
    REQUIRE_FALSE(taken.has_value());
    CHECK(taken.error().message.key == "error.item_name_taken");
    CHECK(taken.error().field == "name");
    CHECK(holder_of(taken.error()) == Holder{Holder::Kind::item, "1507", "Tile"});
}

TEST_CASE("a draft's questions travel in one batch")
{
    Rig rig;
    rig.http.answer(
        200,
        R"({"BatchItemResponse":[{"bId":"1","QueryResponse":{"Item":[{"Id":"11","Name":"Pump","Active":false}]}},
            {"bId":"0","QueryResponse":{"Customer":[{"Id":"58","DisplayName":"Lee"}]}}]})");
    BooksQuestions questions;
    questions.payers = {PayerId("58")};
    questions.items = {ItemId("11"), ItemId("12")};

    const auto findings = run_task(rig.provider.look_up(questions));

    REQUIRE(findings.has_value());
    CHECK(findings->payers.size() == 1);
    REQUIRE(findings->items.size() == 1);
    CHECK_FALSE(findings->items[0].active);
    CHECK(rig.http.requests.size() == 1);
}

TEST_CASE("a linked customer that is gone is not found")
{
    Rig rig;
    rig.http.answer(
        400, R"({"Fault":{"Error":[{"Message":"Object Not Found","Detail":"d","code":"610"}]}})");

    CHECK(run_task(rig.provider.payer(PayerId("58"))).error().kind == ErrorKind::not_found);
}

TEST_CASE("invoices are read together; one that is gone comes back as deleted")
{
    Rig rig;
    rig.http.answer(200,
                    R"({"QueryResponse":{"Invoice":[)" +
                        std::string(invoice).substr(11, std::string(invoice).size() - 12) + "]}}");

    const auto list = run_task(rig.provider.invoices({InvoiceId("147"), InvoiceId("99")}));

    REQUIRE(list.has_value());
    REQUIRE(list->size() == 2);
    CHECK((*list)[0].number == "1038");
    CHECK((*list)[1].id == InvoiceId("99"));
    CHECK((*list)[1].deleted);
    CHECK(rig.statement(0) == "SELECT * FROM Invoice WHERE Id IN ('147', '99') MAXRESULTS 1000");
}

TEST_CASE(
    "changes are read in one request: whole invoices, stubs of deleted ones, inactive customers")
{
    Rig rig;
    rig.http.answer(200,
                    R"({"CDCResponse":[{"QueryResponse":[{"Invoice":[)" +
                        std::string(invoice).substr(11, std::string(invoice).size() - 12) +
                        R"(,{"domain":"QBO","status":"Deleted","Id":"979"}]},{"Customer":[
                           {"Id":"1","DisplayName":"A","Active":false}]}]}]})");
    rig.http.answer(200, R"({"CDCResponse":[{"QueryResponse":[{},{}]}]})");
    rig.http.answer(200, R"({})");

    const Time since = std::chrono::sys_days(std::chrono::year(2026) / 11 / 20);
    const auto changes = run_task(rig.provider.changes_since(since));

    REQUIRE(changes.has_value());
    REQUIRE(changes->invoices.size() == 2);
    CHECK(changes->invoices[0].number == "1038");
    CHECK(changes->invoices[1].id == InvoiceId("979"));
    CHECK(changes->invoices[1].deleted);
    REQUIRE(changes->payers.size() == 1);
    CHECK_FALSE(changes->payers[0].active);
    CHECK(changes->complete);
    CHECK(rig.http.requests[0].url.find(
              "cdc?entities=Invoice,Customer&changedSince=2026-11-20T00") != std::string::npos);
    CHECK(run_task(rig.provider.changes_since(since))->invoices.empty());
    CHECK(run_task(rig.provider.changes_since(since)).error().kind == ErrorKind::unavailable);
}

TEST_CASE("a search that needs one query sends it alone, else one batch")
{
    Rig rig;
    rig.http.answer(200, R"({"QueryResponse":{"Customer":[{"Id":"1","DisplayName":"A"}]}})")
        .answer(
            200,
            R"({"BatchItemResponse":[{"bId":"0","QueryResponse":{}},{"bId":"1","QueryResponse":{"Customer":[{"Id":"2","DisplayName":"B"}]}}]})");

    CHECK(run_task(rig.provider.find_payers("am", 20))->size() == 1);
    CHECK(run_task(rig.provider.find_payers("a@b", 20))->size() == 1);
    CHECK(rig.http.requests.size() == 2);
}

TEST_CASE("the company is read from two metered calls")
{
    Rig rig;
    rig.http.answer(200, R"({"CompanyInfo":{"CompanyName":"Craig's","Country":"US"},"time":"t"})")
        .answer(200, R"({"Preferences":{"CurrencyPrefs":{"HomeCurrency":{"value":"USD"}}}})");

    CHECK(run_task(rig.provider.company())->name == "Craig's");
    CHECK(rig.http.requests[0].url ==
          "https://api/v3/company/9130/companyinfo/9130?minorversion=75");
    CHECK(rig.log.contains("metered"));
    CHECK_FALSE(rig.log.contains("token-1"));
}

TEST_CASE("a person opens an invoice at QuickBooks' own address")
{
    CHECK(Rig().provider.invoice_url(InvoiceId("147")) == "https://app/app/invoice?txnId=147");
}

TEST_CASE("voiding and deleting name the version that was seen and carry their key")
{
    Rig rig;
    rig.http.answer(200, invoice).answer(200, R"({"Invoice":{"status":"Deleted","Id":"147"}})");

    CHECK(run_task(rig.provider.void_invoice(key, InvoiceId("147"), "3")));
    CHECK(run_task(rig.provider.delete_invoice(key, InvoiceId("147"), "4")));

    const auto& voiding = rig.http.requests[0];
    CHECK(voiding.url ==
          "https://api/v3/company/9130/invoice?operation=void&requestid=k1&minorversion=75");
    CHECK(voiding.body == R"({"Id":"147","SyncToken":"3"})");
    CHECK(voiding.repeatable);
    CHECK(rig.http.requests[1].url.find("operation=delete") != std::string::npos);
    CHECK(rig.http.requests[1].body == R"({"Id":"147","SyncToken":"4"})");
}

TEST_CASE("an invoice is e-mailed to the given addresses or to its own")
{
    Rig rig;
    rig.http.answer(200, invoice).answer(200, invoice);

    CHECK(run_task(rig.provider.send_invoice(key, InvoiceId("147"), "a@lee.test,b@lee.test")));
    CHECK(run_task(rig.provider.send_invoice(key, InvoiceId("147"), "")));

    const auto& given = rig.http.requests[0];
    CHECK(given.url == "https://api/v3/company/9130/invoice/147/send?sendTo="
                       "a%40lee.test%2Cb%40lee.test&requestid=k1&minorversion=75");
    CHECK(given.headers.get("Content-Type") == "application/octet-stream");
    CHECK(given.body.empty());
    CHECK(rig.http.requests[1].url ==
          "https://api/v3/company/9130/invoice/147/send?requestid=k1&minorversion=75");
}

TEST_CASE("an invoice that is gone is told apart from a refusal, a changed one is a conflict")
{
    Rig rig;
    rig.http.answer(400, R"({"Fault":{"Error":[{"code":"610"}],"type":"ValidationFault"}})")
        .answer(400, R"({"Fault":{"Error":[{"code":"5010"}],"type":"ValidationFault"}})")
        .answer(400, R"({"Fault":{"Error":[{"code":"610"}],"type":"ValidationFault"}})");

    CHECK(run_task(rig.provider.void_invoice(key, InvoiceId("147"), "3")).error().kind ==
          ErrorKind::not_found);
    CHECK(run_task(rig.provider.delete_invoice(key, InvoiceId("147"), "3")).error().kind ==
          ErrorKind::conflict);
    CHECK(run_task(rig.provider.send_invoice(key, InvoiceId("147"), "")).error().kind ==
          ErrorKind::not_found);
}

TEST_CASE("a PDF is asked for as such, and what is none is an error")
{
    Rig rig;
    rig.http.answer(200, "%PDF-1.7 ...")
        .answer(400, R"({"Fault":{"Error":[{"code":"610"}],"type":"ValidationFault"}})")
        .answer(200, "<html>sign in</html>");

    CHECK(*run_task(rig.provider.invoice_pdf(InvoiceId("147"))) == "%PDF-1.7 ...");
    CHECK(rig.http.requests[0].url ==
          "https://api/v3/company/9130/invoice/147/pdf?minorversion=75");
    CHECK(rig.http.requests[0].headers.get("Accept") == "application/pdf");
    CHECK(run_task(rig.provider.invoice_pdf(InvoiceId("147"))).error().kind ==
          ErrorKind::not_found);
    CHECK(run_task(rig.provider.invoice_pdf(InvoiceId("147"))).error().kind ==
          ErrorKind::unavailable);
}

TEST_CASE("the lists are read in one batch, whose answers come in any order")
{
    Rig rig;
    rig.http.answer(200, R"({"BatchItemResponse":[
        {"bId":"3","QueryResponse":{}},
        {"bId":"1","QueryResponse":{"Term":[{"Id":"3","Name":"Net 30","DueDays":30}]}},
        {"bId":"5","Fault":{"Error":[{"Message":"Feature Not Supported","code":"5020"}]}},
        {"bId":"0","QueryResponse":{"Preferences":[{}]}},
        {"bId":"2","QueryResponse":{}}]})");

    const auto lists = run_task(rig.provider.lists());

    REQUIRE(lists);
    CHECK(lists->terms.front().name == "Net 30");
    REQUIRE(rig.http.requests.size() == 1);
    CHECK(rig.http.requests[0].method == "POST");
    CHECK(rig.http.requests[0].url == "https://api/v3/company/9130/batch?minorversion=75");
    CHECK(rig.http.requests[0].repeatable);
    CHECK(rig.http.requests[0].body.find("FROM TaxCode") != std::string::npos);
}
