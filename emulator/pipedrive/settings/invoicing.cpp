#include "emulator/pipedrive/settings/invoicing.hpp"

#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/body.hpp"

namespace emulator::pipedrive {

Response register_provider(const Call& call)
{
    const auto body = read_object(call);
    if (!body) {
        return body.error();
    }
    const Json& data = (*body)["data"];
    const std::string link_id = data["linkId"].string_or();
    // The page does not say whether the company's id at the provider is a text or a number.
    const Json& org_id = data["orgId"];
    const bool has_org = !org_id.string_or().empty() || org_id.decimal().has_value();
    if (link_id.empty() || !has_org) {
        return answer::bad_request(link_id.empty() ? "linkId is required" : "orgId is required");
    }
    const Options& options = call.context.options;
    if (data["marketplaceClientId"].string_or() != options.client_id) {
        return answer::bad_request("marketplaceClientId is not the client id of this app");
    }
    World& world = call.context.world;
    world.invoicing_providers.insert_or_assign(
        call.session.user_id, InvoicingProvider{.link_id = link_id, .org_id = org_id});
    const std::string settings = "http://" + std::string(call.request.headers.get("host")) +
                                 "/settings/marketplace/app/" + options.client_id + "/app-settings";
    return answer::single(Json::Object{{"redirectUrl", settings}});
}

} // namespace emulator::pipedrive
