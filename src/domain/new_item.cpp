#include "domain/new_item.hpp"

#include "base/utf8.hpp"
#include "domain/invoice_order.hpp"

#include <algorithm>

namespace billbridge {

namespace {

Result<void> check_length(const std::string& text, std::size_t max, const char* field)
{
    if (utf8_length(text) > max) {
        return fail(invalid({"error.too_long", {{"max", std::to_string(max)}}}, {}, field));
    }
    return {};
}

bool is_control(char c)
{
    return static_cast<unsigned char>(c) < 0x20;
}

} // namespace

Result<void> check_new_item(const NewItem& item)
{
    if (item.name.find_first_not_of(' ') == std::string::npos) {
        return fail(invalid({"error.item_name_missing", {}}, {}, "name"));
    }
    // The colon separates a category from its items (facts 3.4).
    if (item.name.find(':') != std::string::npos || std::ranges::any_of(item.name, is_control)) {
        return fail(invalid({"error.item_name", {}}, {}, "name"));
    }
    TRY_DO(check_length(item.name, NewItem::name_max, "name"));
    if (std::ranges::any_of(item.code, is_control)) {
        return fail(invalid({"error.item_name", {}}, {}, "code"));
    }
    TRY_DO(check_length(item.code, NewItem::code_max, "code"));
    TRY_DO(check_length(item.description, NewItem::description_max, "description"));
    if (item.unit_price) {
        auto fits = check_amounts(Decimal(1), *item.unit_price);
        if (!fits || item.unit_price->is_negative()) {
            return fail(invalid({"error.item_price", {}}, {}, "unit_price"));
        }
    }
    if (item.income_account.value().empty()) {
        return fail(invalid({"error.income_account", {}}, {}, "income_account"));
    }
    return {};
}

} // namespace billbridge
