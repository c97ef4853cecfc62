#pragma once

#include "emulator/quickbooks/company.hpp"
#include "emulator/quickbooks/shape.hpp"

namespace emulator::quickbooks {

extern const Shape customer_shape;

/// Creates a customer as `POST /customer` without an Id does.
Outcome<Json> create_customer(Company& company, const Json& body, Time now);

/// Adds to a customer's balance, which is in the customer's own currency.
void add_to_balance(Json& customer, const Decimal& amount);

/// The currency of a customer, the home currency where none is set.
std::string currency_of(const Company& company, const Json& customer);

/// Gives an address an id of its own.
Json with_address_id(Company& company, Json address);

} // namespace emulator::quickbooks
