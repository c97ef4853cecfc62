#pragma once

#include "base/error.hpp"
#include "domain/invoice_order.hpp"

#include <string>

/// What is stored as JSON text because nobody searches in it: an intent's order and its failure.
namespace billbridge::storage {

std::string to_text(const InvoiceOrder& order);
/// Throws `StoreFailure` where the text is not an order.
InvoiceOrder order_from_text(const std::string& text);

std::string to_text(const Error& error);
/// Throws `StoreFailure` where the text is not an error.
Error error_from_text(const std::string& text);

} // namespace billbridge::storage
