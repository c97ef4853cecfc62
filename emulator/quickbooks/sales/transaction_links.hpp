#pragma once

#include "emulator/quickbooks/books/entity.hpp"

#include <string>
#include <string_view>
#include <vector>

/// The member `LinkedTxn` of transactions.
namespace emulator::quickbooks {

/// `{"TxnId":"101","TxnType":"Payment"}`
Json transaction_link(std::string_view type, std::string_view id);

/// The ids of what the transaction is linked to of that type.
std::vector<std::string> links_of(const Json& transaction, std::string_view type);

void link(Json& transaction, std::string_view type, std::string_view id);
void unlink(Json& transaction, std::string_view type, std::string_view id);

} // namespace emulator::quickbooks
