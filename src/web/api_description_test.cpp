#include "web/api_description.hpp"

#include "base/json.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <vector>

using namespace billbridge;
using web::ApiDescription;

namespace {

ApiDescription joined(std::vector<EmbeddedFile> files)
{
    return ApiDescription(files);
}

} // namespace

TEST_CASE("the files are joined by path and by component")
{
    const ApiDescription description = joined({
        {"a.json",
         R"({"paths":{"/a":{"get":{}}},"components":{"schemas":{"A":{}},"responses":{}}})"},
        {"b.json",
         R"({"paths":{"/b/{id}":{"put":{},"delete":{}}},"components":{"schemas":{"B":{}}}})"},
    });

    CHECK(description.operations() ==
          std::set<std::string>{"GET /a", "PUT /b/{id}", "DELETE /b/{id}"});
    const Json document = Json::parse(description.text()).value();
    CHECK(document["components"]["schemas"]["A"].if_object() != nullptr);
    CHECK(document["components"]["schemas"]["B"].if_object() != nullptr);
}

TEST_CASE("what is described twice, no JSON or nothing at all is refused")
{
    CHECK_THROWS_AS(joined({{"a.json", R"({"paths":{"/a":{"get":{}}}})"},
                            {"b.json", R"({"paths":{"/a":{"get":{}}}})"}}),
                    std::logic_error);
    CHECK_THROWS_AS(joined({{"a.json", R"({"components":{"schemas":{"A":{"type":"string"}}}})"},
                            {"b.json", R"({"components":{"schemas":{"A":{"type":"string"}}}})"}}),
                    std::logic_error);
    CHECK_THROWS_AS(joined({{"a.json", "{"}}), std::logic_error);
    CHECK_THROWS_AS(joined({}), std::logic_error);
}

TEST_CASE("every reference of the description leads somewhere")
{
    const ApiDescription description(web::embedded_api_description());
    const Json document = Json::parse(description.text()).value();
    const std::string& text = description.text();
    constexpr std::string_view begin = "\"#/";
    for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at + 1)) {
        const std::string path = text.substr(at + 3, text.find('"', at + 1) - at - 3);
        const Json* target = &document;
        for (std::size_t from = 0; from <= path.size();) {
            const auto to = std::min(path.find('/', from), path.size());
            target = &(*target)[path.substr(from, to - from)];
            from = to + 1;
        }
        CHECK_MESSAGE(!target->is_null(), path);
    }
    CHECK(description.operations().contains("POST /invoices"));
}
