#include "emulator/quickbooks/books/references.hpp"
#include "emulator/quickbooks/lists/lists.hpp"
#include "emulator/quickbooks/lists/named_list.hpp"

#include <algorithm>
#include <iterator>

namespace emulator::quickbooks {

namespace {

using enum ValueKind;

constexpr QueryProperty query_properties[] = {id_property,
                                              {"Name", text},
                                              {"FullyQualifiedName", text},
                                              {"AccountType", text},
                                              {"AccountSubType", text},
                                              {"Classification", text},
                                              {"Active", boolean},
                                              {"CurrentBalance", number},
                                              {"SubAccount", boolean},
                                              created_property,
                                              updated_property};

constexpr Property properties[] = {{"Id", Kind::text},
                                   {"SyncToken", Kind::text},
                                   {"MetaData"},
                                   {"domain"},
                                   {"sparse", Kind::boolean},
                                   {"status"},
                                   {"Name", Kind::text, 100},
                                   {"SubAccount", Kind::boolean},
                                   {"ParentRef", Kind::object, 0, &reference_shape},
                                   {"Level"},
                                   {"FullyQualifiedName"},
                                   {"Description", Kind::text, 100},
                                   {"Active", Kind::boolean},
                                   {"Classification"},
                                   {"AccountType", Kind::text},
                                   {"AccountSubType", Kind::text},
                                   {"AcctNum", Kind::text, 20},
                                   {"CurrencyRef", Kind::object, 0, &reference_shape},
                                   {"TaxCodeRef", Kind::object, 0, &reference_shape},
                                   {"CurrentBalance"},
                                   {"CurrentBalanceWithSubAccounts"},
                                   {"OpeningBalance", Kind::number},
                                   {"OpeningBalanceDate", Kind::date}};
constexpr Shape account_shape{properties};

constexpr NameRules names{.sub_member = "SubAccount", .forbidden = ":\"\t\n"};

/// A type of account, the class that it belongs to, and the sub-type that it has without a word.
struct AccountKind {
    std::string_view type;
    std::string_view classification;
    std::string_view sub_type;
};

constexpr AccountKind kinds[] = {
    {"Bank", "Asset", "CashOnHand"},
    {"Accounts Receivable", "Asset", "AccountsReceivable"},
    {"Other Current Asset", "Asset", "OtherCurrentAssets"},
    {"Fixed Asset", "Asset", "OtherFixedAssets"},
    {"Other Asset", "Asset", "OtherLongTermAssets"},
    {"Accounts Payable", "Liability", "AccountsPayable"},
    {"Credit Card", "Liability", "CreditCard"},
    {"Other Current Liability", "Liability", "OtherCurrentLiabilities"},
    {"Long Term Liability", "Liability", "OtherLongTermLiabilities"},
    {"Equity", "Equity", "OpeningBalanceEquity"},
    {"Income", "Revenue", "OtherPrimaryIncome"},
    {"Cost of Goods Sold", "Expense", "SuppliesMaterialsCogs"},
    {"Expense", "Expense", "OtherMiscellaneousServiceCost"},
    {"Other Income", "Revenue", "OtherMiscellaneousIncome"},
    {"Other Expense", "Expense", "OtherMiscellaneousExpense"},
};

/// Sub-types from which alone the type follows.
struct SubType {
    std::string_view name;
    std::string_view type;
};
constexpr SubType sub_types[] = {
    {"Checking", "Bank"},
    {"Savings", "Bank"},
    {"UndepositedFunds", "Other Current Asset"},
    {"Inventory", "Other Current Asset"},
    {"SalesOfProductIncome", "Income"},
    {"ServiceFeeIncome", "Income"},
    {"DiscountsRefundsGiven", "Income"},
    {"GlobalTaxPayable", "Other Current Liability"},
};

const AccountKind* find_kind(std::string_view type)
{
    const auto it = std::ranges::find(kinds, type, &AccountKind::type);
    return it == std::end(kinds) ? nullptr : it;
}

std::string type_of(const Json& body)
{
    const std::string type = body["AccountType"].string_or();
    const std::string sub_type = body["AccountSubType"].string_or();
    if (!type.empty()) {
        return type;
    }
    for (const AccountKind& kind : kinds) {
        if (kind.sub_type == sub_type) {
            return std::string(kind.type);
        }
    }
    const auto it = std::ranges::find(sub_types, sub_type, &SubType::name);
    return it == std::end(sub_types) ? "" : std::string(it->type);
}

std::optional<Fault> check_kind(const Write& write)
{
    const std::string type = type_of(write.body);
    if (type.empty()) {
        return missing("AccountType");
    }
    if (find_kind(type) == nullptr) {
        return fault("2170", "Invalid Enumeration : AccountType " + type, "AccountType");
    }
    const auto parent = write.company.table("Account").find(referred(write.body, "ParentRef"));
    if (parent != nullptr && (*parent)["AccountType"].string_or() != type) {
        return business_fault("The parent account must be of the same type.");
    }
    return std::nullopt;
}

Outcome<Json> build(Write& write)
{
    if (auto problem = check_name(write, names)) {
        return std::unexpected(*std::move(problem));
    }
    if (auto problem = check_kind(write)) {
        return std::unexpected(*std::move(problem));
    }
    const Json& body = write.body;
    const AccountKind& kind = *find_kind(type_of(body));
    Json account = Json::object();
    set_name(account, write, names);
    copy_members(account, body, {"Description"});
    account.set("Classification", kind.classification).set("AccountType", kind.type);
    account.set("AccountSubType", body["AccountSubType"].string_or(kind.sub_type));
    copy_members(account, body, {"AcctNum", "TaxCodeRef"});
    for (const std::string_view member : {"CurrentBalance", "CurrentBalanceWithSubAccounts"}) {
        account.set(member, write.old == nullptr ? Json(0) : (*write.old)[member]);
    }
    const std::string currency = referred(body, "CurrencyRef");
    account.set("CurrencyRef",
                currency_reference(currency.empty() ? write.company.home_currency() : currency));
    write.identify(account);
    return account;
}

void settle(Company& company, const Json& before, const Json& after, Time)
{
    rename_children(company, account_type, names.member, before, after);
}

} // namespace

constexpr EntityType account_type{.name = "Account",
                                  .properties = query_properties,
                                  .shape = &account_shape,
                                  .label = "FullyQualifiedName",
                                  .is_name_list = true,
                                  .build = build,
                                  .settle = settle};

} // namespace emulator::quickbooks
