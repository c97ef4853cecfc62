#include "domain/mapping.hpp"

#include <algorithm>

namespace billbridge {

namespace {

struct Record {
    const FieldValues& values;
    const CustomCodes& custom_codes;
};

std::optional<Record> record(const Deal& deal, RecordKind kind)
{
    switch (kind) {
    case RecordKind::deal:
        return Record{deal.fields, deal.custom_codes};
    case RecordKind::person:
        return deal.person ? std::optional(Record{deal.person->fields, deal.person->custom_codes})
                           : std::nullopt;
    case RecordKind::organization:
        return deal.organization ? std::optional(Record{deal.organization->fields,
                                                        deal.organization->custom_codes})
                                 : std::nullopt;
    }
    return std::nullopt;
}

FieldValue value_of(const Deal& deal, const std::optional<FieldRef>& ref)
{
    const auto from = ref ? record(deal, ref->record) : std::nullopt;
    if (!from) {
        return {};
    }
    const auto found = from->values.find(ref->code);
    return found == from->values.end() ? FieldValue{} : found->second;
}

bool is_empty(const FieldValue& value)
{
    return value.text.empty() && (!value.address || value.address->empty());
}

FieldValue value_of(const Deal& deal, const FieldChoice& choice)
{
    FieldValue value = value_of(deal, choice.field);
    return is_empty(value) ? value_of(deal, choice.fallback) : value;
}

/// Custom fields are called by 40 hex characters, system fields by words (Pipedrive).
bool is_custom(const std::string& code)
{
    constexpr std::size_t custom_size = 40;
    return code.size() == custom_size && std::ranges::all_of(code, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

bool is_gone(const Deal& deal, const std::optional<FieldRef>& ref)
{
    const auto from = ref && is_custom(ref->code) ? record(deal, ref->record) : std::nullopt;
    return from && from->custom_codes && !from->custom_codes->contains(ref->code);
}

} // namespace

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

std::vector<std::string_view> empty_details(const Deal& deal, const InvoiceSettings& settings)
{
    std::vector<std::string_view> names;
    for (const MappedDetail& detail : mapped_details) {
        const FieldChoice& choice = settings.*detail.choice;
        const bool is_mapped = choice.field || choice.fallback;
        if (is_mapped && is_empty(value_of(deal, choice))) {
            names.push_back(detail.setting);
        }
    }
    return names;
}

std::vector<MappedDetail> gone_details(const Deal& deal, const InvoiceSettings& settings)
{
    std::vector<MappedDetail> gone;
    for (const MappedDetail& detail : mapped_details) {
        const FieldChoice& choice = settings.*detail.choice;
        if (is_gone(deal, choice.field) || is_gone(deal, choice.fallback)) {
            gone.push_back(detail);
        }
    }
    return gone;
}

} // namespace billbridge
