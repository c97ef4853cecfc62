#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

Json value(std::string_view id)
{
    return Json::Object{{"value", id}};
}

Json number(std::string_view text)
{
    return Json::number_text(std::string(text));
}

Json line(std::string_view item,
          std::string_view quantity,
          std::string_view price,
          std::string_view amount,
          std::string_view tax = {})
{
    Json detail = Json::Object{
        {"ItemRef", value(item)}, {"Qty", number(quantity)}, {"UnitPrice", number(price)}};
    if (!tax.empty()) {
        detail.set("TaxCodeRef", value(tax));
    }
    return Json::Object{{"DetailType", "SalesItemLineDetail"},
                        {"Amount", number(amount)},
                        {"SalesItemLineDetail", detail}};
}

Json invoice_for(std::string_view customer, Json::Array lines)
{
    return Json::Object{{"CustomerRef", value(customer)}, {"Line", std::move(lines)}};
}

Json design_invoice(std::string_view customer = "1")
{
    return invoice_for(customer, {line("4", "1", "75", "75")});
}

Json created(World& world, const Json& body)
{
    const auto response = world.post("/invoice", body.dump());
    REQUIRE_MESSAGE(response.status == 200, response.body);
    return json(response)["Invoice"];
}

std::string refused(World& world, const Json& body)
{
    const auto response = world.post("/invoice", body.dump());
    CHECK(response.status == 400);
    return fault_code(response);
}

/// The body with one more member.
Json with(Json body, std::string_view name, Json member)
{
    body.set(name, std::move(member));
    return body;
}

const Json& at(const Json& list, std::size_t index)
{
    REQUIRE(list.if_array() != nullptr);
    REQUIRE(index < list.if_array()->size());
    return (*list.if_array())[index];
}

const Json california = Json::Object{{"TxnTaxCodeRef", value("2")}};

} // namespace

TEST_CASE("an invoice is created with the vendor's defaults")
{
    ConnectedWorld world;

    const Json invoice = created(world, design_invoice());

    CHECK(invoice["Id"] == Json("146"));
    CHECK(invoice["SyncToken"] == Json("0"));
    CHECK(invoice["DocNumber"] == Json("1038"));
    CHECK(invoice["TxnDate"] == Json("2026-11-20"));
    CHECK(invoice["SalesTermRef"]["name"] == Json("Net 30"));
    CHECK(invoice["DueDate"] == Json("2026-12-20"));
    CHECK(invoice["CustomerRef"]["name"] == Json("Amy's Bird Sanctuary"));
    CHECK(invoice["BillAddr"]["Line1"] == Json("4581 Finch St."));
    CHECK(invoice["ShipAddr"]["City"] == Json("Bayshore"));
    CHECK(invoice["EmailStatus"] == Json("NotSet"));
    CHECK(invoice["PrintStatus"] == Json("NeedToPrint"));
    CHECK(invoice["LinkedTxn"] == Json(Json::array()));
    CHECK(invoice["TotalAmt"] == number("75.00"));
    CHECK(invoice["Balance"] == number("75.00"));
    CHECK(at(invoice["CustomField"], 0)["Name"] == Json("Crew #"));
    CHECK(json(world.get("/invoice/146"))["Invoice"] == invoice);
}

TEST_CASE("lines are numbered and a subtotal line follows them")
{
    ConnectedWorld world;

    const Json invoice = created(
        world, invoice_for("1", {line("4", "1", "75", "75"), line("5", "2", "275", "550.00")}));

    const Json& lines = invoice["Line"];
    REQUIRE(lines.if_array()->size() == 3);
    CHECK(at(lines, 0)["Id"] == Json("1"));
    CHECK(at(lines, 1)["LineNum"] == Json(2));
    CHECK(at(lines, 1)["SalesItemLineDetail"]["ItemRef"]["name"] == Json("Rock Fountain"));
    CHECK(at(lines, 1)["SalesItemLineDetail"]["ItemAccountRef"]["value"] == Json("79"));
    CHECK(at(lines, 2)["DetailType"] == Json("SubTotalLineDetail"));
    CHECK(at(lines, 2)["Amount"] == number("625.00"));
    CHECK(at(lines, 2).find("Id") == nullptr);
}

