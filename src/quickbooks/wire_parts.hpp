#pragma once

#include "base/json.hpp"
#include "domain/deal.hpp"

#include <string>
#include <string_view>

/// What the bodies that we send to QuickBooks are made of.
namespace billbridge::quickbooks {

/// The beginning of `text` that has at most `max` bytes and cuts no character.
std::string cut(std::string_view text, std::size_t max);

/// Sets a text, cut to `max`; an empty one is left out.
void set_text(Json& json, std::string_view name, std::string_view text, std::size_t max);

/// `{"value": id}`.
Json reference(std::string_view id);

/// The parts of an address where the CRM knows them, else the typed text line by line.
Json address_body(const Address& address);

/// `{"Address": address}`.
Json email_body(const std::string& address);

} // namespace billbridge::quickbooks
