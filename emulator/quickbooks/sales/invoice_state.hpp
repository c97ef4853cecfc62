#pragma once

#include "emulator/quickbooks/books/entity.hpp"

#include <string_view>

namespace emulator::quickbooks {

/// What a person calls the state of an invoice. The API has no such member.
enum class InvoiceState { open, partially_paid, overdue, paid, voided };

inline constexpr InvoiceState invoice_states[] = {InvoiceState::open,
                                                  InvoiceState::partially_paid,
                                                  InvoiceState::overdue,
                                                  InvoiceState::paid,
                                                  InvoiceState::voided};

InvoiceState invoice_state(const Json& invoice, Date today);

/// "Partially paid"
std::string_view name_of(InvoiceState state);

} // namespace emulator::quickbooks