TEST_CASE("an amount must be quantity times price in exact decimals, halves up")
{
    ConnectedWorld world;

    CHECK(
        created(world, invoice_for("1", {line("4", "128.350", "14.50", "1861.08")}))["TotalAmt"] ==
        number("1861.08"));
    CHECK(refused(world, invoice_for("1", {line("4", "128.350", "14.50", "1861.07")})) == "6070");
    CHECK(refused(world, invoice_for("1", {line("4", "128.350", "14.50", "1861.075")})) == "6070");
    CHECK(refused(world, invoice_for("1", {line("4", "3", "0.1", "0.31")})) == "6070");
    CHECK(created(world, invoice_for("1", {line("4", "1E+1", "7.5", "75")}))["TotalAmt"] ==
          number("75.00"));
}

TEST_CASE("without quantity or price the amount stands alone")
{
    ConnectedWorld world;
    const Json bare = Json::Object{{"DetailType", "SalesItemLineDetail"},
                                   {"Amount", number("100.0")},
                                   {"SalesItemLineDetail", Json::Object{{"ItemRef", value("1")}}}};

    const Json invoice = created(world, invoice_for("1", {bare}));

    CHECK(at(invoice["Line"], 0)["SalesItemLineDetail"].find("Qty") == nullptr);
    CHECK(invoice["TotalAmt"] == number("100.00"));
}

TEST_CASE("a line without item is a text whose amount does not count")
{
    ConnectedWorld world;
    const Json text = Json::Object{{"DetailType", "SalesItemLineDetail"},
                                   {"Amount", 50},
                                   {"Description", "as agreed"},
                                   {"SalesItemLineDetail", Json::object()}};

    const Json invoice = created(world, invoice_for("1", {text, line("4", "1", "75", "75")}));

    CHECK(at(invoice["Line"], 0)["DetailType"] == Json("DescriptionOnly"));
    CHECK(invoice["TotalAmt"] == number("75.00"));
}

TEST_CASE("what an invoice needs is asked for by name with 2020")
{
    ConnectedWorld world;
    const auto no_line =
        world.post("/invoice", Json(Json::Object{{"CustomerRef", value("1")}}).dump());

    CHECK(fault_code(no_line) == "2020");
    CHECK(fault_detail(no_line) == "Required parameter Line is missing in the request");
    CHECK(refused(world, Json::Object{{"Line", Json::Array{line("4", "1", "75", "75")}}}) ==
          "2020");
    CHECK(refused(world, invoice_for("1", {})) == "2020");
    CHECK(refused(world, invoice_for("1", {Json::Object{{"Amount", 1}}})) == "2020");
    Json no_amount = line("4", "1", "75", "75");
    no_amount.erase("Amount");
    CHECK(refused(world, invoice_for("1", {no_amount})) == "2020");
}

TEST_CASE("references to nothing are 2500, to what is inactive 610 or 6250")
{
    ConnectedWorld world;
    world.control("POST", "/records/Customer/3", R"({"Active":false})");
    world.control("POST", "/records/Item/6", R"({"Active":false})");

    CHECK(refused(world, design_invoice("999")) == "2500");
    CHECK(refused(world, design_invoice("3")) == "6250");
    CHECK(refused(world, invoice_for("1", {line("999", "1", "1", "1")})) == "2500");
    CHECK(refused(world, invoice_for("1", {line("6", "1", "1", "1")})) == "610");
    CHECK(refused(world, with(design_invoice(), "SalesTermRef", value("77"))) == "2500");
    CHECK(refused(world,
                  with(design_invoice(),
                       "TxnTaxDetail",
                       Json::Object{{"TxnTaxCodeRef", value("77")}})) == "2500");
    CHECK(refused(world,
                  with(design_invoice(),
                       "TxnTaxDetail",
                       Json::Object{{"TxnTaxCodeRef", value("TAX")}})) == "2500");
}

