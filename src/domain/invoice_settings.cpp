#include "domain/invoice_settings.hpp"

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

InvoiceSettings without_books(InvoiceSettings settings)
{
    if (settings.term.kind == PaymentTerm::Kind::books) {
        settings.term = PaymentTerm{};
    }
    settings.tax_code = TaxCodeId();
    settings.income_account = AccountId();
    return settings;
}

} // namespace billbridge
