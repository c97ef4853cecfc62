#include "emulator/pipedrive/contacts/organizations.hpp"

#include "emulator/pipedrive/contacts/contact_list.hpp"
#include "emulator/pipedrive/records/custom_value.hpp"

namespace emulator::pipedrive {

void write(Body& body, const Call& call, Organization& organization)
{
    const World& world = call.context.world;
    body.title("name", organization.name);
    body.user("owner_id", world, organization.owner_id);
    body.address("address", organization.address);
    body.text("website", organization.website);
    body.text("linkedin", organization.linkedin);
    body.integer("annual_revenue", organization.annual_revenue);
    body.integer("employee_count", organization.employee_count);
    std::optional<std::int64_t> industry = organization.industry;
    body.integer("industry", industry);
    const FieldDefinition* field = world.field(RecordKind::organization, "industry");
    if (industry && !contains(field->options, *industry, &FieldOption::id)) {
        body.complain("industry: Unknown option " + std::to_string(*industry));
    }
    organization.industry = industry;
    if (std::optional<Time> added = organization.add_time; organization.id == 0) {
        body.time("add_time", added);
        organization.add_time = added.value_or(organization.add_time);
    }
    take_visibility(body, organization.visible_to);
    take_labels(body, world, RecordKind::organization, organization.label_ids);
    take_custom_fields(body, world, RecordKind::organization, organization.custom_fields);
}

void take_out(World& world, const Organization& organization)
{
    const RecordId id = organization.id;
    auto unlink = [&](auto& records) {
        for (auto& [record_id, record] : records) {
            if (record.org_id == id) {
                record.org_id.reset();
            }
        }
    };
    unlink(world.deals);
    unlink(world.persons);
    world.organizations.erase(id);
}

Response list_organizations(const Call& call)
{
    Query query(call.request);
    return list_contacts<Organization>(call, query, [](const Organization&) { return true; });
}

Response get_organization(const Call& call)
{
    return get_record<Organization>(call);
}

Response create_organization(const Call& call)
{
    return create_record<Organization>(call);
}

Response update_organization(const Call& call)
{
    return update_record<Organization>(call);
}

Response delete_organization(const Call& call)
{
    return delete_record<Organization>(call);
}

} // namespace emulator::pipedrive
