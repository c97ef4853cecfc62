#include "emulator/quickbooks/lists.hpp"

namespace emulator::quickbooks {

namespace {

using enum ValueKind;

constexpr QueryProperty item_properties[] = {id_property,
                                             {"Name", text},
                                             {"Sku", text},
                                             {"Type", text},
                                             {"Active", boolean},
                                             {"SubItem", boolean},
                                             {"Taxable", boolean},
                                             {"FullyQualifiedName", text},
                                             created_property,
                                             updated_property};
constexpr QueryProperty named_properties[] = {
    id_property, {"Name", text}, {"Active", boolean}, created_property, updated_property};
constexpr QueryProperty display_properties[] = {
    id_property, {"DisplayName", text}, {"Active", boolean}, created_property, updated_property};
constexpr QueryProperty account_properties[] = {id_property,
                                                {"Name", text},
                                                {"FullyQualifiedName", text},
                                                {"AccountType", text},
                                                {"AccountSubType", text},
                                                {"Classification", text},
                                                {"Active", boolean},
                                                created_property,
                                                updated_property};
constexpr QueryProperty currency_properties[] = {id_property,
                                                 {"Code", text},
                                                 {"Name", text},
                                                 {"Active", boolean},
                                                 created_property,
                                                 updated_property};
constexpr QueryProperty rate_properties[] = {id_property,
                                             {"SourceCurrencyCode", text},
                                             {"AsOfDate", date},
                                             created_property,
                                             updated_property};
constexpr QueryProperty single_properties[] = {id_property, created_property, updated_property};

constexpr Property item_members[] = {{"UnitPrice"},
                                     {"Description"},
                                     {"PurchaseDesc"},
                                     {"PurchaseCost"},
                                     {"QtyOnHand"},
                                     {"IncomeAccountRef"},
                                     {"ExpenseAccountRef"},
                                     {"AssetAccountRef"},
                                     {"SyncToken"},
                                     {"TrackQtyOnHand"},
                                     {"InvStartDate"}};
constexpr Shape item_shape{item_members};

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
constexpr EntityType item_type{.name = "Item",
                               .properties = item_properties,
                               .shape = &item_shape,
                               .label = "FullyQualifiedName",
                               .is_name_list = true};
constexpr EntityType account_type{.name = "Account",
                                  .properties = account_properties,
                                  .label = "FullyQualifiedName",
                                  .is_name_list = true};
constexpr EntityType term_type{
    .name = "Term", .properties = named_properties, .label = "Name", .is_name_list = true};
constexpr EntityType tax_code_type{
    .name = "TaxCode", .properties = named_properties, .label = "Name", .is_name_list = true};
constexpr EntityType tax_rate_type{
    .name = "TaxRate", .properties = named_properties, .label = "Name", .is_name_list = true};
constexpr EntityType tax_agency_type{
    .name = "TaxAgency", .properties = display_properties, .label = "DisplayName"};
constexpr EntityType class_type{.name = "Class",
                                .properties = named_properties,
                                .label = "FullyQualifiedName",
                                .is_name_list = true};
constexpr EntityType department_type{.name = "Department",
                                     .properties = named_properties,
                                     .label = "FullyQualifiedName",
                                     .is_name_list = true};
constexpr EntityType payment_method_type{
    .name = "PaymentMethod", .properties = named_properties, .label = "Name", .is_name_list = true};
constexpr EntityType company_currency_type{.name = "CompanyCurrency",
                                           .properties = currency_properties,
                                           .label = "Code",
                                           .is_name_list = true};
constexpr EntityType exchange_rate_type{.name = "ExchangeRate", .properties = rate_properties};
constexpr EntityType attachable_type{.name = "Attachable", .properties = single_properties};
constexpr EntityType company_info_type{.name = "CompanyInfo", .properties = single_properties};
constexpr EntityType preferences_type{.name = "Preferences", .properties = single_properties};

} // namespace emulator::quickbooks
