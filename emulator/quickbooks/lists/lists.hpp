#pragma once

#include "emulator/quickbooks/books/entity_type.hpp"

/// The lists that sales forms draw on, and the company's own two.
namespace emulator::quickbooks {

extern const EntityType vendor_type;
extern const EntityType employee_type;
extern const EntityType item_type;
extern const EntityType account_type;
extern const EntityType term_type;
extern const EntityType tax_code_type;
extern const EntityType tax_rate_type;
extern const EntityType tax_agency_type;
extern const EntityType class_type;
extern const EntityType department_type;
extern const EntityType payment_method_type;
extern const EntityType company_currency_type;
extern const EntityType exchange_rate_type;
extern const EntityType company_info_type;
extern const EntityType preferences_type;

} // namespace emulator::quickbooks
