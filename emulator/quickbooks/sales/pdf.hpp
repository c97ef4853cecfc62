#pragma once

#include "emulator/quickbooks/books/entity.hpp"

#include <string>
#include <string_view>

namespace emulator::quickbooks {

/// The PDF of a document (`type` is "Invoice", "Estimate" or "CreditMemo"; a Payment is a receipt),
/// as a company sends it to its customer: on letter paper in America, on A4 elsewhere, in Polish
/// for a Polish company. The same document gives the same bytes.
std::string document_pdf(const Json& company_info, std::string_view type, const Json& document);

} // namespace emulator::quickbooks
