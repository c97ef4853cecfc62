#pragma once

#include "emulator/quickbooks/books/ledger.hpp"

#include <optional>
#include <string>

/// Numbers of sales forms by the preference `CustomTxnNumbers`.
namespace emulator::quickbooks {

/// 6140 where the number that was sent is taken, numbers are the user's own and the company warns.
std::optional<Fault> check_document_number(const Write& write);

/// The number of the form: the one that was sent; else the one it has; else the next one. None at
/// all where numbers are the user's own and none was sent. A number that was sent does not move the
/// counter.
std::optional<std::string> document_number(const Write& write);

} // namespace emulator::quickbooks
