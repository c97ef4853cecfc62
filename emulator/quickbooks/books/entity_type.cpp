#include "emulator/quickbooks/books/entity_type.hpp"

#include "emulator/quickbooks/books/text.hpp"
#include "emulator/quickbooks/lists/attachable.hpp"
#include "emulator/quickbooks/lists/customer.hpp"
#include "emulator/quickbooks/lists/lists.hpp"
#include "emulator/quickbooks/sales/credit_memo.hpp"
#include "emulator/quickbooks/sales/estimate.hpp"
#include "emulator/quickbooks/sales/invoice.hpp"
#include "emulator/quickbooks/sales/payment.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace emulator::quickbooks {

namespace {

constexpr const EntityType* types[] = {
    &invoice_type,          &payment_type,       &credit_memo_type, &estimate_type,
    &customer_type,         &vendor_type,        &employee_type,    &item_type,
    &account_type,          &term_type,          &tax_code_type,    &tax_rate_type,
    &tax_agency_type,       &class_type,         &department_type,  &payment_method_type,
    &company_currency_type, &exchange_rate_type, &attachable_type,  &company_info_type,
    &preferences_type};

} // namespace

std::span<const EntityType* const> entity_types()
{
    return types;
}

const EntityType* find_entity_type(std::string_view name)
{
    const std::string wanted = lower_case(name);
    const auto it = std::ranges::find_if(
        types, [&](const EntityType* type) { return lower_case(type->name) == wanted; });
    return it == std::end(types) ? nullptr : *it;
}

const EntityType& entity_type(std::string_view name)
{
    const EntityType* type = find_entity_type(name);
    if (type == nullptr) {
        throw std::invalid_argument("no entity type " + std::string(name));
    }
    return *type;
}

} // namespace emulator::quickbooks