TEST_CASE("members that do not exist or do not fit are refused")
{
    ConnectedWorld world;

    CHECK(refused(world, with(design_invoice(), "Colour", "red")) == "2010");
    CHECK(refused(world, with(design_invoice(), "TxnDate", "20.11.2026")) == "2060");
    CHECK(refused(world, with(design_invoice(), "DueDate", "2026-02-30")) == "2060");
    CHECK(refused(world, with(design_invoice(), "ExchangeRate", "much")) == "2080");
    CHECK(refused(world, with(design_invoice(), "DocNumber", std::string(22, '1'))) == "2050");
    CHECK(refused(world, with(design_invoice(), "PrivateNote", std::string(4001, 'x'))) == "2050");
    CHECK(refused(world,
                  with(design_invoice(),
                       "CustomerMemo",
                       Json::Object{{"value", std::string(1001, 'x')}})) == "2050");
    CHECK(refused(world, with(design_invoice(), "BillEmail", Json::Object{{"Address", "ann"}})) ==
          "2210");
    CHECK(refused(world, with(design_invoice(), "EmailStatus", "Sent")) == "2170");
    CHECK(refused(world, with(design_invoice(), "EmailStatus", "NeedToSend")) == "6420");
    CHECK(refused(world, with(design_invoice(), "LinkedTxn", Json::Array{Json::object()})) ==
          "620");
    Json long_text = line("4", "1", "75", "75");
    long_text.set("Description", std::string(4001, 'x'));
    CHECK(refused(world, invoice_for("1", {long_text})) == "2050");
    CHECK(refused(world, invoice_for("1", {line("4", "1", "999999999999", "999999999999")})) ==
          "2080");
    CHECK(refused(world, invoice_for("1", {with(line("4", "1", "1", "1"), "DetailType", "Odd")})) ==
          "2170");
}

TEST_CASE("a negative line is fine as long as the total is not negative")
{
    ConnectedWorld world;

    CHECK(created(world,
                  invoice_for("1",
                              {line("4", "1", "75", "75"),
                               line("4", "1", "-15", "-15")}))["TotalAmt"] == number("60.00"));
    CHECK(refused(world, invoice_for("1", {line("4", "1", "-15", "-15")})) == "6000");
}

TEST_CASE("the named tax code taxes the taxable lines once per rate")
{
    ConnectedWorld world;
    const Json body = with(invoice_for("24",
                                       {line("5", "1", "275", "275", "TAX"),
                                        line("11", "1", "12.75", "12.75", "TAX"),
                                        line("3", "5", "9.5", "47.5", "TAX"),
                                        line("6", "1", "10", "10", "NON")}),
                           "TxnTaxDetail",
                           california);

    const Json invoice = created(world, body);

    const Json& tax = invoice["TxnTaxDetail"];
    CHECK(tax["TotalTax"] == number("26.82"));
    CHECK(at(tax["TaxLine"], 0)["TaxLineDetail"]["NetAmountTaxable"] == number("335.25"));
    CHECK(at(tax["TaxLine"], 0)["TaxLineDetail"]["TaxRateRef"]["value"] == Json("3"));
    CHECK(invoice["TotalAmt"] == number("372.07"));
}

TEST_CASE("tax is rounded once for the transaction, not for each line")
{
    ConnectedWorld world;
    // 8 % of 0.07 is 0.0056: 0.01 on each of three lines, but 0.02 on their sum
    const Json body = with(invoice_for("1",
                                       {line("5", "1", "0.07", "0.07", "TAX"),
                                        line("5", "1", "0.07", "0.07", "TAX"),
                                        line("5", "1", "0.07", "0.07", "TAX")}),
                           "TxnTaxDetail",
                           california);

    CHECK(created(world, body)["TxnTaxDetail"]["TotalTax"] == number("0.02"));
}

TEST_CASE("a code with two rates gives two tax lines")
{
    ConnectedWorld world;
    const Json body = with(invoice_for("1", {line("5", "1", "100", "100", "TAX")}),
                           "TxnTaxDetail",
                           Json::Object{{"TxnTaxCodeRef", value("3")}});

    const Json invoice = created(world, body);

    CHECK(at(invoice["TxnTaxDetail"]["TaxLine"], 0)["Amount"] == number("7.10"));
    CHECK(at(invoice["TxnTaxDetail"]["TaxLine"], 1)["Amount"] == number("2.00"));
    CHECK(invoice["TotalAmt"] == number("109.10"));
}

