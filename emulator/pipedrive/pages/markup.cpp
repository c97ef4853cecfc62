#include "emulator/pipedrive/pages/markup.hpp"

#include <algorithm>
#include <iterator>

namespace emulator::pipedrive::pages {

namespace {

struct KnownType {
    std::string_view type;
    std::string_view key;
};

/// The types that the vendor gives to every company.
constexpr KnownType known_types[] = {{"call", "activity.call"},
                                     {"meeting", "activity.meeting"},
                                     {"task", "activity.task"},
                                     {"deadline", "activity.deadline"},
                                     {"email", "activity.email"},
                                     {"lunch", "activity.lunch"}};

const std::string* label_of(const FieldDefinition& field, const Json& id)
{
    const auto option = std::ranges::find(field.options, id.int_or(0), &FieldOption::id);
    return option == field.options.end() ? nullptr : &option->label;
}

/// The first character of each of the first two words, whatever its length in UTF-8.
std::string initials(std::string_view name)
{
    constexpr int letters_max = 2;
    auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    std::string letters;
    int count = 0;
    for (std::size_t i = 0; i < name.size() && count < letters_max; ++i) {
        if (name[i] != ' ' && (i == 0 || name[i - 1] == ' ')) {
            do {
                letters += name[i++];
            } while (i < name.size() && continues(name[i]));
            ++count;
        }
    }
    return letters;
}

} // namespace

std::string concat(std::initializer_list<std::string_view> pieces)
{
    std::string text;
    for (const std::string_view piece : pieces) {
        text += piece;
    }
    return text;
}

std::string script_json(const Json& json)
{
    std::string text;
    for (const char c : json.dump()) {
        if (c == '<') {
            text += "\\u003c";
        } else {
            text += c;
        }
    }
    return text;
}

std::string avatar(std::string_view name)
{
    return concat(
        {"<span class=\"avatar\" aria-hidden=\"true\">", escape(initials(name)), "</span>"});
}

std::string page_head(std::string_view title, std::string_view subtitle, std::string_view beside)
{
    return concat({"<div class=\"page-head\"><div class=\"title\"><h1>",
                   escape(title),
                   "</h1><p class=\"muted\">",
                   escape(subtitle),
                   "</p></div>",
                   beside,
                   "</div>"});
}

std::string card(std::string_view heading, std::string_view body)
{
    return concat({"<section class=\"card\"><header><h2>",
                   escape(heading),
                   "</h2></header><div class=\"body\">",
                   body,
                   "</div></section>"});
}

std::string fact(std::string_view term, std::string_view value)
{
    return concat({"<dt>", escape(term), "</dt><dd>", value.empty() ? "–" : value, "</dd>"});
}

std::string_view status_key(DealStatus status)
{
    switch (status) {
    case DealStatus::won:
        return "deal.won";
    case DealStatus::lost:
        return "deal.lost";
    case DealStatus::open:
        break;
    }
    return "deal.open";
}

std::string activity_type_text(const World& world, const Texts& say, const std::string& type)
{
    const auto* known = std::ranges::find(known_types, type, &KnownType::type);
    if (known != std::end(known_types)) {
        return say.plain(known->key);
    }
    const auto own = std::ranges::find(world.activity_types, type, &ActivityType::key);
    return own == world.activity_types.end() ? type : own->name;
}

std::string value_text(const Texts& say, const FieldDefinition& field, const Json& value)
{
    if (value.is_null()) {
        return "";
    }
    if (field.type == "monetary") {
        const auto amount = value["value"].decimal();
        return amount ? say.amount(*amount, value["currency"].string_or()) : "";
    }
    if (field.type == "address") {
        return value["value"].string_or();
    }
    if (field.type == "enum") {
        const std::string* label = label_of(field, value);
        return label == nullptr ? "" : *label;
    }
    if (field.type == "date") {
        const auto date = Date::parse(value.string_or());
        return date ? say.date(*date) : value.string_or();
    }
    if (const Json::Array* ids = value.if_array()) {
        std::string text;
        for (const Json& id : *ids) {
            if (const std::string* label = label_of(field, id)) {
                text += (text.empty() ? "" : ", ") + *label;
            }
        }
        return text;
    }
    const auto number =
        value.if_number() == nullptr ? std::nullopt : std::optional(value.decimal());
    return number && *number ? say.number(**number) : value.string_or();
}

std::string custom_fields_card(const Texts& say,
                               const std::vector<FieldDefinition>& fields,
                               const CustomValues& values)
{
    std::string facts;
    for (const FieldDefinition& field : fields) {
        if (field.is_custom) {
            const auto value = values.find(field.code);
            facts +=
                fact(field.name,
                     value == values.end() ? "" : escape(value_text(say, field, value->second)));
        }
    }
    return card(say.plain("record.details"), concat({"<dl class=\"facts\">", facts, "</dl>"}));
}

} // namespace emulator::pipedrive::pages
