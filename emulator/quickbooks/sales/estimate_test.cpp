#include "emulator/quickbooks/sales/estimate.hpp"

#include "emulator/quickbooks/test_world.hpp"

using namespace emulator::quickbooks;
using namespace emulator::quickbooks::test;

namespace {

const char* const lines =
    R"("Line":[{"DetailType":"SalesItemLineDetail","Amount":75,"SalesItemLineDetail":{"ItemRef":{"value":"4"}}}])";

Json made(World& world, const char* path, const char* name, const std::string& members)
{
    const auto response = world.post(path, "{" + members + "," + lines + "}");
    REQUIRE_MESSAGE(response.status == 200, response.body);
    return json(response)[name];
}

} // namespace

TEST_CASE("an estimate is pending until an invoice is made of it")
{
    ConnectedWorld world;
    const Json estimate = made(world,
                               "/estimate",
                               "Estimate",
                               R"("CustomerRef":{"value":"1"},"ExpirationDate":"2026-12-24")");
    const std::string id = estimate["Id"].string_or();
    CHECK(estimate["TxnStatus"] == Json("Pending"));
    CHECK(estimate["ExpirationDate"] == Json("2026-12-24"));
    CHECK(estimate.find("Balance") == nullptr);

    const Json invoice = made(world,
                              "/invoice",
                              "Invoice",
                              R"("CustomerRef":{"value":"1"},"LinkedTxn":[{"TxnId":")" + id +
                                  R"(","TxnType":"Estimate"}])");

    const Json closed = json(world.get("/estimate/" + id))["Estimate"];
    CHECK(closed["TxnStatus"] == Json("Closed"));
    CHECK(closed["LinkedTxn"].if_array()->front()["TxnId"] == invoice["Id"]);
    CHECK(invoice["LinkedTxn"].if_array()->front()["TxnId"] == Json(id));
}

TEST_CASE("an estimate counts its own numbers and owes nothing")
{
    ConnectedWorld world;

    const Json estimate = made(world, "/estimate", "Estimate", R"("CustomerRef":{"value":"3"})");

    CHECK(estimate["DocNumber"] == Json("1001"));
    CHECK(json(world.get("/customer/3"))["Customer"]["Balance"] == Json::number_text("0.00"));
}

TEST_CASE(
    "another customer's estimate, one that is used, and a payment cannot be linked by an invoice")
{
    ConnectedWorld world;
    auto code = [&](const char* customer, const char* link) {
        return fault_code(world.post("/invoice",
                                     std::string(R"({"CustomerRef":{"value":")") + customer +
                                         R"("},"LinkedTxn":[)" + link + "]," + lines + "}"));
    };

    CHECK(code("1", R"({"TxnId":"100","TxnType":"Estimate"})") == "620");
    CHECK(code("24", R"({"TxnId":"100","TxnType":"Estimate"})") == "620");
    CHECK(code("24", R"({"TxnId":"9999","TxnType":"Estimate"})") == "620");
    CHECK(code("1", R"({"TxnId":"101","TxnType":"Payment"})") == "620");
}

TEST_CASE("an unknown status is refused")
{
    ConnectedWorld world;

    const auto answer = world.post(
        "/estimate",
        std::string(R"({"CustomerRef":{"value":"1"},"TxnStatus":"Maybe",)") + lines + "}");

    CHECK(fault_code(answer) == "2170");
}
