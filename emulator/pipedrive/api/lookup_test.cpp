#include "emulator/pipedrive/test_browser.hpp"

#include <doctest/doctest.h>

using namespace emulator::pipedrive;

namespace {

struct Reader : TestClient {
    Reader()
        : TestClient(Options{.scopes = "base,deals:full,contacts:full,products:full,users:read,"
                                       "search:read,admin"})
    {
    }

    Json write(std::string method, std::string_view target, const Json& body)
    {
        const auto answer = call(std::move(method), target, body);
        CAPTURE(answer.body);
        CHECK(answer.status == 200);
        return json_of(answer)["data"];
    }

    net::Response upload(std::string_view fields)
    {
        return send("POST",
                    "/v1/files",
                    {{"authorization", "Bearer " + token},
                     {"content-type", "multipart/form-data; boundary=b"}},
                    std::string(fields) + "--b\r\ncontent-disposition: form-data; name=\"file\"; "
                                          "filename=\"a.pdf\"\r\n\r\n%PDF\r\n--b--\r\n");
    }
};

std::size_t hits(const Json& answer)
{
    return answer["data"]["items"].if_array()->size();
}

} // namespace

TEST_CASE("a custom field of every type can be made, and its values are written and read")
{
    Reader client;
    const Json options = Json::Array{Json::Object{{"label", "A"}}};
    const std::pair<const char*, const char*> values[] = {
        {"varchar", R"("x")"},
        {"varchar_auto", R"("x")"},
        {"text", R"("long")"},
        {"phone", R"("+1 555")"},
        {"double", "12.5"},
        {"monetary", R"({"value":200.25,"currency":"EUR"})"},
        {"date", R"("2026-06-27")"},
        {"daterange", R"({"value":"2026-06-27","until":"2026-06-28"})"},
        {"time", R"({"value":"00:45:00","timezone_id":310})"},
        {"timerange", R"({"value":"00:45:00","until":"01:45:00","timezone_id":null})"},
        {"user", "816"},
        {"people", "1"},
        {"org", "1"},
        {"enum", "100"},
        {"set", "[101]"}};
    for (const auto& [type, value] : values) {
        CAPTURE(type);
        Json definition = Json::Object{{"field_name", type}, {"field_type", type}};
        if (std::string_view(type) == "enum" || std::string_view(type) == "set") {
            definition.set("options", options);
        }
        const Json field = client.write("POST", "/api/v2/dealFields", definition);
        const std::string code = field["field_code"].string_or();
        CHECK(code.size() == 40);

        const Json fields = Json::Object{{code, Json::parse(value).value()}};
        const Json deal =
            client.write("PATCH", "/api/v2/deals/5", Json::Object{{"custom_fields", fields}});

        CHECK(deal["custom_fields"][code].dump() == value);
        const Json wrong = Json::Object{{code, Json::Array{nullptr}}};
        CHECK(client.call("PATCH", "/api/v2/deals/5", Json::Object{{"custom_fields", wrong}})
                  .status == 400);
    }
}

TEST_CASE("a field is renamed and deleted with its values; system fields stay")
{
    Reader client;
    const std::string code =
        client
            .write("POST",
                   "/api/v2/productFields",
                   Json::Object{{"field_name", "Size"}, {"field_type", "varchar"}})["field_code"]
            .string_or();
    const std::string path = "/api/v2/productFields/" + code;
    client.write(
        "PATCH", "/api/v2/products/1", Json::Object{{"custom_fields", Json::Object{{code, "XL"}}}});

    client.write("PATCH", path, Json::Object{{"field_name", "Width"}});
    const Json renamed = client.read(path)["data"];
    client.write("DELETE", path, nullptr);

    CHECK(renamed["field_name"].string_or() == "Width");
    CHECK(client.call("GET", path).status == 404);
    CHECK(client.read("/api/v2/products/1")["data"]["custom_fields"].dump() == "{}");
    CHECK(client.call("DELETE", "/api/v2/dealFields/title").status == 403);
    CHECK(client.call("POST", "/api/v2/dealFields", Json::Object{{"field_name", "x"}}).status ==
          400);
    CHECK(client
              .call("POST",
                    "/api/v2/dealFields",
                    Json::Object{{"field_name", "x"}, {"field_type", "stage"}})
              .status == 400);
}

TEST_CASE("options of a field are changed all together or not at all")
{
    Reader client;
    const std::string path = "/api/v2/dealFields/label_ids/options";

    const Json added = client.write(
        "POST", path, Json::Array{Json::Object{{"label", "New"}}, Json::Object{{"label", "Old"}}});
    const Json& first = (*added.if_array())[0];
    client.write("PATCH", path, Json::Array{Json::Object{{"id", first["id"]}, {"label", "Now"}}});
    const auto half = client.call(
        "DELETE", path, Json::Array{Json::Object{{"id", first["id"]}}, Json::Object{{"id", 1}}});
    const Json removed =
        client.write("DELETE", path, Json::Array{Json::Object{{"id", first["id"]}}});

    CHECK(half.status == 400);
    CHECK((*removed.if_array())[0]["label"].string_or() == "Now");
    CHECK(client.read("/api/v2/dealFields/label_ids")["data"]["options"].if_array()->size() == 4);
    CHECK(client.call("POST", "/api/v2/dealFields/title/options", Json::array()).status == 400);
}

