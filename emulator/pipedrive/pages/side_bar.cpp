#include "emulator/pipedrive/pages/side_bar.hpp"

#include "emulator/pipedrive/extension.hpp"
#include "emulator/pipedrive/pages/markup.hpp"

namespace emulator::pipedrive::pages {

namespace {

bool is_installed(const Context& context)
{
    return context.authority.is_installed(context.world.web_user_id);
}

std::string contact_points(const std::vector<ContactPoint>& points)
{
    std::string text;
    for (const ContactPoint& point : points) {
        text += (text.empty() ? "" : "\n") + point.value + " (" + point.label +
                (point.primary ? ", primary)" : ")");
    }
    return escape(text);
}

std::string facts_card(std::string_view heading, std::string_view facts)
{
    return card(heading, concat({"<dl class=\"facts\">", facts, "</dl>"}));
}

} // namespace

std::string record_link(std::string_view folder, OptionalId id, std::string_view text)
{
    if (!id) {
        return "–";
    }
    return concat({"<a href=\"/", folder, "/", std::to_string(*id), "\">", escape(text), "</a>"});
}

std::string panel_card(const Context& context)
{
    const std::string& app = context.options.app_name;
    if (!is_installed(context)) {
        return card(panel_name,
                    concat({"<p>",
                            escape(app),
                            " is not installed for this user. </p><p><a "
                            "href=\"/settings/marketplace\">Go to Marketplace apps</a></p>"}));
    }
    return concat({"<section class=\"card app-panel\" data-panel aria-labelledby=\"panel-name\">"
                   "<header><span class=\"app-icon\" aria-hidden=\"true\">",
                   escape(app.substr(0, 1)),
                   "</span><h2 id=\"panel-name\">",
                   panel_name,
                   "</h2><button type=\"button\" class=\"plain\" data-reload aria-label=\"Reload\" "
                   "title=\"Reload\">↻</button><button type=\"button\" class=\"plain\" data-toggle "
                   "aria-expanded=\"true\" aria-controls=\"panel-slot\" aria-label=\"Show panel\" "
                   "title=\"Collapse or expand\">▾</button></header>"
                   "<div class=\"surface\" id=\"panel-slot\"></div></section>"});
}

std::string actions_menu(const Context& context)
{
    if (!is_installed(context)) {
        return "";
    }
    std::string entries;
    for (const ExtensionAction& action : extension_actions) {
        entries += concat(
            {"<button type=\"button\" data-action=\"", action.id, "\">", action.name, "</button>"});
    }
    return concat({"<details class=\"menu\"><summary class=\"button\" aria-label=\"More actions\" "
                   "title=\"More actions\">•••</summary><div class=\"entries\"><h3>",
                   escape(context.options.app_name),
                   "</h3>",
                   entries,
                   "</div></details>"});
}

Json host_data(const Context& context, std::string_view resource, RecordId id)
{
    if (!is_installed(context)) {
        return {};
    }
    Json actions = Json::array();
    for (const ExtensionAction& action : extension_actions) {
        actions.push_back(Json::Object{{"id", action.id}, {"name", action.name}});
    }
    Json subject = Json::object();
    if (!resource.empty()) {
        subject = Json::Object{
            {"resource", resource}, {"view", "details"}, {"selectedIds", std::to_string(id)}};
    }
    return Json::Object{
        {"panelName", panel_name},
        {"actions", std::move(actions)},
        {"subject", std::move(subject)},
        {"appName", context.options.app_name},
        {"hasFloatingWindow", !context.options.floating_window_path.empty()},
        {"settingsPage",
         "/settings/marketplace/app/" + context.options.client_id + "/app-settings"}};
}

std::string organization_card(const World& world, OptionalId id)
{
    const Organization* organization = id ? find(world.organizations, *id) : nullptr;
    if (organization == nullptr) {
        return card("Organization", "<p class=\"muted\">None</p>");
    }
    std::string facts = fact("Name", record_link("organization", id, organization->name));
    facts += fact("Address", organization->address ? escape(organization->address->value) : "");
    for (const FieldDefinition& field : world.fields.at(RecordKind::organization)) {
        const auto value = organization->custom_fields.find(field.code);
        if (value != organization->custom_fields.end()) {
            facts += fact(field.name, escape(value_text(field, value->second)));
        }
    }
    return facts_card("Organization", facts);
}

std::string person_card(const World& world, OptionalId id)
{
    const Person* person = id ? find(world.persons, *id) : nullptr;
    if (person == nullptr) {
        return card("Person", "<p class=\"muted\">None</p>");
    }
    return facts_card("Person",
                      concat({fact("Name", record_link("person", id, person->name())),
                              fact("Email", contact_points(person->emails)),
                              fact("Phone", contact_points(person->phones))}));
}

} // namespace emulator::pipedrive::pages
