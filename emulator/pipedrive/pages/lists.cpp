#include "emulator/pipedrive/pages/lists.hpp"

#include "emulator/pipedrive/deals/deals.hpp"
#include "emulator/pipedrive/pages/layout.hpp"
#include "emulator/pipedrive/pages/markup.hpp"
#include "emulator/pipedrive/pages/side_bar.hpp"

namespace emulator::pipedrive::pages {

namespace {

using net::Response;

std::string table(std::string_view heading, std::string_view head, std::string_view rows)
{
    if (rows.empty()) {
        return card(heading, "<p class=\"muted\">There is nothing here yet.</p>");
    }
    return concat({"<section class=\"card\"><header><h2>",
                   escape(heading),
                   "</h2></header><table><thead><tr>",
                   head,
                   "</tr></thead><tbody>",
                   rows,
                   "</tbody></table></section>"});
}

/// A box to tick, for actions on several deals.
std::string selection_cell(const Deal& deal)
{
    return concat({"<td><input type=\"checkbox\" data-select value=\"",
                   std::to_string(deal.id),
                   "\" aria-label=\"Select ",
                   escape(deal.title),
                   "\"></td>"});
}

std::string deal_row(const World& world, const Deal& deal, bool is_selectable)
{
    const Stage* stage = world.stage(deal.stage_id);
    const std::string organization = world.organization_name(deal.org_id);
    const std::string person = world.person_name(deal.person_id);
    return concat({"<tr>",
                   is_selectable ? selection_cell(deal) : "",
                   "<td>",
                   record_link("deal", deal.id, deal.title),
                   "</td><td>",
                   record_link("organization", deal.org_id, organization),
                   "</td><td>",
                   record_link("person", deal.person_id, person),
                   "</td><td>",
                   stage == nullptr ? "" : escape(stage->name),
                   "</td><td>",
                   name(deal.status),
                   "</td><td class=\"number\">",
                   escape(amount_text(value(deal), deal.currency)),
                   "</td></tr>"});
}

} // namespace

std::string deals_card(const World& world,
                       std::string_view heading,
                       const std::function<bool(const Deal&)>& belongs,
                       bool is_selectable)
{
    std::string rows;
    for (const auto& [id, deal] : world.deals) {
        if (belongs(deal)) {
            rows += deal_row(world, deal, is_selectable);
        }
    }
    return table(heading,
                 concat({is_selectable ? "<th scope=\"col\">Select</th>" : "",
                         "<th scope=\"col\">Title</th><th scope=\"col\">Organization</th>"
                         "<th scope=\"col\">Person</th><th scope=\"col\">Stage</th>"
                         "<th scope=\"col\">Status</th>"
                         "<th scope=\"col\" class=\"number\">Value</th>"}),
                 rows);
}

Response deals_page(const Context& context)
{
    Json host = host_data(context, "", 0);
    const bool has_actions = !host.is_null();
    if (has_actions) {
        host.set("list", "deal");
    }
    const auto every = [](const Deal&) { return true; };
    return render(context,
                  {.title = "Deals",
                   .path = "/deals",
                   .main = page_head("Deals", context.world.pipeline_name, actions_menu(context)) +
                           deals_card(context.world, "All deals", every, has_actions),
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
    return render(context,
                  {.title = "People",
                   .path = "/persons/list",
                   .main = page_head("People", context.world.company.name) +
                           table("All people",
                                 "<th scope=\"col\">Name</th><th scope=\"col\">Organization</th>"
                                 "<th scope=\"col\">Email</th>",
                                 rows),
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
    return render(context,
                  {.title = "Organizations",
                   .path = "/organizations/list",
                   .main = page_head("Organizations", context.world.company.name) +
                           table("All organizations",
                                 "<th scope=\"col\">Name</th><th scope=\"col\">Address</th>",
                                 rows),
                   .host_data = host_data(context, "", 0)});
}

} // namespace emulator::pipedrive::pages
