#include "emulator/kit/html.hpp"

#include "base/html.hpp"

#include <algorithm>
#include <stdexcept>

namespace emulator::kit::html {

namespace {

constexpr std::string_view common_style = R"(
:root { color-scheme: light dark; --back: #f3f4f6; --paper: #fff; --ink: #1c2430; --soft: #5b6675;
  --line: #d7dce3; --accent: #0b6b3a; --on-accent: #fff; --notice: #fff4cc; --on-notice: #4d3c00; }
@media (prefers-color-scheme: dark) { :root { --back: #15181d; --paper: #1f242b; --ink: #e8ecf1;
  --soft: #a3adba; --line: #39414c; --accent: #58c48a; --on-accent: #0c1f15; --notice: #453a12;
  --on-notice: #ffe9a3; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink);
  font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; }
.emulator-notice { margin: 0; padding: .4rem 1rem; background: var(--notice);
  color: var(--on-notice); text-align: center; font-size: .85rem; }
main { max-width: 56rem; margin: 1.5rem auto; padding: 0 1rem; }
a { color: var(--accent); }
h1 { font-size: 1.4rem; margin: 0 0 1rem; }
.paper { background: var(--paper); border: 1px solid var(--line); border-radius: 8px;
  padding: 1.5rem; }
button, input, select { font: inherit; color: inherit; }
button { padding: .45rem 1.1rem; border: 1px solid var(--line); border-radius: 6px;
  background: transparent; cursor: pointer; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
input[type=text], select { padding: .4rem .6rem; border: 1px solid var(--line);
  border-radius: 6px; background: var(--back); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
)";

constexpr std::string_view page_frame = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{title}} – {{vendor}} emulator</title><style>{{&common}}{{&style}}</style></head>
<body><p class="emulator-notice">This is an emulator for development and tests.
It is not {{vendor}} and holds no real data.</p>
<main>{{&main}}</main></body></html>
)";

/// No scripts at all; styles stand in the page itself.
constexpr const char* content_security_policy =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

} // namespace

std::string escape(std::string_view text)
{
    return billbridge::escape_html(text);
}

std::string fill(std::string_view text, std::initializer_list<Value> values)
{
    std::string filled;
    for (;;) {
        const auto open = text.find("{{");
        const auto close = text.find("}}", std::min(open, text.size()));
        if (close == std::string_view::npos) {
            return filled += text;
        }
        std::string_view name = text.substr(open + 2, close - open - 2);
        const bool is_html = name.starts_with('&');
        name.remove_prefix(is_html ? 1 : 0);
        const auto value = std::ranges::find(values, name, &Value::first);
        if (value == values.end()) {
            throw std::invalid_argument("no value for " + std::string(name));
        }
        filled += text.substr(0, open);
        filled += is_html ? std::string(value->second) : escape(value->second);
        text.remove_prefix(close + 2);
    }
}

net::Response render(const Page& page)
{
    return {.status = page.status,
            .headers = {{"content-type", "text/html; charset=utf-8"},
                        {"content-security-policy", content_security_policy},
                        {"cache-control", "no-store"},
                        // the address of a consent page carries the state
                        {"referrer-policy", "no-referrer"}},
            .body = fill(page_frame,
                         {{"title", page.title},
                          {"vendor", page.vendor},
                          {"common", common_style},
                          {"style", page.style},
                          {"main", page.main}})};
}

net::Response see_other(std::string location)
{
    return {.status = 303, .headers = {{"location", std::move(location)}}};
}

} // namespace emulator::kit::html
