#include "emulator/pipedrive/registration.hpp"

#include "emulator/pipedrive/extension.hpp"

#include <algorithm>
#include <iterator>

namespace emulator::pipedrive {

namespace {

/// Of a modal (component library).
constexpr std::size_t blocks_max = 10;

constexpr std::string_view elements[] = {"#/definitions/element-text",
                                         "#/definitions/element-input",
                                         "#/definitions/element-select",
                                         "#/definitions/element-datepicker",
                                         "#/definitions/element-radio-group",
                                         "#/definitions/element-checkbox-group",
                                         "#/definitions/element-separator",
                                         "#/definitions/element-textarea"};

bool is_path(const std::string& text)
{
    return text.starts_with('/') && !text.starts_with("//") &&
           text.find_first_of("\\\r\n") == std::string::npos;
}

std::optional<std::string> schema_problem(const Json& schema)
{
    const Json::Object* blocks = schema["properties"]["blocks"]["properties"].if_object();
    if (blocks == nullptr || blocks->size() > blocks_max) {
        return "a JSON modal needs a schema with at most ten blocks";
    }
    for (const auto& [key, block] : *blocks) {
        const std::string element = block["$ref"].string_or();
        if (std::ranges::find(elements, element) == std::end(elements)) {
            return "block " + key + " is of no known element";
        }
    }
    return std::nullopt;
}

std::optional<std::string> read_action(const Json& json, LinkAction& action)
{
    action = {.id = json["id"].string_or(),
              .name = json["name"].string_or(),
              .path = json["path"].string_or()};
    const bool is_whole = !action.id.empty() && !action.name.empty() && is_path(action.path);
    return is_whole ? std::nullopt
                    : std::optional<std::string>("an action needs id, name and path");
}

std::optional<std::string> read_links(const Json& wanted, std::vector<LinkAction>& links)
{
    if (wanted.if_array() == nullptr) {
        return "links must be an array";
    }
    links.clear();
    for (const Json& json : *wanted.if_array()) {
        if (auto problem = read_action(json, links.emplace_back())) {
            return problem;
        }
    }
    return std::nullopt;
}

std::optional<std::string> read_modals(const Json& wanted, std::vector<JsonModal>& modals)
{
    if (wanted.if_array() == nullptr) {
        return "json_modals must be an array";
    }
    modals.clear();
    for (const Json& json : *wanted.if_array()) {
        LinkAction action;
        if (auto problem = read_action(json, action)) {
            return problem;
        }
        if (auto problem = schema_problem(json["schema"])) {
            return problem;
        }
        modals.push_back(
            {.id = action.id, .name = action.name, .path = action.path, .schema = json["schema"]});
    }
    return std::nullopt;
}

std::optional<std::string> read_window(const Json& wanted, std::string& path)
{
    path = wanted.string_or();
    const bool is_fit = wanted.if_string() != nullptr && (path.empty() || is_path(path));
    return is_fit ? std::nullopt
                  : std::optional<std::string>("floating_window must be a path, or empty");
}

} // namespace

std::optional<std::string> register_extension(const Json& body, Extension& extension)
{
    std::optional<std::string> problem;
    if (const Json* window = body.find("floating_window")) {
        problem = read_window(*window, extension.floating_window_path);
    }
    if (const Json* links = body.find("links"); links != nullptr && !problem) {
        problem = read_links(*links, extension.links);
    }
    if (const Json* modals = body.find("json_modals"); modals != nullptr && !problem) {
        problem = read_modals(*modals, extension.json_modals);
    }
    const std::size_t actions =
        std::size(extension_actions) + extension.links.size() + extension.json_modals.size();
    if (!problem && actions > actions_max) {
        return "an app has at most three actions in a view, modals included";
    }
    return problem;
}

Json to_json(const Extension& extension)
{
    Json links = Json::array();
    for (const LinkAction& link : extension.links) {
        links.push_back(Json::Object{{"id", link.id}, {"name", link.name}, {"path", link.path}});
    }
    Json modals = Json::array();
    for (const JsonModal& modal : extension.json_modals) {
        modals.push_back(Json::Object{{"id", modal.id},
                                      {"name", modal.name},
                                      {"path", modal.path},
                                      {"schema", modal.schema}});
    }
    return Json::Object{{"floating_window", extension.floating_window_path},
                        {"links", std::move(links)},
                        {"json_modals", std::move(modals)}};
}

} // namespace emulator::pipedrive
