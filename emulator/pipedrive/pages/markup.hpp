#pragma once

#include "emulator/kit/html.hpp"
#include "emulator/pipedrive/pages/texts.hpp"
#include "emulator/pipedrive/records/world.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

/// Small pieces of HTML.
namespace emulator::pipedrive::pages {

using kit::html::escape;

std::string concat(std::initializer_list<std::string_view> pieces);

/// JSON as it may stand inside a script element: no `<` can end the element.
std::string script_json(const Json& json);

/// A round mark with the initials of a name.
std::string avatar(std::string_view name);

/// The head of a page; `beside` is HTML at its right end.
std::string
page_head(std::string_view title, std::string_view subtitle, std::string_view beside = {});

/// A box with a heading; `body` is HTML.
std::string card(std::string_view heading, std::string_view body);

/// One line of a list of facts; an empty `value` shows a dash. `value` is HTML.
std::string fact(std::string_view term, std::string_view value);

/// The key of a deal status' text.
std::string_view status_key(DealStatus status);

/// What an activity of that type is called; types of the company's own keep their name.
std::string activity_type_text(const World& world, const Texts& say, const std::string& type);

/// A custom field's value as people read it, not escaped.
std::string value_text(const Texts& say, const FieldDefinition& field, const Json& value);

/// A card with the custom fields of a record.
std::string custom_fields_card(const Texts& say,
                               const std::vector<FieldDefinition>& fields,
                               const CustomValues& values);

} // namespace emulator::pipedrive::pages
