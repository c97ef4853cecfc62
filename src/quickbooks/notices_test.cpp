#include "quickbooks/notices.hpp"

#include "crypto/crypto.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::quickbooks;

namespace {

const Secret verifier("qb-verifier");
const Time now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 20);

Result<std::vector<HeardNotice>> read(const std::string& body)
{
    const std::string signature = crypto::base64(crypto::hmac_sha256(verifier.reveal(), body));
    return read_notices(verifier, signature, body, now);
}

const std::string cloud_events = R"([
    {"specversion":"1.0","id":"88cd52aa","source":"intuit.x","type":"qbo.invoice.created.v1",
     "time":"2025-09-10T21:31:25.179851517Z","intuitentityid":"1234","intuitaccountid":"310687","data":{}},
    {"specversion":"1.0","id":"88cd52ab","source":"intuit.x","type":"QBO.CreditMemo.Updated.v1",
     "time":"when","intuitentityid":"7","intuitaccountid":"310688"},
    {"specversion":"1.0","id":"88cd52ac","type":"qbo.vendor.created.v1","intuitentityid":"9","intuitaccountid":"310687"}])";

const std::string classic =
    R"({"eventNotifications":[{"realmId":"310687","dataChangeEvent":{"entities":[
    {"name":"Payment","id":"1234","operation":"Create","lastUpdated":"2025-09-08T20:52:31.657Z"},
    {"name":"Customer","id":"67","operation":"Merge","lastUpdated":"2025-09-08T20:52:31-0700","deletedId":"68"},
    {"name":"Bill","id":"5","operation":"Create"}]}}]})";

} // namespace

TEST_CASE("CloudEvents say which record of which books changed, and when")
{
    const auto notices = read(cloud_events).value();

    REQUIRE(notices.size() == 2);
    CHECK(notices[0].books == BooksId("310687"));
    CHECK(notices[0].id == "88cd52aa");
    CHECK(notices[0].notice.entity == BooksEntity::invoice);
    CHECK(notices[0].notice.record == "1234");
    CHECK(notices[0].notice.changed_at.time_since_epoch() == std::chrono::seconds(1757539885));
    CHECK(notices[1].books == BooksId("310688"));
    CHECK(notices[1].notice.entity == BooksEntity::credit_memo);
    CHECK(notices[1].notice.changed_at == now);
}

TEST_CASE("the classic format says the same; the same event has the same id again")
{
    const auto notices = read(classic).value();

    REQUIRE(notices.size() == 2);
    CHECK(notices[0].notice.entity == BooksEntity::payment);
    CHECK(notices[1].notice.entity == BooksEntity::customer);
    CHECK(notices[1].notice.record == "67");
    CHECK(notices[1].notice.merged == "68");
    CHECK(notices[1].notice.changed_at == now); // an offset is not understood: taken as new
    CHECK(notices[0].id != notices[1].id);
    CHECK(read(classic).value()[0].id == notices[0].id);
}

TEST_CASE("what is not signed with the verifier is not read")
{
    const std::string forged = crypto::base64(crypto::hmac_sha256("guess", cloud_events));
    for (const std::string& signature : {forged, std::string(), std::string("x")}) {
        const auto read = read_notices(verifier, signature, cloud_events, now);
        REQUIRE_FALSE(read);
        CHECK(read.error().kind == ErrorKind::unauthorized);
    }
}

TEST_CASE("signed nonsense is invalid or says nothing, and never more")
{
    for (const char* body : {"", "{", "{}", "17", "null", R"({"eventNotifications":5})"}) {
        CAPTURE(body);
        const auto answer = read(body);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().kind == ErrorKind::invalid);
    }
    for (
        const char* body :
        {"[]",
         "[5, null, {}]",
         R"([{"type":"qbo.","intuitentityid":"1","intuitaccountid":"2"}])",
         R"([{"type":"qbo.invoice","intuitentityid":"","intuitaccountid":"2"}])",
         R"([{"type":"qbo.invoice.created.v1","intuitentityid":"1"}])",
         R"({"eventNotifications":[{"realmId":"1"},7,{"realmId":"1","dataChangeEvent":{"entities":[{},3]}}]})"}) {
        CAPTURE(body);
        CHECK(read(body).value().empty());
    }
    const std::string endless(1000, '7');
    CHECK(read(R"([{"type":"qbo.invoice.created.v1","intuitaccountid":"2","intuitentityid":")" +
               endless + "\"}]")
              .value()
              .empty());
}
