#include "emulator/pipedrive/history/note_text.hpp"
#include "emulator/pipedrive/test_browser.hpp"

#include <doctest/doctest.h>

using namespace emulator::pipedrive;
using namespace std::chrono_literals;

namespace {

Json note_on(std::int64_t deal_id, std::string content)
{
    return Json::Object{{"content", std::move(content)}, {"deal_id", deal_id}};
}

std::vector<std::string> contents(const Json& answer)
{
    std::vector<std::string> list;
    for (const Json& note : *answer["data"].if_array()) {
        list.push_back(note["content"].string_or());
    }
    return list;
}

} // namespace

TEST_CASE("a note is written on a deal, pinned, and read again")
{
    TestClient client;
    Json body = note_on(1, "<p>Invoice <b>1042</b> sent</p>");
    body.set("pinned_to_deal_flag", 1);

    const auto created = client.call("POST", "/v1/notes", body);

    CHECK(created.status == 200);
    const Json note = json_of(created)["data"];
    CHECK(note["content"].string_or() == "<p>Invoice <b>1042</b> sent</p>");
    CHECK(note["pinned_to_deal_flag"].bool_or(false));
    CHECK(note["deal"]["title"].string_or() == "Bird garden with fountain");
    CHECK(note["user"]["is_you"].bool_or(false));
    CHECK(note["add_time"].string_or().size() == std::string("2026-08-03 10:11:12").size());
    const std::string address = "/api/v1/notes/" + std::to_string(note["id"].int_or(0));
    CHECK(client.read(address)["data"] == note);
}

