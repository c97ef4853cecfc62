#include "emulator/quickbooks/queryable.hpp"

#include "emulator/quickbooks/customer.hpp"
#include "emulator/quickbooks/invoice.hpp"
#include "emulator/quickbooks/text.hpp"

namespace emulator::quickbooks {

namespace {

using enum ValueKind;

constexpr QueryProperty created{"MetaData.CreateTime", instant};
constexpr QueryProperty updated{"MetaData.LastUpdatedTime", instant};

constexpr QueryProperty invoice_properties[] = {{"Id", id},
                                                {"DocNumber", text},
                                                {"TxnDate", date},
                                                {"DueDate", date},
                                                {"CustomerRef", reference, false},
                                                {"SalesTermRef", reference, false},
                                                {"ProjectRef", reference, false},
                                                {"Balance", number},
                                                {"TotalAmt", number},
                                                created,
                                                updated};
constexpr QueryProperty customer_properties[] = {{"Id", id},
                                                 {"DisplayName", text},
                                                 {"GivenName", text},
                                                 {"MiddleName", text},
                                                 {"FamilyName", text},
                                                 {"CompanyName", text},
                                                 {"PrimaryEmailAddr", email, false},
                                                 {"PrintOnCheckName", text},
                                                 {"FullyQualifiedName", text},
                                                 {"Active", boolean},
                                                 {"Balance", number},
                                                 created,
                                                 updated};
constexpr QueryProperty item_properties[] = {{"Id", id},
                                             {"Name", text},
                                             {"Sku", text},
                                             {"Type", text},
                                             {"Active", boolean},
                                             {"SubItem", boolean},
                                             {"Taxable", boolean},
                                             {"FullyQualifiedName", text},
                                             created,
                                             updated};
constexpr QueryProperty payment_properties[] = {{"Id", id},
                                                {"TotalAmt", number},
                                                {"CustomerRef", reference, false},
                                                {"TxnDate", date},
                                                {"PaymentMethodRef", reference, false},
                                                {"PaymentRefNum", text},
                                                created,
                                                updated};
constexpr QueryProperty named_properties[] = {
    {"Id", id}, {"Name", text}, {"Active", boolean}, created, updated};
constexpr QueryProperty account_properties[] = {{"Id", id},
                                                {"Name", text},
                                                {"FullyQualifiedName", text},
                                                {"AccountType", text},
                                                {"AccountSubType", text},
                                                {"Classification", text},
                                                {"Active", boolean},
                                                created,
                                                updated};
constexpr QueryProperty currency_properties[] = {
    {"Id", id}, {"Code", text}, {"Name", text}, {"Active", boolean}, created, updated};
constexpr QueryProperty single_properties[] = {{"Id", id}, created, updated};

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

constexpr bool name_list = true;
const Queryable queryables[] = {
    {"Invoice", invoice_properties, &invoice_shape},
    {"Payment", payment_properties},
    {"Customer", customer_properties, &customer_shape, name_list},
    {"Item", item_properties, &item_shape, name_list},
    {"Account", account_properties, nullptr, name_list},
    {"Term", named_properties, nullptr, name_list},
    {"TaxCode", named_properties, nullptr, name_list},
    {"TaxRate", named_properties, nullptr, name_list},
    {"PaymentMethod", named_properties, nullptr, name_list},
    {"CompanyCurrency", currency_properties, nullptr, name_list},
    {"CompanyInfo", single_properties},
    {"Preferences", single_properties},
};

} // namespace

const Queryable* find_queryable(std::string_view entity)
{
    for (const Queryable& queryable : queryables) {
        if (lower_case(queryable.entity) == lower_case(entity)) {
            return &queryable;
        }
    }
    return nullptr;
}

} // namespace emulator::quickbooks
