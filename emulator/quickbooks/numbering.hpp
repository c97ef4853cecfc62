#pragma once

#include "emulator/quickbooks/company.hpp"

#include <optional>
#include <string>

/// Invoice numbers by the preference `CustomTxnNumbers`.
namespace emulator::quickbooks {

/// 6140 where the number that was sent is taken, numbers are the user's own and the company warns.
std::optional<Fault>
check_document_number(const Company& company, const Json& body, bool allow_duplicate);

/// The number of a new invoice: the one that was sent; else the next one; none at all where numbers
/// are the user's own and none was sent. A number that was sent does not move the counter.
std::optional<std::string> document_number(Company& company, const Json& body);

} // namespace emulator::quickbooks
