#include "text/format.hpp"

#include <array>

namespace billbridge::text {

namespace {

constexpr std::string_view no_break_space = "\u00a0";

std::string grouped(std::string_view digits, std::string_view separator)
{
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) {
            text += separator;
        }
        text += digits[i];
    }
    return text;
}

} // namespace

std::string format(const Money& money, Language language)
{
    std::string digits = to_string(money.amount);
    const bool negative = digits.starts_with('-');
    digits.erase(0, negative ? 1 : 0);
    const auto point = digits.find('.');
    const bool polish = language == Language::pl;
    std::string text = negative ? "-" : "";
    const std::string_view whole = std::string_view(digits).substr(0, point);
    // Polish groups from five digits on: 1148,55 but 11 148,55.
    text += polish && whole.size() < 5 ? std::string(whole)
                                       : grouped(whole, polish ? no_break_space : ",");
    if (point != std::string::npos) {
        text += polish ? "," : ".";
        text += digits.substr(point + 1);
    }
    text += no_break_space;
    text += money.currency.code();
    return text;
}

std::string format(const Date& date, Language language)
{
    static constexpr std::array<std::string_view, 12> months = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::string iso = to_string(date);
    const std::string year = iso.substr(0, 4);
    if (language == Language::pl) {
        return iso.substr(8) + "." + iso.substr(5, 2) + "." + year;
    }
    const std::chrono::year_month_day parts(date.days());
    const auto month = months[static_cast<unsigned>(parts.month()) - 1];
    return std::to_string(static_cast<unsigned>(parts.day())) + " " + std::string(month) + " " +
           year;
}

} // namespace billbridge::text
