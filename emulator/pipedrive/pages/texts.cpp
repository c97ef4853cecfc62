#include "emulator/pipedrive/pages/texts.hpp"

#include "emulator/kit/html.hpp"
#include "emulator/pipedrive/api/stamp.hpp"
#include "emulator/pipedrive/pages/text_files.hpp"
#include "text/format.hpp"

#include <stdexcept>

namespace emulator::pipedrive::pages {

using billbridge::text::Catalogue;
using billbridge::text::Language;

namespace {

const Catalogue& catalogue()
{
    static const Catalogue opened = Catalogue::open(text_files());
    return opened;
}

} // namespace

Texts::Texts(const World& world)
    : language_(billbridge::text::language_of(world.web_user().language))
{
}

std::string Texts::plain(std::string_view key, const TextArguments& args) const
{
    if (!catalogue().texts(language_).contains(key)) {
        throw std::out_of_range("no text for " + std::string(key));
    }
    return catalogue().text({.key = std::string(key), .args = args}, language_);
}

std::string Texts::operator()(std::string_view key, const TextArguments& args) const
{
    return kit::html::escape(plain(key, args));
}

std::string Texts::amount(const Decimal& amount, std::string_view currency) const
{
    return this->amount(amount) + " " + std::string(currency);
}

std::string Texts::amount(const Decimal& amount) const
{
    constexpr std::size_t group = 3;
    const bool is_polish = language_ == Language::pl;
    std::string text = to_string(amount.rounded(2, billbridge::Rounding::half_up));
    const std::size_t first_digit = text.starts_with('-') ? 1 : 0;
    const std::size_t point = text.find('.');
    if (is_polish) {
        text[point] = ',';
    }
    // Polish groups from five digits on: 1148,55 but 11 148,55.
    const bool is_grouped = point - first_digit > (is_polish ? group + 1 : group);
    for (std::size_t at = point; is_grouped && at > first_digit + group;) {
        at -= group;
        text.insert(at, is_polish ? "\u00a0" : ",");
    }
    return text;
}

std::string Texts::number(const Decimal& number) const
{
    std::string text = to_string(number.trimmed());
    if (const auto point = text.find('.'); language_ == Language::pl && point < text.size()) {
        text[point] = ',';
    }
    return text;
}

std::string Texts::date(const Date& date) const
{
    return billbridge::text::format(date, language_);
}

std::string Texts::moment(Time time) const
{
    const std::string stamp = stamp_v1(time);
    constexpr std::size_t day_size = 10;
    constexpr std::size_t minute_size = 5;
    return date(Date::of(stamp.substr(0, day_size))) + ", " +
           stamp.substr(day_size + 1, minute_size) + " UTC";
}

std::string_view Texts::language() const
{
    return billbridge::text::code(language_);
}

Json Texts::of_scripts() const
{
    Json texts = Json::object();
    for (const auto& [key, text] : catalogue().texts(language_)) {
        if (key.starts_with("window.")) {
            texts.set(key, text);
        }
    }
    return texts;
}

} // namespace emulator::pipedrive::pages
