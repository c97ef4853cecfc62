#pragma once

#include "base/json.hpp"
#include "domain/invoice_order.hpp"
#include "domain/problem.hpp"

#include <string_view>
#include <vector>

/// An order's JSON of docs/http-api.md.
namespace billbridge::web {

/// An order as far as it could be read.
struct ReadOrder {
    InvoiceOrder order;
    std::vector<Problem> problems; ///< of the members that are no number, date or currency
};

/// Reads an order that may be typed by half. Amounts are texts; numbers are taken too. Fails with
/// `invalid` where the shape is wrong: no deal, no list of lines, a text that is none.
Result<ReadOrder> read_order(const Json& json);

/// What the body of `POST /invoices` orders. Fails with `invalid`; `field` is the path of the first
/// member that cannot be read. Does not check the order: `check_order` does.
Result<InvoiceOrder> order_from_json(const Json& json);

Json discount_json(const std::optional<Discount>& discount);

} // namespace billbridge::web
