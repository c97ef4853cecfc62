#pragma once

#include "net/http.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

/// Pages without scripts.
namespace emulator::kit::html {

namespace net = billbridge::net;

/// Text as it may stand between tags and inside quoted attributes.
std::string escape(std::string_view text);

using Value = std::pair<std::string_view, std::string_view>;

/// Puts values into a template: `{{name}}` is escaped, `{{&name}}` is HTML already. Throws
/// `std::invalid_argument` where a name in the template has no value.
std::string fill(std::string_view text, std::initializer_list<Value> values);

/// A whole page that says at its top that it belongs to an emulator of `vendor`.
struct Page {
    std::string_view vendor;
    std::string title;
    std::string main;       ///< HTML
    std::string_view style; ///< CSS, after the common part
    int status = 200;
};

net::Response render(const Page& page);

/// A redirect that turns a form's POST into a GET.
net::Response see_other(std::string location);

} // namespace emulator::kit::html
