#include "emulator/kit/html.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

using namespace emulator::kit;

TEST_CASE("values are escaped unless the template says that they are HTML")
{
    const std::string text = "<b>&\"'";

    const std::string filled = html::fill("<p>{{a}}</p>{{&b}}", {{"a", text}, {"b", "<hr>"}});

    CHECK(filled == "<p>&lt;b&gt;&amp;&quot;&#39;</p><hr>");
}

TEST_CASE("a value that looks like a template is left as it is")
{
    CHECK(html::fill("{{a}}", {{"a", "{{b}}"}}) == "{{b}}");
}

TEST_CASE("a name without a value throws")
{
    CHECK_THROWS_AS(html::fill("{{a}}", {}), std::invalid_argument);
}

TEST_CASE("every page says that it is an emulator and runs no scripts")
{
    const auto page = html::render(
        {.vendor = "QuickBooks", .title = "a < b", .main = "<h1>Hello</h1>", .style = "h1{}"});

    CHECK(page.status == 200);
    CHECK(page.body.find("This is an emulator") != std::string::npos);
    CHECK(page.body.find("<title>a &lt; b") != std::string::npos);
    CHECK(page.body.find("<h1>Hello</h1>") != std::string::npos);
    CHECK(page.headers.get("content-security-policy").find("default-src 'none'") !=
          std::string_view::npos);
}
