// Any bytes as a statement of QuickBooks' query language, asked of the sample company.
#include "emulator/quickbooks/test_world.hpp"
#include "fuzz/require.hpp"

#include <cstdint>
#include <string_view>

namespace {

using billbridge::Json;
using emulator::quickbooks::test::ConnectedWorld;

/// The largest page that the vendor gives.
constexpr std::size_t page_max = 1000;

void check_rows(const Json& answer, const std::string& body)
{
    const Json& response = answer["QueryResponse"];
    fuzz::require(response.if_object() != nullptr, "200 carries a QueryResponse", body);
    for (const auto& [name, value] : *response.if_object()) {
        const auto* rows = value.if_array();
        fuzz::require(rows == nullptr || rows->size() <= page_max, "pages are limited", body);
        fuzz::require(rows == nullptr ||
                          response["maxResults"] == Json(static_cast<std::int64_t>(rows->size())),
                      "maxResults counts the rows",
                      body);
    }
}

void check_fault(const Json& answer, const std::string& body)
{
    const auto* errors = answer["Fault"]["Error"].if_array();
    fuzz::require(errors != nullptr && !errors->empty(), "a refusal carries a Fault", body);
    const std::string code = errors->front()["code"].string_or();
    // 500 is for what is not UTF-8.
    fuzz::require(code == "4000" || code == "4001" || code == "4002" || code == "500",
                  "a refused query has a code of queries",
                  body);
}

/// A company without the gateway's limits: its clock stands still, so it would refuse every
/// statement after the 500th unread.
struct UnlimitedWorld : ConnectedWorld {
    UnlimitedWorld() { control("POST", "/limits", R"({"on":false})"); }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static UnlimitedWorld world;
    // Without this the log would grow with every input.
    world.app.log().clear();
    const std::string statement(reinterpret_cast<const char*>(data), size);
    const auto response = world.query(statement);
    const auto answer = Json::parse(response.body);
    fuzz::require(answer.has_value(), "the answer is JSON", response.body);
    fuzz::require(response.status == 200 || response.status == 400, "200 or 400", response.body);
    if (response.status == 200) {
        check_rows(*answer, response.body);
    } else {
        check_fault(*answer, response.body);
    }
    return 0;
}
