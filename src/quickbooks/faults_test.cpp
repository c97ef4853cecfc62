#include "quickbooks/faults.hpp"

#include "quickbooks/client.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::quickbooks;

namespace {

Error refused(int status, const std::string& body, net::Headers headers = {})
{
    return json_of({status, std::move(headers), body}).error();
}

std::string service_fault(const std::string& code, const std::string& detail)
{
    return R"({"Fault":{"Error":[{"Message":"M","Detail":")" + detail + R"(","code":")" + code +
           R"(","element":""}],"type":"ValidationFault"},"time":"t"})";
}

std::string key(const std::string& code, const std::string& detail = "d")
{
    const Error error = refused(400, service_fault(code, detail));
    return std::string(name(error.kind)) + " " + error.message.key;
}

} // namespace

TEST_CASE("each code says what the person can do")
{
    CHECK(key("610") == "rejected error.books_gone_or_inactive");
    CHECK(key("2500") == "rejected error.books_gone_or_inactive");
    CHECK(key("6240") == "conflict error.books_name_taken");
    CHECK(key("6070") == "rejected error.books_amount");
    CHECK(key("6190") == "rejected error.books_subscription");
    CHECK(key("6210") == "rejected error.books_closed_period");
    CHECK(key("5010") == "conflict error.books_changed_meanwhile");
    CHECK(key("120") == "unauthorized error.reconnect_books");
    CHECK(key("6000", "You can only use one foreign currency per transaction.") ==
          "rejected error.books_currency");
    CHECK(key("6000", "Make sure all your transactions have a GST/VAT rate") ==
          "rejected error.books_tax");
    CHECK(key("10000") == "unavailable error.books_unavailable");
}

TEST_CASE("an unknown code passes QuickBooks' own words on")
{
    const Error error = refused(400, service_fault("7777", "Something new"));

    CHECK(error.message.key == "error.books_refused");
    CHECK(error.message.args.at("detail") == "Something new");
}

TEST_CASE("the gateway's spelling is read, with padded codes")
{
    const Error error = refused(
        401,
        R"({"warnings":null,"fault":{"error":[{"message":"message=AuthenticationFailed; errorCode=003200; statusCode=401","detail":"Token expired","code":"003200","element":null}],"type":"AUTHENTICATION"},"time":1763632200000})");

    CHECK(error.kind == ErrorKind::unauthorized);
    CHECK(error.cause.find("Token expired") != std::string::npos);
}

TEST_CASE("a throttle waits as long as it says, else a minute")
{
    const std::string body =
        R"({"fault":{"error":[{"message":"ThrottleExceeded","code":"3001"}]}})";

    CHECK(refused(429, body, {{"Retry-After", "5"}}).retry_after == std::chrono::seconds(5));
    CHECK(refused(429, body).retry_after == std::chrono::seconds(60));
    CHECK(refused(429, "").kind == ErrorKind::rate_limited);
}

TEST_CASE("a fault inside a 200 is a fault")
{
    CHECK(refused(200, service_fault("6140", "taken")).message.key == "error.books_number_taken");
    CHECK(refused(200, service_fault("7777", "new")).kind == ErrorKind::rejected);
}

TEST_CASE("garbage, empty bodies and gateways' pages are no answer")
{
    CHECK(refused(200, "<html>").kind == ErrorKind::unavailable);
    CHECK(refused(200, "[]").kind == ErrorKind::unavailable);
    CHECK(refused(200, "").kind == ErrorKind::unavailable);
    CHECK(refused(502, "<html>bad gateway</html>").kind == ErrorKind::unavailable);
    CHECK(refused(403, "").kind == ErrorKind::unauthorized);
    CHECK(refused(404, "").kind == ErrorKind::not_found);
    CHECK(refused(500, R"({"Fault":{"Error":[]}})").kind == ErrorKind::unavailable);
    CHECK(refused(500, R"({"Fault":"x"})").kind == ErrorKind::unavailable);
}

TEST_CASE("the operator gets the code and Intuit's transaction id")
{
    const Error error = refused(400, service_fault("6240", "name"), {{"intuit_tid", "1-abc"}});

    CHECK(error.cause.find("6240") != std::string::npos);
    CHECK(error.cause.find("1-abc") != std::string::npos);
}