TEST_CASE("a line without tax code is taxable where item and customer are")
{
    ConnectedWorld world;
    auto code_of_line = [&](std::string_view customer, std::string_view item) {
        const Json invoice = created(world, invoice_for(customer, {line(item, "1", "10", "10")}));
        return at(invoice["Line"], 0)["SalesItemLineDetail"]["TaxCodeRef"]["value"].string_or();
    };

    CHECK(code_of_line("1", "5") == "TAX");
    CHECK(code_of_line("1", "4") == "NON"); // design is not taxable
    CHECK(code_of_line("2", "5") == "NON"); // nor is this customer
}

TEST_CASE(
    "without a tax code for the transaction nothing is computed, and sent totals do not count")
{
    ConnectedWorld world;
    const Json lines = invoice_for("1", {line("5", "1", "100", "100", "TAX")});

    CHECK(created(world, lines)["TxnTaxDetail"] == Json(Json::Object{{"TotalTax", 0}}));
    Json sent = california;
    sent.set("TotalTax", 99);
    CHECK(created(world, with(lines, "TxnTaxDetail", sent))["TxnTaxDetail"]["TotalTax"] ==
          number("8.00"));
}

TEST_CASE("a US line takes TAX or NON and nothing else")
{
    ConnectedWorld world;

    const auto answer =
        world.post("/invoice", invoice_for("1", {line("5", "1", "100", "100", "4")}).dump());

    CHECK(fault_code(answer) == "6100");
    CHECK(fault_detail(answer).ends_with("Supplied value: 4"));
}

TEST_CASE("a company without sales tax drops the tax")
{
    ConnectedWorld world;
    world.control("POST", "/records/Preferences/1", R"({"TaxPrefs":{"UsingSalesTax":false}})");

    const Json invoice = created(
        world,
        with(invoice_for("1", {line("5", "1", "100", "100", "TAX")}), "TxnTaxDetail", california));

    CHECK(invoice["TotalAmt"] == number("100.00"));
    CHECK(at(invoice["Line"], 0)["SalesItemLineDetail"]["TaxCodeRef"]["value"] == Json("NON"));
}

TEST_CASE("a discount is of the item lines, before or after the tax")
{
    ConnectedWorld world;
    const Json discount =
        Json::Object{{"DetailType", "DiscountLineDetail"},
                     {"DiscountLineDetail",
                      Json::Object{{"PercentBased", true}, {"DiscountPercent", number("10")}}}};
    const Json body = with(
        invoice_for(
            "1",
            {line("5", "1", "275", "275", "TAX"), line("4", "1", "75", "75", "NON"), discount}),
        "TxnTaxDetail",
        california);

    const Json before = created(world, body);
    const Json after = created(world, with(body, "ApplyTaxAfterDiscount", true));

    CHECK(before["TxnTaxDetail"]["TotalTax"] == number("22.00"));
    CHECK(before["TotalAmt"] == number("337.00")); // 350 - 35 + 22
    CHECK(at(before["Line"], 3)["Amount"] == number("35.00"));
    CHECK(after["TxnTaxDetail"]["TotalTax"] == number("19.80")); // 8 % of 275 - 27.50
    CHECK(after["TotalAmt"] == number("334.80"));
}

TEST_CASE("a discount that cannot be is refused")
{
    ConnectedWorld world;
    const Json empty =
        Json::Object{{"DetailType", "DiscountLineDetail"}, {"DiscountLineDetail", Json::object()}};
    const Json fixed = with(empty, "Amount", number("5"));
    const Json design = line("4", "1", "75", "75");

    CHECK(created(world, invoice_for("1", {design, fixed}))["TotalAmt"] == number("70.00"));
    CHECK(refused(world, invoice_for("1", {design, empty})) == "6090");
    CHECK(refused(world, invoice_for("1", {design, fixed, fixed})) == "6000");
    world.control(
        "POST", "/records/Preferences/1", R"({"SalesFormsPrefs":{"AllowDiscount":false}})");
    CHECK(refused(world, invoice_for("1", {design, fixed})) == "5030");
}

