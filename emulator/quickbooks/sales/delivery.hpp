#pragma once

#include "emulator/quickbooks/books/company.hpp"

#include <string>
#include <string_view>

/// Documents on their way to the customer: e-mail and PDF.
namespace emulator::quickbooks {

/// Sends the document to `send_to` or, where that is empty, to its own address; both may name
/// several, separated by commas. The document is marked as sent, its address is replaced. Refuses
/// with 610 what is not there, 6420 where there is no address and 2210 for one that is malformed.
Outcome<const Record*> send_document(Company& company,
                                     const EntityType& type,
                                     const std::string& id,
                                     std::string_view send_to,
                                     Time now);

} // namespace emulator::quickbooks
