#pragma once

#include "domain/invoice_settings.hpp"

#include <string>

namespace billbridge::storage {

/// A company's settings as they are stored: one JSON text.
std::string to_text(const InvoiceSettings& settings);
/// Throws `StoreFailure` where the text is none.
InvoiceSettings settings_from_text(const std::string& text);

} // namespace billbridge::storage