TEST_CASE("an invoice is in its customer's currency")
{
    ConnectedWorld world; // customer 58 is in euros

    CHECK(refused(world, design_invoice("58")) == "6000");
    CHECK(refused(world, with(design_invoice("1"), "CurrencyRef", value("EUR"))) == "6000");
    const auto wrong =
        world.post("/invoice", with(design_invoice("58"), "CurrencyRef", value("GBP")).dump());
    CHECK(fault_detail(wrong) ==
          "Business Validation Error: You can only use one foreign currency per transaction.");
    const Json invoice = created(world, with(design_invoice("58"), "CurrencyRef", value("EUR")));
    CHECK(invoice["CurrencyRef"]["name"] == Json("Euro"));
    CHECK(invoice["ExchangeRate"] == number("1.08"));
    CHECK(invoice["TotalAmt"] == number("75.00"));
    CHECK(invoice["HomeTotalAmt"] == number("81.00"));
}

TEST_CASE("a sent exchange rate is used, but it must be more than zero")
{
    ConnectedWorld world;
    const Json body = with(design_invoice("58"), "CurrencyRef", value("EUR"));

    CHECK(created(world, with(body, "ExchangeRate", number("1.1234")))["HomeTotalAmt"] ==
          number("84.26")); // 84.255
    CHECK(refused(world, with(body, "ExchangeRate", 0)) == "2080");
}

TEST_CASE("without multicurrency a foreign currency is refused and home totals are absent")
{
    ConnectedWorld world("empty");
    world.post("/customer", R"({"DisplayName":"x"})");
    const Json body = invoice_for("1", {line("1", "1", "75", "75")});

    CHECK(refused(world, with(body, "CurrencyRef", value("EUR"))) == "6000");
    const Json invoice = created(world, body);
    CHECK(invoice.find("HomeTotalAmt") == nullptr);
    CHECK(invoice.find("ExchangeRate") == nullptr);
}

TEST_CASE("dates and terms: what is sent wins, then the customer's term, then the company's")
{
    ConnectedWorld world;
    world.control("POST", "/records/Customer/2", R"({"SalesTermRef":{"value":"2"}})");
    const Json dated = with(design_invoice("2"), "TxnDate", "2026-12-24");

    CHECK(created(world, dated)["DueDate"] == Json("2027-01-08"));
    CHECK(created(world, with(dated, "SalesTermRef", value("4")))["DueDate"] == Json("2027-02-22"));
    CHECK(created(world, with(dated, "DueDate", "2026-12-31"))["DueDate"] == Json("2026-12-31"));
    world.control("POST", "/records/Preferences/1", R"({"SalesFormsPrefs":{"DefaultTerms":null}})");
    CHECK(created(world, with(design_invoice("1"), "TxnDate", "2026-12-24"))["DueDate"] ==
          Json("2026-12-24"));
}

TEST_CASE("numbers: the next one, or the one that was sent, which leaves the counter alone")
{
    ConnectedWorld world;

    CHECK(created(world, with(design_invoice(), "DocNumber", "X-7"))["DocNumber"] == Json("X-7"));
    CHECK(created(world, design_invoice())["DocNumber"] == Json("1038"));
    CHECK(created(world, design_invoice())["DocNumber"] == Json("1039"));
    CHECK(created(world, with(design_invoice(), "DocNumber", "X-7"))["DocNumber"] == Json("X-7"));
}

TEST_CASE("with own numbers none is invented and a taken one is refused with its holder")
{
    ConnectedWorld world;
    world.control(
        "POST", "/records/Preferences/1", R"({"SalesFormsPrefs":{"CustomTxnNumbers":true}})");
    const Json taken = with(design_invoice(), "DocNumber", "1037");

    CHECK(created(world, design_invoice()).find("DocNumber") == nullptr);
    CHECK(created(world, with(design_invoice(), "DocNumber", "AUTO_GENERATE"))["DocNumber"] ==
          Json("1038"));
    const auto answer = world.post("/invoice", taken.dump());
    CHECK(fault_code(answer) == "6140");
    CHECK(fault_detail(answer).ends_with(
        "DocNumber=1037 is assigned to TxnType=Invoice with TxnId=130"));
    const auto allowed =
        world.post("/invoice", taken.dump(), {{"include", "allowduplicatedocnum"}});
    CHECK(allowed.status == 200);
}