TEST_CASE("API v1 still lists field definitions by offset")
{
    Reader client;

    const Json page = client.read("/v1/dealFields?start=1&limit=2");

    CHECK((*page["data"].if_array())[0]["key"].string_or() == "title");
    CHECK(page["additional_data"]["more_items_in_collection"] == Json(true));
    const Json last = client.read("/v1/dealFields?start=1&limit=500");
    CHECK(last["additional_data"]["more_items_in_collection"] == Json(false));
}

TEST_CASE("search finds records by their texts and refuses short terms")
{
    Reader client;
    client.write("POST", "/v1/notes", Json::Object{{"content", "call Zoe"}, {"deal_id", 2}});

    CHECK(hits(client.read("/api/v2/deals/search?term=FOUNTAIN")) == 1);
    CHECK(hits(client.read("/api/v2/deals/search?term=call%20zoe")) == 1);
    CHECK(hits(client.read("/api/v2/deals/search?term=PO-7781&fields=custom_fields")) == 1);
    CHECK(hits(client.read("/api/v2/deals/search?term=PO-7781&fields=title")) == 0);
    CHECK(hits(client.read("/api/v2/deals/search?term=fountain&status=won")) == 0);
    CHECK(hits(client.read("/api/v2/products/search?term=pump&exact_match=true")) == 1);
    CHECK(hits(client.read("/api/v2/organizations/search?term=bird")) == 1);
    CHECK(hits(client.read("/api/v2/persons/search?term=intuit.com&fields=email")) > 0);
    CHECK(client.call("GET", "/api/v2/deals/search?term=a").status == 400);
    CHECK(client.call("GET", "/api/v2/deals/search?term=ab&fields=colour").status == 400);
}

TEST_CASE("pipelines, stages and users can be read")
{
    Reader client;

    CHECK(client.read("/api/v2/pipelines")["data"].if_array()->size() == 1);
    CHECK(client.read("/api/v2/stages?pipeline_id=1&limit=2")["data"].if_array()->size() == 2);
    CHECK(client.read("/api/v2/stages?pipeline_id=9")["data"].dump() == "[]");
    CHECK(client.read("/api/v2/stages/3")["data"]["name"].string_or() == "Proposal made");
    CHECK(client.call("GET", "/api/v2/stages/99").status == 404);
    CHECK(client.call("GET", "/api/v2/pipelines/2").status == 404);
    CHECK(client.read("/v1/users")["data"].if_array()->size() == 2);
    CHECK(client.read("/v1/users/816")["data"]["is_you"].dump() == "false");
    CHECK(client.read("/v1/users/find?term=craig")["data"].if_array()->size() == 1);
    CHECK(client.call("GET", "/v1/users/1").status == 404);
    CHECK(client.read("/v1/userSettings")["data"]["list_limit"].int_or(0) == 50);
}

TEST_CASE("a file is uploaded to a deal, renamed, downloaded and deleted")
{
    Reader client;

    const Json file = json_of(client.upload(
        "--b\r\ncontent-disposition: form-data; name=\"deal_id\"\r\n\r\n1\r\n"))["data"];
    const std::string path = "/v1/files/" + file["id"].dump();
    const auto renamed = client.send("PUT",
                                     path,
                                     {{"authorization", "Bearer " + client.token},
                                      {"content-type", "application/x-www-form-urlencoded"}},
                                     "name=b.pdf");

    CHECK(file["name"].string_or() == "a.pdf");
    CHECK(file["deal_name"].string_or() == "Bird garden with fountain");
    CHECK(json_of(renamed)["data"]["name"].string_or() == "b.pdf");
    CHECK(client.call("GET", path + "/download").body == "%PDF");
    CHECK(client.read("/v1/deals/1/files")["data"].if_array()->size() == 1);
    CHECK(client.read("/v1/deals/2/files")["data"].is_null());
    CHECK(client.call("DELETE", path).status == 200);
    CHECK(client.call("GET", path).status == 404);
    CHECK(client.call("GET", "/v1/deals/999/files").status == 404);
}

TEST_CASE("an upload without a file or for an unknown record is refused")
{
    Reader client;

    CHECK(client.call("POST", "/v1/files", Json::object()).status == 400);
    CHECK(client.upload("--b\r\ncontent-disposition: form-data; name=\"deal_id\"\r\n\r\n999\r\n")
              .status == 400);
    CHECK(client.read("/v1/files")["data"].is_null());
}

TEST_CASE("other scopes end every authorization")
{
    TestClient client;

    const auto set =
        client.send("POST", "/_emulator/scopes", {}, R"({"scopes":"base,deals:read"})");

    CHECK(set.status == 200);
    CHECK(client.call("GET", "/v1/users/me").status == 401);
    client.token = client.install()["access_token"].string_or();
    CHECK(client.call("GET", "/api/v2/deals/1").status == 200);
    CHECK(client.call("GET", "/api/v2/persons/1").status == 403);
    CHECK(client.send("POST", "/_emulator/scopes", {}, "{}").status == 400);
}
