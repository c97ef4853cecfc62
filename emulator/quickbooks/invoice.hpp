#pragma once

#include "emulator/quickbooks/company.hpp"
#include "emulator/quickbooks/shape.hpp"

namespace emulator::quickbooks {

extern const Shape invoice_shape;

/// Creates an invoice as `POST /invoice` without an Id does. `allow_duplicate_number` is the
/// request's `include=allowduplicatedocnum`.
Outcome<Json>
create_invoice(Company& company, const Json& body, bool allow_duplicate_number, Time now);

} // namespace emulator::quickbooks
