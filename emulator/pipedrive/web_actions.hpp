#pragma once

#include "emulator/pipedrive/context.hpp"
#include "net/http.hpp"

#include <string>

/// What the buttons of the web pages do. Each answers with a redirect to the page it came from.
namespace emulator::pipedrive {

/// POST /deal/{id}/status with `status` open, won or lost
net::Response set_deal_status(Context& context, const net::Request& request, const std::string& id);

/// POST /_page/{resource}, `deal`, `person`, `organization` or `activity`: what a person fills in
/// the window's own record modals. An activity takes what API v2 takes. The body is JSON: `title`
/// or `name`; a deal may name a `person` and an `organization`, a person an `organization`, which
/// are created where nobody has that name. Answers as the REST API does: 400 for a bad body, 404
/// for an unknown resource.
net::Response
create_record(Context& context, const net::Request& request, const std::string& resource);

/// GET /app-extensions/actions/{id}: sends the browser on to the app, with what the action is
/// about. A page that says so where there is no such link action or no installation.
net::Response
follow_link(const Context& context, const net::Request& request, const std::string& id);

/// POST /_page/json-modal/{id}?...: asks the app for a JSON modal's content, or, where there is a
/// body, sends what was filled in: `{"ticket":".."}` for `app_call`. 404 where there is no such
/// modal.
net::Response call_json_modal(Context& context, const net::Request& request, const std::string& id);

/// GET /_page/app-call/{ticket}: `{"waiting":true}`, or the app's `status` and `body`; the status
/// is 0 where no answer came and the body null where it is no JSON.
net::Response app_call(const Context& context, const std::string& ticket);

/// POST /settings/marketplace/uninstall: forgets the signed-in user's installation and tells the
/// app by DELETE to its callback address.
net::Response uninstall(Context& context);

} // namespace emulator::pipedrive
