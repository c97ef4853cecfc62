#pragma once

#include "emulator/pipedrive/api/body.hpp"

namespace emulator::pipedrive {

/// Writes `billing_frequency` and `billing_frequency_cycles`; complains where they do not go
/// together: a one-time billing has no cycles, a weekly one must have them.
void take_billing(Body& body, Billing& billing);

/// Writes an amount; complains of one that is negative or too large to be multiplied exactly.
void take_amount(Body& body, std::string_view name, Decimal& amount);

/// Writes a percentage; complains outside 0 to `most`.
void take_percentage(Body& body, std::string_view name, Decimal& percentage, std::int64_t most);

/// Writes a list of prices, one per currency.
void take_prices(Body& body, const World& world, std::vector<Price>& prices);

/// The prices as they stand in answers, each with the id of what it belongs to.
Json prices_json(const std::vector<Price>& prices, std::string_view owner, RecordId owner_id);

} // namespace emulator::pipedrive
