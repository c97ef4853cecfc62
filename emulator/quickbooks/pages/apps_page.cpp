#include "emulator/quickbooks/pages/apps_page.hpp"

#include "emulator/kit/html.hpp"
#include "emulator/quickbooks/pages/books_frame.hpp"

namespace emulator::quickbooks::pages {

namespace html = kit::html;
using billbridge::net::Request;
using billbridge::net::Response;

namespace {

constexpr std::string_view connected =
    R"(<h1>Apps</h1><p>Billbridge can read and change the books of this company.</p>
<div class="buttons"><form method="post" action="{{address}}">
<button>Disconnect Billbridge</button></form></div>)";

constexpr std::string_view unconnected =
    R"(<h1>Apps</h1><p class="empty">No app is connected to this company.</p>)";

} // namespace

Response apps_page(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const bool is_connected = context.authority.is_connected(company.realm);
    return render(context,
                  company,
                  {.title = "Apps",
                   .main = is_connected
                               ? html::fill(connected, {{"address", address(company, "/app/apps")}})
                               : std::string(unconnected)});
}

Response disconnect_app(Context& context, const Request& request)
{
    const Company& company = company_of(context, request);
    const bool was_connected = context.authority.is_connected(company.realm);
    context.authority.disconnect(company.realm);
    const std::string& page = context.options.disconnect_url;
    return html::see_other(was_connected && !page.empty() ? page + "?realmId=" + company.realm
                                                          : address(company, "/app/apps"));
}

} // namespace emulator::quickbooks::pages
