#include "web/api_description.hpp"

#include "base/json.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace billbridge::web {

namespace {

constexpr std::string_view methods[] = {"get", "post", "put", "patch", "delete"};

/// Puts the members of `part` beside those of `whole`; objects that both have are joined where
/// `depth` allows, anything else that both have is a mistake.
void join(Json& whole, const Json& part, int depth, std::string_view file)
{
    if (part.if_object() == nullptr) {
        return;
    }
    for (const auto& [name, value] : *part.if_object()) {
        const Json& known = whole[name];
        if (known.is_null()) {
            whole.set(name, value);
        } else if (depth > 0) {
            Json joined = known;
            join(joined, value, depth - 1, file);
            whole.set(name, std::move(joined));
        } else {
            throw std::logic_error("the API is described twice: " + std::string(name) + " in " +
                                   std::string(file));
        }
    }
}

std::string upper(std::string_view text)
{
    std::string upper(text);
    std::ranges::transform(upper, upper.begin(), [](unsigned char letter) {
        return static_cast<char>(std::toupper(letter));
    });
    return upper;
}

std::set<std::string> operations_of(const Json& document)
{
    std::set<std::string> operations;
    for (const auto& [path, item] : *document["paths"].if_object()) {
        for (const std::string_view method : methods) {
            if (!item[method].is_null()) {
                operations.insert(upper(method) + " " + path);
            }
        }
    }
    return operations;
}

} // namespace

ApiDescription::ApiDescription(std::span<const EmbeddedFile> files)
{
    constexpr int down_to_names = 2; // components / schemas / the name
    Json document = Json::object();
    for (const EmbeddedFile& file : files) {
        const auto part = Json::parse(file.bytes);
        if (!part) {
            throw std::logic_error("no JSON: " + std::string(file.name));
        }
        join(document, *part, down_to_names, file.name);
    }
    if (document["paths"].if_object() == nullptr) {
        throw std::logic_error("the API is not described");
    }
    operations_ = operations_of(document);
    text_ = document.dump();
}

} // namespace billbridge::web
