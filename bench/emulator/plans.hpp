#pragma once

#include "bench/emulator/load.hpp"

#include <string>

namespace bench {

/// An access token of the emulated vendor. Throws `std::runtime_error` where it gives none.
std::string quickbooks_token(unsigned short port);
std::string pipedrive_token(unsigned short port);

/// Reads one invoice of every seed with books again and again.
MakeRequest read_invoice(const std::string& token);
/// Creates invoices of three lines, each with a `requestid` of its own, for one customer after the
/// other.
MakeRequest create_invoice(const std::string& token);
/// Queries a page of invoices by their day, newest first.
MakeRequest query_invoices(const std::string& token);

MakeRequest read_deal(const std::string& token);
/// Lists a page of deals.
MakeRequest list_deals(const std::string& token);

} // namespace bench
