#include "domain/invoice_template.hpp"

#include "base/utf8.hpp"
#include "domain/invoice_order.hpp"
#include "domain/similar.hpp"

#include <algorithm>
#include <set>

namespace billbridge {

namespace {

Error wrong(Message message, std::string field)
{
    return invalid(std::move(message), {}, std::move(field));
}

Result<void> check_lengths(const InvoiceTemplate& preset)
{
    struct Limit {
        const std::string& text;
        std::size_t max;
        const char* field;
    };
    const Limit limits[] = {
        {preset.name, InvoiceTemplate::name_max, "name"},
        {preset.message, InvoiceTemplate::message_max, "message"},
        {preset.memo, InvoiceTemplate::memo_max, "memo"},
        {preset.email_subject, InvoiceTemplate::subject_max, "email_subject"},
        {preset.email_text, InvoiceTemplate::text_max, "email_text"},
    };
    for (const Limit& limit : limits) {
        if (utf8_length(limit.text) > limit.max) {
            return fail(
                wrong({"error.too_long", {{"max", std::to_string(limit.max)}}}, limit.field));
        }
    }
    return {};
}

Result<void> check_values(const InvoiceTemplate& preset)
{
    if (name_key(preset.name).empty()) {
        return fail(wrong({"error.template_name", {}}, "name"));
    }
    TRY_DO(check_lengths(preset));
    const bool days_fit =
        !preset.term || (preset.term->days >= 0 && preset.term->days <= PaymentTerm::days_max);
    if (!days_fit) {
        return fail(
            wrong({"error.term_days", {{"max", std::to_string(PaymentTerm::days_max)}}}, "term"));
    }
    if (preset.discount) {
        const Decimal& value = preset.discount->value;
        const bool too_much =
            preset.discount->kind == Discount::Kind::percentage && value > Decimal(100);
        if (value.is_negative() || too_much || !check_amounts(Decimal(1), value)) {
            return fail(wrong({"error.discount", {}}, "discount"));
        }
    }
    return {};
}

bool is_among(const std::vector<BooksChoice>& choices, const std::string& id)
{
    return id.empty() || std::ranges::find(choices, id, &BooksChoice::id) != choices.end();
}

/// Whether `member` stood there like that before.
bool is_unchanged(const InvoiceTemplate& preset,
                  const InvoiceTemplate& before,
                  const std::string& member)
{
    return member == "class"      ? preset.class_id == before.class_id
           : member == "location" ? preset.location_id == before.location_id
                                  : preset.term == before.term;
}

Result<void> check_references(const InvoiceTemplate& preset,
                              const std::vector<InvoiceTemplate>& stored,
                              const BooksLists& lists)
{
    const auto before = std::ranges::find(stored, preset.id, &InvoiceTemplate::id);
    for (const std::string& member : gone_members(preset, lists)) {
        if (before == stored.end() || !is_unchanged(preset, *before, member)) {
            return fail(wrong({"error.template_gone", {}}, member));
        }
    }
    return {};
}

} // namespace

std::vector<std::string> gone_members(const InvoiceTemplate& preset, const BooksLists& lists)
{
    std::vector<std::string> gone;
    if (!is_among(lists.classes, preset.class_id)) {
        gone.emplace_back("class");
    }
    if (!is_among(lists.locations, preset.location_id)) {
        gone.emplace_back("location");
    }
    const bool names_term = preset.term && preset.term->kind == PaymentTerm::Kind::books;
    if (names_term && std::ranges::find(lists.terms, preset.term->books_term, &BooksTerm::id) ==
                          lists.terms.end()) {
        gone.emplace_back("term");
    }
    return gone;
}

Result<void> check_templates(const std::vector<InvoiceTemplate>& templates,
                             const std::vector<InvoiceTemplate>& stored,
                             const BooksLists& lists)
{
    if (templates.size() > InvoiceTemplate::count_max) {
        return fail(wrong(
            {"error.too_many_templates", {{"max", std::to_string(InvoiceTemplate::count_max)}}},
            "templates"));
    }
    std::set<std::string> names;
    for (std::size_t i = 0; i < templates.size(); ++i) {
        auto checked = check_values(templates[i]);
        if (checked) {
            checked = check_references(templates[i], stored, lists);
        }
        if (checked && !names.insert(name_key(templates[i].name)).second) {
            checked = fail(wrong({"error.template_name_taken", {}}, "name"));
        }
        if (!checked) {
            Error error = std::move(checked).error();
            error.field = "templates[" + std::to_string(i) + "]." + error.field;
            return fail(std::move(error));
        }
    }
    return {};
}

} // namespace billbridge
