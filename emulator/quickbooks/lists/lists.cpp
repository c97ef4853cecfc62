#include "emulator/quickbooks/lists/lists.hpp"

#include "emulator/quickbooks/books/references.hpp"
#include "emulator/quickbooks/lists/named_list.hpp"

namespace emulator::quickbooks {

namespace {

using enum ValueKind;

constexpr QueryProperty named_properties[] = {
    id_property, {"Name", text}, {"Active", boolean}, created_property, updated_property};
constexpr QueryProperty display_properties[] = {
    id_property, {"DisplayName", text}, {"Active", boolean}, created_property, updated_property};
constexpr QueryProperty currency_properties[] = {id_property,
                                                 {"Code", text},
                                                 {"Name", text},
                                                 {"Active", boolean},
                                                 created_property,
                                                 updated_property};
constexpr QueryProperty agency_properties[] = {
    id_property, {"DisplayName", text}, created_property, updated_property};

constexpr QueryProperty sub_properties[] = {id_property,
                                            {"Name", text},
                                            {"FullyQualifiedName", text},
                                            {"Active", boolean},
                                            created_property,
                                            updated_property};

constexpr Property class_properties[] = {{"Id", Kind::text},
                                         {"SyncToken", Kind::text},
                                         {"MetaData"},
                                         {"domain"},
                                         {"sparse", Kind::boolean},
                                         {"status"},
                                         {"Name", Kind::text, 100},
                                         {"SubClass", Kind::boolean},
                                         {"ParentRef", Kind::object, 0, &reference_shape},
                                         {"Level"},
                                         {"FullyQualifiedName"},
                                         {"Active", Kind::boolean}};
constexpr Shape class_shape{class_properties};

constexpr Property department_properties[] = {{"Id", Kind::text},
                                              {"SyncToken", Kind::text},
                                              {"MetaData"},
                                              {"domain"},
                                              {"sparse", Kind::boolean},
                                              {"status"},
                                              {"Name", Kind::text, 100},
                                              {"SubDepartment", Kind::boolean},
                                              {"ParentRef", Kind::object, 0, &reference_shape},
                                              {"Level"},
                                              {"FullyQualifiedName"},
                                              {"Address", Kind::object, 0, &address_shape},
                                              {"Active", Kind::boolean}};
constexpr Shape department_shape{department_properties};

constexpr Property method_properties[] = {{"Id", Kind::text},
                                          {"SyncToken", Kind::text},
                                          {"MetaData"},
                                          {"domain"},
                                          {"sparse", Kind::boolean},
                                          {"status"},
                                          {"Name", Kind::text, 31},
                                          {"Type", Kind::text},
                                          {"Active", Kind::boolean}};
constexpr Shape method_shape{method_properties};

constexpr Property currency_members[] = {{"Id", Kind::text},
                                         {"SyncToken", Kind::text},
                                         {"MetaData"},
                                         {"domain"},
                                         {"sparse", Kind::boolean},
                                         {"status"},
                                         {"Code", Kind::text},
                                         {"Name"},
                                         {"Active", Kind::boolean},
                                         {"CustomField"}};
constexpr Shape currency_shape{currency_members};

constexpr Property agency_members[] = {{"Id", Kind::text},
                                       {"SyncToken", Kind::text},
                                       {"MetaData"},
                                       {"domain"},
                                       {"sparse", Kind::boolean},
                                       {"status"},
                                       {"DisplayName", Kind::text, 100},
                                       {"TaxTrackedOnSales", Kind::boolean},
                                       {"TaxTrackedOnPurchases", Kind::boolean},
                                       {"TaxRegistrationNumber", Kind::text, 100},
                                       {"LastFileDate"},
                                       {"TaxAgencyConfig"}};
constexpr Shape agency_shape{agency_members};

constexpr NameRules class_names{.sub_member = "SubClass"};
constexpr NameRules department_names{.sub_member = "SubDepartment"};
constexpr NameRules code_names{.member = "Code"};
constexpr NameRules agency_names{.member = "DisplayName"};

/// An entity that is its name and the members that are copied.
Outcome<Json> build_named(const Write& write,
                          const NameRules& rules,
                          std::initializer_list<std::string_view> members)
{
    if (auto problem = check_name(write, rules)) {
        return std::unexpected(*std::move(problem));
    }
    Json entity = Json::object();
    set_name(entity, write, rules);
    copy_members(entity, write.body, members);
    write.identify(entity);
    return entity;
}

Outcome<Json> build_class(Write& write)
{
    return build_named(write, class_names, {});
}

Outcome<Json> build_department(Write& write)
{
    return build_named(write, department_names, {"Address"});
}

Outcome<Json> build_method(Write& write)
{
    if (auto problem = check_choice(write.body, "Type", {"CREDIT_CARD", "NON_CREDIT_CARD"})) {
        return std::unexpected(*std::move(problem));
    }
    auto method = build_named(write, {}, {"Type"});
    if (method && method->find("Type") == nullptr) {
        method->set("Type", "NON_CREDIT_CARD");
    }
    return method;
}

Outcome<Json> build_currency(Write& write)
{
    const std::string code = write.body["Code"].string_or();
    if (!write.company.has_multicurrency()) {
        return std::unexpected(
            fault("5030", "Feature Not Supported Error : Multicurrency is off."));
    }
    if (!code.empty() && !is_currency_code(code)) {
        return std::unexpected(fault("2170", "Invalid Enumeration : Code " + code, "Code"));
    }
    if (code == write.company.home_currency()) {
        return std::unexpected(business_fault("This is the home currency."));
    }
    if (auto problem = check_name(write, code_names)) {
        return std::unexpected(*std::move(problem));
    }
    // Unlike the names of lists, a code is never marked.
    Json currency = Json::Object{{"Code", code},
                                 {"Name", currency_name(code)},
                                 {"Active", write.body["Active"].bool_or(true)}};
    write.identify(currency);
    return currency;
}

Outcome<Json> build_agency(Write& write)
{
    if (write.company.is_american()) {
        return std::unexpected(
            fault("5030", "Feature Not Supported Error : Agencies are kept by the vendor here."));
    }
    auto agency =
        build_named(write,
                    agency_names,
                    {"TaxTrackedOnSales", "TaxTrackedOnPurchases", "TaxRegistrationNumber"});
    if (agency) {
        agency->erase("Active");
    }
    return agency;
}

void settle_class(Company& company, const Json& before, const Json& after, Time)
{
    rename_children(company, class_type, class_names.member, before, after);
}

void settle_department(Company& company, const Json& before, const Json& after, Time)
{
    rename_children(company, department_type, department_names.member, before, after);
}

} // namespace

constexpr EntityType vendor_type{.name = "Vendor",
                                 .properties = display_properties,
                                 .numbering = Numbering::names,
                                 .label = "DisplayName",
                                 .is_name_list = true};
constexpr EntityType employee_type{.name = "Employee",
                                   .properties = display_properties,
                                   .numbering = Numbering::names,
                                   .label = "DisplayName",
                                   .is_name_list = true};
constexpr EntityType tax_code_type{
    .name = "TaxCode", .properties = named_properties, .label = "Name", .is_name_list = true};
constexpr EntityType tax_rate_type{
    .name = "TaxRate", .properties = named_properties, .label = "Name", .is_name_list = true};
constexpr EntityType tax_agency_type{.name = "TaxAgency",
                                     .properties = agency_properties,
                                     .shape = &agency_shape,
                                     .label = "DisplayName",
                                     .build = build_agency};
constexpr EntityType class_type{.name = "Class",
                                .properties = sub_properties,
                                .shape = &class_shape,
                                .label = "FullyQualifiedName",
                                .is_name_list = true,
                                .build = build_class,
                                .settle = settle_class};
constexpr EntityType department_type{.name = "Department",
                                     .properties = sub_properties,
                                     .shape = &department_shape,
                                     .label = "FullyQualifiedName",
                                     .is_name_list = true,
                                     .build = build_department,
                                     .settle = settle_department};
constexpr EntityType payment_method_type{.name = "PaymentMethod",
                                         .properties = named_properties,
                                         .shape = &method_shape,
                                         .label = "Name",
                                         .is_name_list = true,
                                         .build = build_method};
constexpr EntityType company_currency_type{.name = "CompanyCurrency",
                                           .properties = currency_properties,
                                           .shape = &currency_shape,
                                           .label = "Code",
                                           .is_name_list = true,
                                           .build = build_currency};

} // namespace emulator::quickbooks
