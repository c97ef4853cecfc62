#pragma once

#include "base/json.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::pipedrive {

enum class RecordKind { deal, person, organization, product };

std::string_view name(RecordKind kind);

struct FieldOption {
    std::int64_t id = 0;
    std::string label;
};

/// What the company knows about one field of its deals, persons or organizations.
struct FieldDefinition {
    std::int64_t id = 0; ///< what API v1 calls it by
    std::string name;
    std::string code;
    std::string type;
    std::vector<FieldOption> options;
    bool is_custom = false;
    /// The value comes only to those who name it in `include_fields`.
    bool is_optional_response = false;
    std::optional<std::string> description = std::nullopt;
    /// Settings that API v2 shows on demand and that this emulator keeps without acting on them.
    billbridge::Json ui_visibility = nullptr;
    billbridge::Json important_fields = nullptr;
    billbridge::Json required_fields = nullptr;
};

/// The fields that every company has, in the order of the answers.
std::vector<FieldDefinition> system_fields(RecordKind kind);

/// 40 hexadecimal characters, the same at every start and different in every company.
std::string custom_field_code(std::int64_t company_id, RecordKind kind, std::string_view name);

/// The definition as API v2 answers it; only a deal's fields have a description.
billbridge::Json to_json(RecordKind kind, const FieldDefinition& field);

} // namespace emulator::pipedrive
