#include "emulator/pipedrive/pages/side_bar.hpp"

#include "emulator/pipedrive/extension.hpp"
#include "emulator/pipedrive/pages/markup.hpp"
#include "net/url.hpp"

#include <algorithm>
#include <iterator>

namespace emulator::pipedrive::pages {

namespace {

struct Label {
    std::string_view name;
    std::string_view key;
};

/// The vendor's own labels; people can write others.
constexpr Label labels[] = {{"work", "label.work"},
                            {"home", "label.home"},
                            {"mobile", "label.mobile"},
                            {"other", "label.other"}};

std::string label_text(const Texts& say, const std::string& name)
{
    const auto* known = std::ranges::find(labels, name, &Label::name);
    return known == std::end(labels) ? name : say.plain(known->key);
}

std::string contact_points(const Texts& say, const std::vector<ContactPoint>& points)
{
    std::string text;
    for (const ContactPoint& point : points) {
        text += text.empty() ? "" : "\n";
        text += say(point.primary ? "contact.primary" : "contact.point",
                    {{"value", point.value}, {"label", label_text(say, point.label)}});
    }
    return text;
}

/// The name of a button without words, for those who hear it and those who point at it.
std::string described(std::string_view label, std::string_view title)
{
    return concat({" aria-label=\"", label, "\" title=\"", title, "\""});
}

/// The entries lead to the vendor's own address of an action, which sends them on to the app.
std::string link_entries(const std::vector<LinkAction>& links, const Json& subject)
{
    net::Parameters query;
    for (const auto& [name, value] : *subject.if_object()) {
        query.emplace_back(name, value.string_or());
    }
    std::string entries;
    for (const LinkAction& link : links) {
        const std::string target = "/app-extensions/actions/" + net::percent_encode(link.id) + "?" +
                                   net::encode_query(query);
        entries += concat({"<a href=\"",
                           escape(target),
                           "\" target=\"_blank\" rel=\"noopener\" data-link>",
                           escape(link.name),
                           "</a>"});
    }
    return entries;
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
    const Texts say(context.world);
    if (!is_installed(context)) {
        return card(panel_name,
                    concat({"<p>",
                            say("panel.not_installed", {{"app", app}}),
                            "</p><p><a href=\"/settings/marketplace\">",
                            say("panel.go_to_apps"),
                            "</a></p>"}));
    }
    return concat({"<section class=\"card app-panel\" data-panel aria-labelledby=\"panel-name\">"
                   "<header><span class=\"app-icon\" aria-hidden=\"true\">",
                   escape(app.substr(0, 1)),
                   "</span><h2 id=\"panel-name\">",
                   panel_name,
                   "</h2><button type=\"button\" class=\"plain\" data-reload",
                   described(say("panel.reload"), say("panel.reload")),
                   ">↻</button><button type=\"button\" class=\"plain\" data-toggle "
                   "aria-expanded=\"true\" aria-controls=\"panel-slot\"",
                   described(say("panel.show"), say("panel.toggle")),
                   ">▾</button></header>"
                   "<div class=\"surface\" id=\"panel-slot\"></div></section>"});
}

bool is_installed(const Context& context)
{
    return context.authority.is_installed(context.world.web_user_id);
}

std::string action_buttons(const Context& context, std::string_view before)
{
    std::string buttons;
    auto add = [&](std::string_view id, std::string_view name) {
        buttons += concat({"<button type=\"button\" data-action=\"",
                           escape(id),
                           "\">",
                           before,
                           escape(name),
                           "</button>"});
    };
    for (const ExtensionAction& action : extension_actions) {
        add(action.id, action.name);
    }
    for (const JsonModal& modal : context.options.extension.json_modals) {
        add(modal.id, modal.name);
    }
    return buttons;
}

std::string actions_menu(const Context& context, const Json& subject)
{
    if (!is_installed(context)) {
        return "";
    }
    const std::string more = Texts(context.world)("actions.more");
    return concat({"<details class=\"menu\"><summary class=\"button\"",
                   described(more, more),
                   ">•••</summary><div class=\"entries\"><h3>",
                   escape(context.options.app_name),
                   "</h3>",
                   action_buttons(context),
                   link_entries(context.options.extension.links, subject),
                   "</div></details>"});
}

Json subject_of_record(RecordKind kind, RecordId id)
{
    return Json::Object{
        {"resource", name(kind)}, {"view", "details"}, {"selectedIds", std::to_string(id)}};
}

Json subject_of_list(RecordKind kind)
{
    return Json::Object{{"resource", name(kind)}, {"view", "list"}, {"selectedIds", ""}};
}

Json host_data(const Context& context, Json subject)
{
    if (!is_installed(context)) {
        return {};
    }
    Json actions = Json::array();
    for (const ExtensionAction& action : extension_actions) {
        actions.push_back(Json::Object{{"id", action.id}, {"name", action.name}});
    }
    Json types = Json::array();
    const Texts say(context.world);
    for (const ActivityType& type : context.world.activity_types) {
        const std::string name = activity_type_text(context.world, say, type.key);
        types.push_back(Json::Object{{"key", type.key}, {"name", name}});
    }
    return Json::Object{
        {"panelName", panel_name},
        {"actions", std::move(actions)},
        {"jsonModals", to_json(context.options.extension)["json_modals"]},
        {"activityTypes", std::move(types)},
        {"subject", std::move(subject)},
        {"appName", context.options.app_name},
        {"hasFloatingWindow", !context.options.extension.floating_window_path.empty()},
        {"settingsPage",
         "/settings/marketplace/app/" + context.options.client_id + "/app-settings"}};
}

std::string organization_card(const World& world, const Texts& say, OptionalId id)
{
    const std::string heading = say.plain("record.organization");
    const Organization* organization = id ? find(world.organizations, *id) : nullptr;
    if (organization == nullptr) {
        return card(heading, concat({"<p class=\"muted\">", say("page.none"), "</p>"}));
    }
    std::string facts =
        fact(say.plain("field.name"), record_link("organization", id, organization->name));
    facts += fact(say.plain("field.address"),
                  organization->address ? escape(organization->address->value) : "");
    for (const FieldDefinition& field : world.fields.at(RecordKind::organization)) {
        const auto value = organization->custom_fields.find(field.code);
        if (value != organization->custom_fields.end()) {
            facts += fact(field.name, escape(value_text(say, field, value->second)));
        }
    }
    return facts_card(heading, facts);
}

std::string person_card(const World& world, const Texts& say, OptionalId id)
{
    const std::string heading = say.plain("record.person");
    const Person* person = id ? find(world.persons, *id) : nullptr;
    if (person == nullptr) {
        return card(heading, concat({"<p class=\"muted\">", say("page.none"), "</p>"}));
    }
    return facts_card(
        heading,
        concat({fact(say.plain("field.person_name"), record_link("person", id, person->name())),
                fact(say.plain("field.email"), contact_points(say, person->emails)),
                fact(say.plain("field.phone"), contact_points(say, person->phones))}));
}

} // namespace emulator::pipedrive::pages
