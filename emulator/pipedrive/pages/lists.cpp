#include "emulator/pipedrive/pages/lists.hpp"

#include "emulator/pipedrive/deals/deals.hpp"
#include "emulator/pipedrive/pages/layout.hpp"
#include "emulator/pipedrive/pages/markup.hpp"
#include "emulator/pipedrive/pages/side_bar.hpp"

#include <span>

namespace emulator::pipedrive::pages {

namespace {

using net::Response;

struct Column {
    std::string_view key; ///< of its heading's text
    bool is_number = false;
};

std::string head_cells(const Texts& say, std::span<const Column> columns)
{
    std::string cells;
    for (const Column& column : columns) {
        cells += concat({"<th scope=\"col\"",
                         column.is_number ? " class=\"number\"" : "",
                         ">",
                         say(column.key),
                         "</th>"});
    }
    return cells;
}

std::string table(const Texts& say,
                  std::string_view heading,
                  std::span<const Column> columns,
                  std::string_view rows)
{
    if (rows.empty()) {
        return card(heading, concat({"<p class=\"muted\">", say("list.empty"), "</p>"}));
    }
    return concat({"<section class=\"card\"><header><h2>",
                   escape(heading),
                   "</h2></header><table><thead><tr>",
                   head_cells(say, columns),
                   "</tr></thead><tbody>",
                   rows,
                   "</tbody></table></section>"});
}

/// A box to tick, for actions on several records.
std::string selection_cell(const Texts& say, RecordId id, const std::string& name)
{
    return concat({"<td><input type=\"checkbox\" data-select value=\"",
                   std::to_string(id),
                   "\" aria-label=\"",
                   say("list.select_one", {{"name", name}}),
                   "\"></td>"});
}

std::string deal_row(const World& world, const Texts& say, const Deal& deal, bool is_selectable)
{
    const Stage* stage = world.stage(deal.stage_id);
    const std::string organization = world.organization_name(deal.org_id);
    const std::string person = world.person_name(deal.person_id);
    return concat({"<tr>",
                   is_selectable ? selection_cell(say, deal.id, deal.title) : "",
                   "<td>",
                   record_link("deal", deal.id, deal.title),
                   "</td><td>",
                   record_link("organization", deal.org_id, organization),
                   "</td><td>",
                   record_link("person", deal.person_id, person),
                   "</td><td>",
                   stage == nullptr ? "" : escape(stage->name),
                   "</td><td>",
                   say(status_key(deal.status)),
                   "</td><td class=\"number\">",
                   escape(say.amount(value(deal), deal.currency)),
                   "</td></tr>"});
}

} // namespace

std::string deals_card(const World& world,
                       std::string_view heading,
                       const std::function<bool(const Deal&)>& belongs,
                       bool is_selectable)
{
    static constexpr Column columns[] = {{"list.select"},
                                         {"field.title"},
                                         {"field.organization"},
                                         {"field.person"},
                                         {"field.stage"},
                                         {"field.status"},
                                         {.key = "field.value", .is_number = true}};
    const Texts say(world);
    std::string rows;
    for (const auto& [id, deal] : world.deals) {
        if (belongs(deal)) {
            rows += deal_row(world, say, deal, is_selectable);
        }
    }
    return table(say, heading, std::span(columns).subspan(is_selectable ? 0 : 1), rows);
}

Response deals_page(const Context& context)
{
    Json host = host_data(context, "", 0);
    const bool has_actions = !host.is_null();
    if (has_actions) {
        host.set("list", "deal");
    }
    const Texts say(context.world);
    const std::string title = say.plain("nav.deals");
    const auto every = [](const Deal&) { return true; };
    return render(
        context,
        {.title = title,
         .path = "/deals",
         .main = page_head(title, context.world.pipeline_name, actions_menu(context)) +
                 deals_card(context.world, say.plain("list.all_deals"), every, has_actions),
         .host_data = std::move(host)});
}

Response persons_page(const Context& context)
{
    std::string rows;
    for (const auto& [id, person] : context.world.persons) {
        const std::string organization = context.world.organization_name(person.org_id);
        const std::string email = person.emails.empty() ? "–" : escape(person.emails[0].value);
        rows += concat({"<tr><td>",
                        record_link("person", id, person.name()),
                        "</td><td>",
                        record_link("organization", person.org_id, organization),
                        "</td><td>",
                        email,
                        "</td></tr>"});
    }
    static constexpr Column columns[] = {
        {"field.person_name"}, {"field.organization"}, {"field.email"}};
    const Texts say(context.world);
    const std::string title = say.plain("nav.people");
    return render(context,
                  {.title = title,
                   .path = "/persons/list",
                   .main = page_head(title, context.world.company.name) +
                           table(say, say.plain("list.all_people"), columns, rows),
                   .host_data = host_data(context, "", 0)});
}

Response organizations_page(const Context& context)
{
    std::string rows;
    for (const auto& [id, organization] : context.world.organizations) {
        rows += concat({"<tr><td>",
                        record_link("organization", id, organization.name),
                        "</td><td>",
                        organization.address ? escape(organization.address->value) : "–",
                        "</td></tr>"});
    }
    static constexpr Column columns[] = {{"field.name"}, {"field.address"}};
    const Texts say(context.world);
    const std::string title = say.plain("nav.organizations");
    return render(context,
                  {.title = title,
                   .path = "/organizations/list",
                   .main = page_head(title, context.world.company.name) +
                           table(say, say.plain("list.all_organizations"), columns, rows),
                   .host_data = host_data(context, "", 0)});
}

} // namespace emulator::pipedrive::pages
