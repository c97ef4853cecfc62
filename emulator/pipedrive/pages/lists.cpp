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

/// The box that ticks all others.
std::string select_all_cell(const Texts& say)
{
    return concat({"<th scope=\"col\"><input type=\"checkbox\" data-select-all aria-label=\"",
                   say("list.select_all"),
                   "\"></th>"});
}

struct Table {
    std::string heading;
    std::span<const Column> columns;
    std::string rows; ///< HTML
    bool is_selectable = false;
};

std::string html(const Texts& say, const Table& table)
{
    if (table.rows.empty()) {
        return card(table.heading, concat({"<p class=\"muted\">", say("list.empty"), "</p>"}));
    }
    return concat({"<section class=\"card\"><header><h2>",
                   escape(table.heading),
                   "</h2></header><div class=\"scroll\"><table><thead><tr>",
                   table.is_selectable ? select_all_cell(say) : "",
                   head_cells(say, table.columns),
                   "</tr></thead><tbody>",
                   table.rows,
                   "</tbody></table></div></section>"});
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

constexpr Column deal_columns[] = {{"field.title"},
                                   {"field.organization"},
                                   {"field.person"},
                                   {"field.stage"},
                                   {"field.status"},
                                   {.key = "field.value", .is_number = true}};

std::string deal_rows(const World& world,
                      const Texts& say,
                      const std::function<bool(const Deal&)>& belongs,
                      bool is_selectable)
{
    std::string rows;
    for (const auto& [id, deal] : world.deals) {
        if (belongs(deal)) {
            rows += deal_row(world, say, deal, is_selectable);
        }
    }
    return rows;
}

struct ListPage {
    RecordKind kind = RecordKind::deal;
    std::string title;
    std::string subtitle;
    std::string path;
    Table table;
};

Response list_page(const Context& context, ListPage page)
{
    const Json subject = subject_of_list(page.kind);
    const std::string head = page_head(page.title, page.subtitle, actions_menu(context, subject));
    return render(context,
                  {.title = std::move(page.title),
                   .path = std::move(page.path),
                   .main = head + html(Texts(context.world), page.table),
                   .host_data = host_data(context, subject)});
}

} // namespace

std::string deals_card(const World& world,
                       std::string_view heading,
                       const std::function<bool(const Deal&)>& belongs)
{
    const Texts say(world);
    return html(say,
                {.heading = std::string(heading),
                 .columns = deal_columns,
                 .rows = deal_rows(world, say, belongs, false)});
}

Response deals_page(const Context& context)
{
    const Texts say(context.world);
    const bool is_selectable = is_installed(context);
    const auto every = [](const Deal&) { return true; };
    return list_page(context,
                     {.kind = RecordKind::deal,
                      .title = say.plain("nav.deals"),
                      .subtitle = context.world.pipeline_name,
                      .path = "/deals",
                      .table = {.heading = say.plain("list.all_deals"),
                                .columns = deal_columns,
                                .rows = deal_rows(context.world, say, every, is_selectable),
                                .is_selectable = is_selectable}});
}

Response persons_page(const Context& context)
{
    static constexpr Column columns[] = {
        {"field.person_name"}, {"field.organization"}, {"field.email"}};
    const Texts say(context.world);
    const bool is_selectable = is_installed(context);
    std::string rows;
    for (const auto& [id, person] : context.world.persons) {
        const std::string organization = context.world.organization_name(person.org_id);
        const std::string email = person.emails.empty() ? "–" : escape(person.emails[0].value);
        rows += concat({"<tr>",
                        is_selectable ? selection_cell(say, id, person.name()) : "",
                        "<td>",
                        record_link("person", id, person.name()),
                        "</td><td>",
                        record_link("organization", person.org_id, organization),
                        "</td><td>",
                        email,
                        "</td></tr>"});
    }
    return list_page(context,
                     {.kind = RecordKind::person,
                      .title = say.plain("nav.people"),
                      .subtitle = context.world.company.name,
                      .path = "/persons/list",
                      .table = {.heading = say.plain("list.all_people"),
                                .columns = columns,
                                .rows = std::move(rows),
                                .is_selectable = is_selectable}});
}

Response organizations_page(const Context& context)
{
    static constexpr Column columns[] = {{"field.name"}, {"field.address"}};
    const Texts say(context.world);
    const bool is_selectable = is_installed(context);
    std::string rows;
    for (const auto& [id, organization] : context.world.organizations) {
        rows += concat({"<tr>",
                        is_selectable ? selection_cell(say, id, organization.name) : "",
                        "<td>",
                        record_link("organization", id, organization.name),
                        "</td><td>",
                        organization.address ? escape(organization.address->value) : "–",
                        "</td></tr>"});
    }
    return list_page(context,
                     {.kind = RecordKind::organization,
                      .title = say.plain("nav.organizations"),
                      .subtitle = context.world.company.name,
                      .path = "/organizations/list",
                      .table = {.heading = say.plain("list.all_organizations"),
                                .columns = columns,
                                .rows = std::move(rows),
                                .is_selectable = is_selectable}});
}

} // namespace emulator::pipedrive::pages
