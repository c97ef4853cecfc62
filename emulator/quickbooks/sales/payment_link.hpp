#pragma once

#include "emulator/quickbooks/books/entity.hpp"

#include <string>
#include <string_view>

/// The page on which the customer of an invoice sees and pays it.
namespace emulator::quickbooks {

/// The vendor makes one only where online payment is on and the customer has an e-mail address.
bool has_payment_link(const Json& invoice);

/// `host` is the emulator's own: the page answers there.
std::string payment_link(std::string_view host, std::string_view realm, const Json& invoice);

} // namespace emulator::quickbooks
