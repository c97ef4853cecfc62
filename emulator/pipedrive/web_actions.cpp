#include "emulator/pipedrive/web_actions.hpp"

#include "emulator/oauth/form.hpp"
#include "emulator/pipedrive/deals.hpp"
#include "emulator/pipedrive/oauth.hpp"
#include "emulator/pipedrive/pages/layout.hpp"
#include "emulator/pipedrive/query.hpp"

namespace emulator::pipedrive {

using net::Response;

namespace {

std::optional<DealStatus> parse_status(std::string_view text)
{
    if (text == "open") {
        return DealStatus::open;
    }
    if (text == "won") {
        return DealStatus::won;
    }
    return text == "lost" ? std::optional(DealStatus::lost) : std::nullopt;
}

} // namespace

Response set_deal_status(Context& context, const net::Request& request, const std::string& id)
{
    const auto number = parse_integer(id);
    Deal* deal = number ? find(context.world.deals, *number) : nullptr;
    if (deal == nullptr) {
        return pages::problem(context, 404, "No such deal", "It was deleted, or never existed.");
    }
    const auto status = parse_status(read_form(request).get("status"));
    if (!status) {
        return pages::problem(context, 400, "Unknown status", "A deal is open, won or lost.");
    }
    const Time now = context.clock.now();
    Json before = deal_json(context.world, *deal);
    deal->status = *status;
    deal->update_time = now;
    deal->close_time = *status == DealStatus::open ? std::nullopt : std::optional(now);
    deal->lost_reason.clear();
    context.world.changes.push_back({.entity = "deal",
                                     .id = deal->id,
                                     .action = Action::change,
                                     .before = std::move(before),
                                     .after = deal_json(context.world, *deal),
                                     .time = now,
                                     .user_id = context.world.web_user_id,
                                     .source = Source::app});
    return pages::see_other("/deal/" + id);
}

Response uninstall(Context& context)
{
    const RecordId user_id = context.world.web_user_id;
    if (context.authority.is_installed(user_id)) {
        auto callback = oauth::uninstall_callback(context, user_id);
        context.authority.uninstall(user_id);
        if (context.options.send) {
            context.options.send(std::move(callback));
        }
    }
    return pages::see_other("/settings/marketplace");
}

} // namespace emulator::pipedrive
