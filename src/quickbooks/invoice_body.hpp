#pragma once

#include "base/json.hpp"
#include "domain/books.hpp"
#include "domain/invoice_order.hpp"

namespace billbridge::quickbooks {

/// An invoice to create: amounts exact, as QuickBooks will compute them (fault 6070 otherwise),
/// taxed by the company's model (facts 4.1): none, one code and taxable lines in the US, a code for
/// each line elsewhere.
Json invoice_body(const RequestKey& key,
                  const PayerId& payer,
                  const InvoiceOrder& order,
                  const BooksCompany& company);

} // namespace billbridge::quickbooks
