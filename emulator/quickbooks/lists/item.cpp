#include "emulator/quickbooks/books/references.hpp"
#include "emulator/quickbooks/lists/lists.hpp"
#include "emulator/quickbooks/lists/named_list.hpp"

#include <array>

namespace emulator::quickbooks {

namespace {

using enum ValueKind;

constexpr QueryProperty query_properties[] = {id_property,
                                              {"Name", text},
                                              {"Sku", text},
                                              {"Type", text},
                                              {"Active", boolean},
                                              {"SubItem", boolean},
                                              {"Taxable", boolean},
                                              {"FullyQualifiedName", text},
                                              created_property,
                                              updated_property};

constexpr Property group_line_properties[] = {{"ItemRef", Kind::object, 0, &reference_shape},
                                              {"Qty", Kind::number}};
constexpr Shape group_line_shape{group_line_properties};
constexpr Property group_properties[] = {{"ItemGroupLine", Kind::list, 0, &group_line_shape}};
constexpr Shape group_shape{group_properties};

constexpr Property properties[] = {{"Id", Kind::text},
                                   {"SyncToken", Kind::text},
                                   {"MetaData"},
                                   {"domain"},
                                   {"sparse", Kind::boolean},
                                   {"status"},
                                   {"Name", Kind::text, 100},
                                   {"Sku", Kind::text, 100},
                                   {"Description", Kind::text, 4000},
                                   {"Active", Kind::boolean},
                                   {"SubItem", Kind::boolean},
                                   {"ParentRef", Kind::object, 0, &reference_shape},
                                   {"Level"},
                                   {"FullyQualifiedName"},
                                   {"Taxable", Kind::boolean},
                                   {"SalesTaxIncluded", Kind::boolean},
                                   {"UnitPrice", Kind::number},
                                   {"Type", Kind::text},
                                   {"IncomeAccountRef", Kind::object, 0, &reference_shape},
                                   {"PurchaseDesc", Kind::text, 1000},
                                   {"PurchaseTaxIncluded", Kind::boolean},
                                   {"PurchaseCost", Kind::number},
                                   {"ExpenseAccountRef", Kind::object, 0, &reference_shape},
                                   {"AssetAccountRef", Kind::object, 0, &reference_shape},
                                   {"TrackQtyOnHand", Kind::boolean},
                                   {"QtyOnHand", Kind::number},
                                   {"InvStartDate", Kind::date},
                                   {"ReorderPoint", Kind::number},
                                   {"SalesTaxCodeRef", Kind::object, 0, &reference_shape},
                                   {"PurchaseTaxCodeRef", Kind::object, 0, &reference_shape},
                                   {"TaxClassificationRef", Kind::object},
                                   {"ClassRef", Kind::object, 0, &reference_shape},
                                   {"PrefVendorRef", Kind::object, 0, &reference_shape},
                                   {"ItemGroupDetail", Kind::object, 0, &group_shape},
                                   {"PrintGroupedItems", Kind::boolean},
                                   {"ItemCategoryType"},
                                   {"Source"}};
constexpr Shape item_shape{properties};

constexpr NameRules names{.sub_member = "SubItem", .shows_level = true};

/// An account that an item posts to, and of which type it must be.
struct PostsTo {
    std::string_view member;
    std::string_view account_type;
};
constexpr PostsTo income{"IncomeAccountRef", "Income"};
constexpr PostsTo cost{"ExpenseAccountRef", "Cost of Goods Sold"};
constexpr PostsTo asset{"AssetAccountRef", "Other Current Asset"};

std::string type_of(const Write& write)
{
    const std::string type = write.body["Type"].string_or();
    if (!type.empty()) {
        return type == "Bundle" ? "Group" : type;
    }
    return write.body["TrackQtyOnHand"].bool_or(false) ? "Inventory" : "Service";
}

std::optional<Fault> check_account(const Write& write, const PostsTo& account, bool is_required)
{
    if (write.body[account.member].is_null()) {
        return is_required ? std::optional(missing(std::string(account.member))) : std::nullopt;
    }
    if (auto problem = check_reference(write.company, write.body, account.member, "Account")) {
        return problem;
    }
    const auto row = write.company.table("Account").find(referred(write.body, account.member));
    const std::string type = (*row)["AccountType"].string_or();
    const bool fits =
        type == account.account_type || (account.member == income.member && type == "Other Income");
    return fits ? std::nullopt : std::optional(fault("6430", {}, std::string(account.member)));
}

std::optional<Fault> check_stock(const Write& write)
{
    for (const PostsTo& account : {cost, asset}) {
        if (auto problem = check_account(write, account, true)) {
            return problem;
        }
    }
    for (const char* member : {"QtyOnHand", "InvStartDate"}) {
        if (write.body[member].is_null()) {
            return missing(member);
        }
    }
    return std::nullopt;
}

std::optional<Fault> check_bundle(const Write& write)
{
    const auto* lines = write.body["ItemGroupDetail"]["ItemGroupLine"].if_array();
    for (const Json& line : lines == nullptr ? Json::Array() : *lines) {
        if (referred(line, "ItemRef").empty()) {
            return missing("ItemRef");
        }
        if (auto problem = check_reference(write.company, line, "ItemRef", "Item")) {
            return problem;
        }
    }
    return std::nullopt;
}

std::optional<Fault> check_by_type(const Write& write, std::string_view type)
{
    if (type == "Category") {
        return std::nullopt;
    }
    if (type == "Group") {
        return check_bundle(write);
    }
    const bool is_bought = !write.body["ExpenseAccountRef"].is_null();
    if (auto problem = check_account(write, income, type != "NonInventory" || !is_bought)) {
        return problem;
    }
    if (type == "Inventory") {
        return check_stock(write);
    }
    return check_reference(write.company, write.body, "ExpenseAccountRef", "Account");
}

std::optional<Fault> check_item(const Write& write, std::string_view type)
{
    if (auto problem =
            check_choice(write.body,
                         "Type",
                         {"Service", "NonInventory", "Inventory", "Category", "Group", "Bundle"})) {
        return problem;
    }
    if (write.old != nullptr && (*write.old)["Type"].string_or() == "Inventory" &&
        type != "Inventory") {
        return business_fault("The type of an inventory item cannot be changed.");
    }
    if (auto problem = check_name(write, names)) {
        return problem;
    }
    return check_by_type(write, type);
}

void set_account(Json& item, const Write& write, std::string_view member)
{
    const auto account = write.company.table("Account").find(referred(write.body, member));
    if (account != nullptr) {
        item.set(member,
                 reference_to(id_of(*account), (*account)["FullyQualifiedName"].string_or()));
    }
}

/// The members of a bundle with the names and types of what it holds.
Json bundle_detail(const Write& write)
{
    Json lines = Json::array();
    const auto* sent = write.body["ItemGroupDetail"]["ItemGroupLine"].if_array();
    for (const Json& line : sent == nullptr ? Json::Array() : *sent) {
        const auto part = write.company.table("Item").find(referred(line, "ItemRef"));
        Json ref = reference_to(id_of(*part), (*part)["Name"].string_or());
        ref.set("type", (*part)["Type"].string_or());
        lines.push_back(Json::Object{{"ItemRef", std::move(ref)},
                                     {"Qty", line["Qty"].is_null() ? Json(1) : line["Qty"]}});
    }
    return Json::Object{{"ItemGroupLine", std::move(lines)}};
}

Outcome<Json> build(Write& write)
{
    const std::string type = type_of(write);
    if (auto problem = check_item(write, type)) {
        return std::unexpected(*std::move(problem));
    }
    const Json& body = write.body;
    Json item = Json::object();
    set_name(item, write, names);
    copy_members(item, body, {"Sku", "Description"});
    item.set("Taxable", body["Taxable"].bool_or(false));
    copy_members(item, body, {"SalesTaxIncluded", "UnitPrice"});
    item.set("Type", type);
    set_account(item, write, income.member);
    copy_members(item, body, {"PurchaseDesc", "PurchaseTaxIncluded", "PurchaseCost"});
    set_account(item, write, cost.member);
    set_account(item, write, asset.member);
    item.set("TrackQtyOnHand", type == "Inventory");
    copy_members(item, body, {"QtyOnHand", "InvStartDate", "ReorderPoint"});
    copy_members(item,
                 body,
                 {"SalesTaxCodeRef",
                  "PurchaseTaxCodeRef",
                  "TaxClassificationRef",
                  "ClassRef",
                  "PrefVendorRef"});
    if (type == "Group") {
        item.set("ItemGroupDetail", bundle_detail(write));
        copy_members(item, body, {"PrintGroupedItems"});
    }
    write.identify(item);
    return item;
}

void settle(Company& company, const Json& before, const Json& after, Time)
{
    rename_children(company, item_type, names.member, before, after);
}

} // namespace

constexpr EntityType item_type{.name = "Item",
                               .properties = query_properties,
                               .shape = &item_shape,
                               .label = "FullyQualifiedName",
                               .is_name_list = true,
                               .build = build,
                               .settle = settle};

} // namespace emulator::quickbooks
