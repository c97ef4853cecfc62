#include "emulator/quickbooks/pages/consent_page.hpp"

#include "emulator/kit/html.hpp"
#include "emulator/quickbooks/oauth/oauth.hpp"

namespace emulator::quickbooks::pages {

namespace html = kit::html;

namespace {

constexpr std::string_view vendor = "QuickBooks";

constexpr std::string_view style = R"(
main { max-width: 30rem; }
fieldset { border: 1px solid var(--line); border-radius: 6px; margin: 0 0 1rem; padding: .5rem 1rem; }
label { display: block; padding: .35rem 0; }
.decision { display: flex; gap: .75rem; justify-content: flex-end; }
)";

constexpr std::string_view form = R"(<section class="paper">
<h1>Connect Billbridge to your company?</h1>
<form method="post" action="/connect/oauth2">
<input type="hidden" name="client_id" value="{{client_id}}">
<input type="hidden" name="redirect_uri" value="{{redirect_uri}}">
<input type="hidden" name="state" value="{{state}}">
<input type="hidden" name="scope" value="{{scope}}">
{{&companies}}
<p>The app will be able to read and change the accounting data of this company until you disconnect
it.</p>
<div class="decision">
<button class="main" name="decision" value="connect">Connect</button>
<button name="decision" value="cancel">Cancel</button>
</div></form></section>)";

constexpr std::string_view choice =
    R"(<label><input type="radio" name="realm" value="{{realm}}"{{&checked}}> {{name}}</label>)";

std::string company_choices(const Context& context)
{
    std::string choices;
    for (const Company& company : context.companies) {
        const std::string name = company.name();
        choices += html::fill(choice,
                              {{"realm", company.realm},
                               {"checked", choices.empty() ? " checked" : ""},
                               {"name", name}});
    }
    return "<fieldset><legend>Company</legend>" + choices + "</fieldset>";
}

} // namespace

billbridge::net::Response consent_page(const Context& context, const ConsentRequest& wish)
{
    const std::string companies = oauth::needs_company(wish.scope) ? company_choices(context) : "";
    return html::render({.vendor = vendor,
                         .title = "Connect an app",
                         .main = html::fill(form,
                                            {{"client_id", wish.client_id},
                                             {"redirect_uri", wish.redirect_uri},
                                             {"state", wish.state},
                                             {"scope", wish.scope},
                                             {"companies", companies}}),
                         .style = style});
}

billbridge::net::Response sign_in_problem(std::string_view reason)
{
    return html::render(
        {.vendor = vendor,
         .title = "The app cannot be connected",
         .main = html::fill("<section class=\"paper\"><h1>Sorry, but this app did not connect</h1>"
                            "<p>{{reason}}</p></section>",
                            {{"reason", reason}}),
         .style = style,
         .status = 400});
}

} // namespace emulator::quickbooks::pages
