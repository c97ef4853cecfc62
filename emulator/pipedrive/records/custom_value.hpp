#pragma once

#include "emulator/pipedrive/api/body.hpp"

#include <expected>

namespace emulator::pipedrive {

/// Whether this field type can be given to a custom field.
bool is_custom_type(std::string_view type);

/// The value as a custom field of this type keeps it, in the shape that API v2 answers; null clears
/// the field. The other side of the result is what is wrong.
///
/// Source of the shapes: the table of field types of the developer documentation.
std::expected<Json, std::string>
custom_value(const World& world, const FieldDefinition& field, const Json& value);

/// Writes the body's `custom_fields`, if it has them. Complains of a code that the company does not
/// have and of a value that does not fit its field; then nothing is written.
void take_custom_fields(Body& body, const World& world, RecordKind kind, CustomValues& values);

/// Writes the body's `label_ids` where all of them are options of the record kind's labels.
void take_labels(Body& body,
                 const World& world,
                 RecordKind kind,
                 std::vector<std::int64_t>& label_ids);

/// Writes the body's `visible_to`.
void take_visibility(Body& body, int& visible_to);

} // namespace emulator::pipedrive
