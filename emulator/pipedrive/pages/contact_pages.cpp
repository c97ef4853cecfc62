#include "emulator/pipedrive/pages/contact_pages.hpp"

#include "emulator/pipedrive/api/query.hpp"
#include "emulator/pipedrive/pages/history.hpp"
#include "emulator/pipedrive/pages/layout.hpp"
#include "emulator/pipedrive/pages/lists.hpp"
#include "emulator/pipedrive/pages/markup.hpp"
#include "emulator/pipedrive/pages/side_bar.hpp"

namespace emulator::pipedrive::pages {

namespace {

using net::Response;

std::string body(const Context& context,
                 const Json& subject,
                 std::string_view name,
                 std::string_view kind,
                 std::string_view side,
                 std::string_view rest)
{
    return concat({page_head(name, kind, actions_menu(context, subject)),
                   "<div class=\"columns\"><aside>",
                   side,
                   "</aside><div>",
                   rest,
                   "</div></div>"});
}

} // namespace

Response person_page(const Context& context, const std::string& id)
{
    const World& world = context.world;
    const auto number = parse_integer(id);
    const Person* person = number ? find(world.persons, *number) : nullptr;
    if (person == nullptr) {
        return problem(context, 404, "problem.no_person", "problem.gone");
    }
    const Texts say(world);
    const Json subject = subject_of_record(RecordKind::person, person->id);
    const auto& fields = world.fields.at(RecordKind::person);
    const std::string side = concat({person_card(world, say, number),
                                     panel_card(context),
                                     custom_fields_card(say, fields, person->custom_fields),
                                     organization_card(world, say, person->org_id)});
    const std::string rest =
        deals_card(world,
                   say.plain("nav.deals"),
                   [&](const Deal& deal) { return deal.person_id == number; }) +
        history_card(context, {RecordKind::person, *number});
    return render(
        context,
        {.title = person->name(),
         .path = "/person/" + id,
         .main = body(context, subject, person->name(), say.plain("record.person"), side, rest),
         .host_data = host_data(context, subject)});
}

Response organization_page(const Context& context, const std::string& id)
{
    const World& world = context.world;
    const auto number = parse_integer(id);
    const Organization* organization = number ? find(world.organizations, *number) : nullptr;
    if (organization == nullptr) {
        return problem(context, 404, "problem.no_organization", "problem.gone");
    }
    const Texts say(world);
    const Json subject = subject_of_record(RecordKind::organization, organization->id);
    const std::string side = concat({organization_card(world, say, number), panel_card(context)});
    const std::string rest = deals_card(world,
                                        say.plain("nav.deals"),
                                        [&](const Deal& deal) { return deal.org_id == number; }) +
                             history_card(context, {RecordKind::organization, *number});
    return render(
        context,
        {.title = organization->name,
         .path = "/organization/" + id,
         .main = body(
             context, subject, organization->name, say.plain("record.organization"), side, rest),
         .host_data = host_data(context, subject)});
}

} // namespace emulator::pipedrive::pages