TEST_CASE("an invoice raises its customer's balance")
{
    ConnectedWorld world;

    created(world, design_invoice("1"));

    CHECK(json(world.get("/customer/1"))["Customer"]["Balance"] == number("314.00"));
}

TEST_CASE("what was sent for people comes back")
{
    ConnectedWorld world;
    Json body = design_invoice();
    body.set("PrivateNote", "Pipedrive deal 7 | Billbridge key");
    body.set("CustomerMemo", Json::Object{{"value", "Dziękujemy"}});
    body.set("BillEmail", Json::Object{{"Address", "ann@lee.example"}});
    body.set("BillAddr", Json::Object{{"Line1", "Lipowa 7"}, {"City", "Łódź"}});
    body.set("CustomField",
             Json::Array{Json::Object{{"DefinitionId", "1"}, {"StringValue", "12"}}});

    const Json invoice = created(world, body);

    CHECK(invoice["PrivateNote"] == body["PrivateNote"]);
    CHECK(invoice["CustomerMemo"] == body["CustomerMemo"]);
    CHECK(invoice["BillEmail"] == body["BillEmail"]);
    CHECK(invoice["BillAddr"]["City"] == Json("Łódź"));
    CHECK(at(invoice["CustomField"], 0)["StringValue"] == Json("12"));
}

TEST_CASE("a refused invoice leaves nothing behind")
{
    ConnectedWorld world;

    refused(world, invoice_for("1", {line("4", "1", "75", "76")}));

    CHECK(created(world, design_invoice())["DocNumber"] == Json("1038"));
    CHECK(json(world.query("select count(*) from Invoice"))["QueryResponse"]["totalCount"] ==
          Json(3));
}

TEST_CASE("shipping and a tip are lines without an item, shipping where the company ships")
{
    ConnectedWorld world;
    auto charge = [](const char* item) {
        return invoice_for("1", {line(item, "1", "12.50", "12.50")});
    };

    CHECK(refused(world, charge("SHIPPING_ITEM_ID")) == "2500");
    world.control(
        "POST", "/records/Preferences/1", R"({"SalesFormsPrefs":{"AllowShipping":true}})");
    const Json shipping = created(world, charge("SHIPPING_ITEM_ID"));

    CHECK(at(shipping["Line"], 0)["SalesItemLineDetail"]["ItemRef"] == value("SHIPPING_ITEM_ID"));
    CHECK(shipping["TotalAmt"] == number("12.50"));
    CHECK(created(world, charge("GRATUITY_ITEM_ID"))["TotalAmt"] == number("12.50"));
}

TEST_CASE("a deposit cannot be more than the total")
{
    ConnectedWorld world;

    CHECK(refused(world, with(design_invoice(), "Deposit", number("75.01"))) == "6000");
    CHECK(created(world, with(design_invoice(), "Deposit", number("75")))["Balance"] ==
          number("0.00"));
}

TEST_CASE("an Id of another kind is a wrong member, not a new invoice")
{
    ConnectedWorld world;

    CHECK(refused(world, with(design_invoice(), "Id", Json::object())) == "2010");
}

TEST_CASE("an invoice has at most 750 taxable lines and 10,000 lines in all")
{
    ConnectedWorld world;
    auto create = [&](std::size_t count, const char* code) {
        std::string lines;
        for (std::size_t i = 0; i < count; ++i) {
            lines += std::string(lines.empty() ? "" : ",") +
                     R"({"DetailType":"SalesItemLineDetail","Amount":1,"SalesItemLineDetail":)" +
                     R"({"ItemRef":{"value":"5"},"TaxCodeRef":{"value":")" + code + R"("}}})";
        }
        return fault_code(
            world.post("/invoice", R"({"CustomerRef":{"value":"1"},"Line":[)" + lines + "]}"));
    };

    CHECK(create(750, "TAX") == "");
    CHECK(create(751, "TAX") == "6000");
    CHECK(create(751, "NON") == "");
    CHECK(create(10'001, "NON") == "6000");
}
