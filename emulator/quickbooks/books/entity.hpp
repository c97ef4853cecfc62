#pragma once

#include "base/decimal.hpp"
#include "emulator/quickbooks/books/fault.hpp"
#include "emulator/quickbooks/books/stamp.hpp"

#include <string>
#include <string_view>

/// Reading and building the JSON objects that a company holds.
namespace emulator::quickbooks {

using billbridge::Decimal;
using billbridge::Rounding;

/// Money has two decimals in every currency of this emulator.
inline constexpr int money_scale = 2;

std::string id_of(const Json& entity);

/// The text of a string or number; empty for everything else.
std::string text_of(const Json& value);
/// A number; zero where there is none.
Decimal decimal_of(const Json& value);
/// With two decimals, half up.
Json money(const Decimal& amount);

/// With two decimals and commas between thousands: "1,234.50".
std::string grouped_amount(const Json& amount);

/// The id that the member refers to; empty where it is absent.
std::string referred(const Json& entity, std::string_view member);
Json reference_to(std::string_view id, std::string_view name);

/// Sets the members of `names` that `from` has and that are not null, in the order of `names`.
void copy_members(Json& to, const Json& from, std::initializer_list<std::string_view> names);

/// Adds what every entity has: domain, sparse, Id, SyncToken and MetaData.
void set_identity(Json& entity, const std::string& id, Time now);

/// What every change does: SyncToken goes up, LastUpdatedTime is now.
void touch(Json& entity, Time now);

} // namespace emulator::quickbooks
