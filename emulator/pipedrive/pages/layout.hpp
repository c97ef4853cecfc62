#pragma once

#include "emulator/kit/html.hpp"
#include "emulator/pipedrive/context.hpp"
#include "net/http.hpp"

#include <string>
#include <string_view>

/// The web pages that people see. All text that comes from records is escaped here.
namespace emulator::pipedrive::pages {

/// One page, put between the bars that all pages share.
struct Page {
    std::string title;
    std::string path; ///< where the page is, to come back to after changing a preference
    std::string main; ///< HTML
    /// What `host.js` needs to know; null on pages without frames of the app.
    Json host_data;
    int status = 200;
};

net::Response render(const Context& context, const Page& page);

/// A page that says why there is nothing to see; both are keys of the texts.
net::Response
problem(const Context& context, int status, std::string_view title, std::string_view why);

using kit::html::see_other;

/// The file below `/_static/`, or 404.
net::Response static_file(std::string_view name);

} // namespace emulator::pipedrive::pages
