#pragma once

#include "emulator/quickbooks/books/shape.hpp"

namespace emulator::quickbooks {

extern const Shape invoice_shape;
extern const Shape credit_memo_shape;
extern const Shape estimate_shape;

} // namespace emulator::quickbooks
