#include "emulator/kit/router.hpp"

#include <doctest/doctest.h>

using namespace emulator::kit;

namespace {

RouteHandler answering(std::string body)
{
    return [body](const net::Request&, const Params&) { return net::Response{.body = body}; };
}

std::string found(const Router& router, std::string_view method, std::string_view path)
{
    const auto match = router.find(method, path);
    return match.route == nullptr ? "" : match.route->handler({}, match.params).body;
}

} // namespace

TEST_CASE("a route is found by method and path, with the parts that its pattern names")
{
    Router router;
    router.add("GET", "/v3/company/{realm}/invoice/{id}", answering("invoice"));

    const auto match = router.find("GET", "/v3/company/77/invoice/130");

    REQUIRE(match.route != nullptr);
    CHECK(match.params.at("realm") == "77");
    CHECK(match.params.at("id") == "130");
}

TEST_CASE("a pattern fits neither a shorter, a longer nor an emptier path")
{
    Router router;
    router.add("GET", "/a/{id}/b", answering("b"));

    CHECK(found(router, "GET", "/a/1/b") == "b");
    CHECK(found(router, "GET", "/a/1").empty());
    CHECK(found(router, "GET", "/a/1/b/").empty());
    CHECK(found(router, "GET", "/a/1/b/c").empty());
    CHECK(found(router, "GET", "/a//b").empty());
    CHECK(found(router, "GET", "/a/1/B").empty());
}

TEST_CASE("of two patterns that fit, the first one added answers")
{
    Router router;
    router.add("GET", "/deals/summary", answering("summary"));
    router.add("GET", "/deals/{id}", answering("one"));

    CHECK(found(router, "GET", "/deals/summary") == "summary");
    CHECK(found(router, "GET", "/deals/7") == "one");
}

TEST_CASE("a path that exists with another method is known but has no route")
{
    Router router;
    router.add("GET", "/deals", answering("list"));

    const auto post = router.find("POST", "/deals");
    const auto other = router.find("GET", "/leads");

    CHECK(post.route == nullptr);
    CHECK(post.knows_path);
    CHECK_FALSE(other.knows_path);
}
