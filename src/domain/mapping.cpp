#include "domain/mapping.hpp"

namespace billbridge {

namespace {

struct RecordName {
    RecordKind kind;
    std::string_view name;
};

constexpr RecordName record_names[] = {{RecordKind::deal, "deal"},
                                       {RecordKind::person, "person"},
                                       {RecordKind::organization, "organization"}};

/// Field codes are property names or 40 hex characters (Pipedrive); nothing longer is one.
constexpr std::size_t code_max = 100;

const FieldValues* record(const Deal& deal, RecordKind kind)
{
    switch (kind) {
    case RecordKind::deal:
        return &deal.fields;
    case RecordKind::person:
        return deal.person ? &deal.person->fields : nullptr;
    case RecordKind::organization:
        return deal.organization ? &deal.organization->fields : nullptr;
    }
    return nullptr;
}

FieldValue value_of(const Deal& deal, const std::optional<FieldRef>& ref)
{
    const FieldValues* fields = ref ? record(deal, ref->record) : nullptr;
    if (fields == nullptr) {
        return {};
    }
    const auto found = fields->find(ref->code);
    return found == fields->end() ? FieldValue{} : found->second;
}

} // namespace

std::string_view name(RecordKind kind)
{
    for (const auto& entry : record_names) {
        if (entry.kind == kind) {
            return entry.name;
        }
    }
    return {};
}

Result<RecordKind> parse_record_kind(std::string_view text)
{
    for (const auto& entry : record_names) {
        if (entry.name == text) {
            return entry.kind;
        }
    }
    return fail(invalid({"error.field_ref", {}}, "unknown record: " + std::string(text)));
}

Result<FieldRef> FieldRef::parse(std::string_view text)
{
    const auto dot = text.find('.');
    if (dot == std::string_view::npos || dot + 1 == text.size() || text.size() - dot > code_max) {
        return fail(invalid({"error.field_ref", {}},
                            "not a field: " + std::string(text.substr(0, code_max))));
    }
    TRY(const RecordKind kind, parse_record_kind(text.substr(0, dot)));
    return FieldRef{kind, std::string(text.substr(dot + 1))};
}

std::string to_string(const FieldRef& ref)
{
    return std::string(name(ref.record)) + "." + ref.code;
}

PayerDetails payer_details(const Deal& deal, const InvoiceSettings& settings)
{
    PayerDetails details;
    details.name = value_of(deal, settings.to).text;
    if (details.name.empty() && deal.organization) {
        details.name = deal.organization->name;
    }
    if (details.name.empty() && deal.person) {
        details.name = deal.person->name;
    }
    const FieldValue address = value_of(deal, settings.address);
    details.address = address.address.value_or(Address{.text = address.text});
    details.email = value_of(deal, settings.email).text;
    details.tax_id = value_of(deal, settings.tax_id).text;
    return details;
}

} // namespace billbridge