TEST_CASE("a note that lacks content or a record, or names a wrong one, is refused")
{
    TestClient client;
    const Json cases[] = {
        Json::Object{{"deal_id", 1}},
        Json::Object{{"content", ""}, {"deal_id", 1}},
        Json::Object{{"content", 7}, {"deal_id", 1}},
        Json::Object{{"content", "x"}},
        Json::Object{{"content", "x"}, {"deal_id", 999}},
        Json::Object{{"content", "x"}, {"deal_id", 1}, {"pinned_to_person_flag", 1}},
        Json::Object{{"content", "x"}, {"deal_id", 1}, {"user_id", 999}},
        Json::Object{{"content", "x"}, {"deal_id", 1}, {"add_time", "2026-08-03T10:11:12Z"}},
        Json::Object{{"content", std::string(100'001, 'x')}, {"deal_id", 1}},
        Json::Array{},
    };

    for (const Json& body : cases) {
        CAPTURE(body.dump().substr(0, 100));
        CHECK(client.call("POST", "/v1/notes", body).status == 400);
    }
    CHECK(client.call("POST", "/v1/notes").status == 400);
    CHECK(client.read("/v1/notes")["data"].is_null());
}

TEST_CASE("a note may be dated, and only an admin may name another author")
{
    TestClient client;
    Json body = note_on(1, "x");
    body.set("add_time", "2024-02-29 23:59:59");
    body.set("user_id", 816);

    const auto by_admin = client.call("POST", "/v1/notes", body);
    client.send("POST", "/_emulator/state", {}, R"({"user":816})");
    client.token = client.install()["access_token"].string_or();
    body.set("user_id", 815);
    const auto by_other = client.call("POST", "/v1/notes", body);

    CHECK(json_of(by_admin)["data"]["add_time"].string_or() == "2024-02-29 23:59:59");
    CHECK(json_of(by_admin)["data"]["user_id"].int_or(0) == 816);
    CHECK(by_other.status == 400);
}

TEST_CASE("notes are listed by deal, newest first where asked, page by page")
{
    TestClient client;
    for (const char* content : {"first", "second", "third"}) {
        client.call("POST", "/v1/notes", note_on(1, content));
        client.clock.advance(1s);
    }
    client.call("POST", "/v1/notes", note_on(2, "elsewhere"));
    const std::string list = "/v1/notes?deal_id=1&sort=add_time%20DESC&limit=2";

    const Json first = client.read(list);
    const Json second = client.read(list + "&start=2");

    CHECK(contents(first) == std::vector<std::string>{"third", "second"});
    const Json& pagination = first["additional_data"]["pagination"];
    CHECK(pagination["more_items_in_collection"].bool_or(false));
    CHECK(pagination["next_start"].int_or(0) == 2);
    CHECK(contents(second) == std::vector<std::string>{"first"});
    CHECK_FALSE(second["additional_data"]["pagination"]["more_items_in_collection"].bool_or(true));
}

TEST_CASE("an empty list of notes is null, as API v1 answers it")
{
    TestClient client;

    CHECK(client.read("/v1/notes?deal_id=5").find("data")->is_null());
}

TEST_CASE("notes cannot be sorted by what is not there")
{
    TestClient client;

    CHECK(client.call("GET", "/v1/notes?sort=colour%20ASC").status == 400);
    CHECK(client.call("GET", "/v1/notes?sort=add_time%20UP").status == 400);
    CHECK(client.call("GET", "/v1/notes?start=-1").status == 400);
}

TEST_CASE("a note is changed in part, and a refused change changes nothing")
{
    TestClient client;
    client.call("POST", "/v1/notes", note_on(1, "open"));

    const auto refused =
        client.call("PUT", "/v1/notes/1", Json::Object{{"content", "wrong"}, {"deal_id", 999}});
    const auto changed = client.call("PUT", "/v1/notes/1", Json::Object{{"content", "paid"}});

    CHECK(refused.status == 400);
    CHECK(changed.status == 200);
    const Json note = client.read("/v1/notes/1")["data"];
    CHECK(note["content"].string_or() == "paid");
    CHECK(note["deal_id"].int_or(0) == 1);
    CHECK(note["last_update_user_id"].int_or(0) == 815);
}

TEST_CASE("a deleted note is gone")
{
    TestClient client;
    client.call("POST", "/v1/notes", note_on(1, "x"));

    const auto deleted = client.call("DELETE", "/v1/notes/1");

    CHECK(deleted.status == 200);
    CHECK(client.call("GET", "/v1/notes/1").status == 404);
    CHECK(client.call("PUT", "/v1/notes/1", Json::object()).status == 404);
    CHECK(client.call("DELETE", "/v1/notes/1").status == 404);
}

TEST_CASE("the content of a note is sanitized when it is written")
{
    struct Case {
        const char* given;
        const char* kept;
    };
    const Case cases[] = {
        {"plain & <b>bold</b>", "plain & <b>bold</b>"},
        {"<script>alert(1)</script>after", "after"},
        {"<SCRIPT src=x>bad</SCRIPT >after", "after"},
        {"<style>p{}</style>x", "x"},
        {"<img src=x onerror=alert(1)>x", "x"},
        {"<b onclick=\"evil('>')\">x</b>", "<b>x</b>"},
        {"<a href=\"https://q.test/?a=1\" onclick=x>y</a>",
         "<a href=\"https://q.test/?a=1\" target=\"_blank\" rel=\"noopener noreferrer\">y</a>"},
        {"<a href=\"javascript:alert(1)\">y</a>", "<a>y</a>"},
        {"<a href=' JavaScript:x'>y</a>", "<a>y</a>"},
        {"</div></div><b>x", "<b>x</b>"},
        {"<ul><li>x</ul>y", "<ul><li>x</li></ul>y"},
        {"a < b > c", "a &lt; b &gt; c"},
        {"<!-- hidden --><p>x</p>", "<p>x</p>"},
        {"<!doctype html>x", "x"},
        {"line<br/>break", "line<br>break"},
        {"<iframe src=x>inside</iframe>", "inside"},
        {"<b", "<b></b>"},
        {"<script>never closed", ""},
    };

    for (const Case& one : cases) {
        CAPTURE(one.given);
        CHECK(sanitize_note(one.given) == one.kept);
    }
}
