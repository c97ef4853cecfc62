#include "emulator/pipedrive/pages/deal_page.hpp"

#include "emulator/pipedrive/api/query.hpp"
#include "emulator/pipedrive/deals/deals.hpp"
#include "emulator/pipedrive/pages/history.hpp"
#include "emulator/pipedrive/pages/layout.hpp"
#include "emulator/pipedrive/pages/markup.hpp"
#include "emulator/pipedrive/pages/side_bar.hpp"

namespace emulator::pipedrive::pages {

namespace {

using net::Response;

std::string status_button(std::string_view status, std::string_view style, std::string_view text)
{
    return concat({"<button name=\"status\" value=\"",
                   status,
                   "\" class=\"",
                   style,
                   "\">",
                   text,
                   "</button>"});
}

std::string status_form(const Texts& say, const Deal& deal)
{
    std::string content;
    if (deal.status == DealStatus::open) {
        content = status_button("won", "primary", say("deal.won")) +
                  status_button("lost", "negative", say("deal.lost"));
    } else {
        const std::string text =
            say(deal.status == DealStatus::won ? "deal.is_won" : "deal.is_lost");
        content = concat({"<span class=\"badge ", name(deal.status), "\">", text, "</span>"}) +
                  status_button("open", "", say("deal.reopen"));
    }
    return concat({"<form method=\"post\" action=\"/deal/",
                   std::to_string(deal.id),
                   "/status\">",
                   content,
                   "</form>"});
}

std::string head(const Context& context, const Texts& say, const Deal& deal)
{
    const World& world = context.world;
    const User* owner = world.user(deal.owner_id);
    const std::string owner_name = owner == nullptr ? "" : owner->name;
    const Stage* stage = world.stage(deal.stage_id);
    const std::string place =
        world.pipeline_name + " → " + (stage == nullptr ? std::string() : stage->name);
    return page_head(deal.title,
                     place,
                     concat({"<div class=\"owner\">",
                             avatar(owner_name),
                             "<span>",
                             escape(owner_name),
                             "<br><span class=\"muted\">",
                             say("field.owner"),
                             "</span></span></div>",
                             status_form(say, deal),
                             actions_menu(context, subject_of_record(RecordKind::deal, deal.id))}));
}

std::string progress(const World& world, const Texts& say, const Deal& deal)
{
    std::string stages;
    for (const Stage& stage : world.stages) {
        const bool is_current = stage.id == deal.stage_id;
        const bool is_reached = stage.id <= deal.stage_id || deal.status == DealStatus::won;
        stages += concat({"<li",
                          is_reached ? " class=\"reached\"" : "",
                          is_current ? " aria-current=\"step\"" : "",
                          ">",
                          escape(stage.name),
                          "</li>"});
    }
    return concat({"<ol class=\"progress",
                   deal.status == DealStatus::lost ? " lost" : "",
                   "\" aria-label=\"",
                   say("deal.stages"),
                   "\">",
                   stages,
                   "</ol>"});
}

std::string summary(const World& world, const Texts& say, const Deal& deal)
{
    const std::string organization = world.organization_name(deal.org_id);
    const std::string person = world.person_name(deal.person_id);
    const std::string close =
        deal.expected_close_date ? say.date(*deal.expected_close_date) : std::string();
    const std::string amount = say.amount(value(deal), deal.currency);
    const std::string reason = deal.lost_reason.empty()
                                   ? ""
                                   : fact(say.plain("field.lost_reason"), escape(deal.lost_reason));
    return card(
        say.plain("deal.summary"),
        concat({"<dl class=\"facts\">",
                fact(say.plain("field.value"), escape(amount)),
                fact(say.plain("field.organization"),
                     record_link("organization", deal.org_id, organization)),
                fact(say.plain("field.person"), record_link("person", deal.person_id, person)),
                fact(say.plain("field.expected_close"), close),
                reason,
                "</dl>"}));
}

std::string discount_text(const Texts& say, const Deal& deal, const DealProduct& line)
{
    if (line.discount.is_zero()) {
        return "–";
    }
    return line.discount_type == DiscountType::amount ? say.amount(line.discount, deal.currency)
                                                      : say.number(line.discount) + " %";
}

std::string product_row(const Texts& say, const Deal& deal, const DealProduct& line)
{
    const std::string comments =
        line.comments.empty()
            ? ""
            : concat({"<br><span class=\"muted\">", escape(line.comments), "</span>"});
    return concat({line.is_enabled ? "<tr>" : "<tr class=\"disabled\">",
                   "<td><span class=\"name\">",
                   escape(line.name),
                   "</span>",
                   line.is_enabled ? "" : " " + say("products.disabled"),
                   comments,
                   "</td><td class=\"number\">",
                   escape(say.amount(line.item_price, deal.currency)),
                   "</td><td class=\"number\">",
                   say.number(line.quantity),
                   "</td><td class=\"number\">",
                   escape(discount_text(say, deal, line)),
                   "</td><td class=\"number\">",
                   say.number(line.tax),
                   " %</td><td class=\"number\">",
                   escape(say.amount(sum(line), deal.currency)),
                   "</td></tr>"});
}

std::string products_card(const Texts& say, const Deal& deal)
{
    if (deal.products.empty()) {
        return card(say.plain("products.heading"),
                    concat({"<p class=\"muted\">", say("products.none"), "</p>"}));
    }
    constexpr const char* methods[] = {
        "products.exclusive", "products.inclusive", "products.no_tax"};
    std::string rows;
    for (const DealProduct& line : deal.products) {
        rows += product_row(say, deal, line);
    }
    std::string head;
    for (const char* column : {"products.price",
                               "products.quantity",
                               "products.discount",
                               "products.tax",
                               "products.amount"}) {
        head += concat({"<th scope=\"col\" class=\"number\">", say(column), "</th>"});
    }
    return concat({"<section class=\"card\"><header><h2>",
                   say("products.heading"),
                   "</h2><span class=\"muted\">",
                   say(methods[static_cast<std::size_t>(deal.tax_method)]),
                   "</span></header><div class=\"scroll\"><table><thead><tr><th scope=\"col\">",
                   say("products.item"),
                   "</th>",
                   head,
                   "</tr></thead><tbody>",
                   rows,
                   "</tbody><tfoot><tr><td colspan=\"5\">",
                   say("products.total"),
                   "</td><td class=\"number\">",
                   escape(say.amount(value(deal), deal.currency)),
                   "</td></tr></tfoot></table></div></section>"});
}

} // namespace

Response deal_page(const Context& context, const std::string& id)
{
    const auto number = parse_integer(id);
    const Deal* deal = number ? find(context.world.deals, *number) : nullptr;
    if (deal == nullptr) {
        return problem(context, 404, "problem.no_deal", "problem.gone");
    }
    const World& world = context.world;
    const Texts say(world);
    const auto& fields = world.fields.at(RecordKind::deal);
    return render(context,
                  {.title = deal->title,
                   .path = "/deal/" + id,
                   .main = concat({head(context, say, *deal),
                                   progress(world, say, *deal),
                                   "<div class=\"columns\"><aside aria-label=\"",
                                   say("deal.side_bar"),
                                   "\">",
                                   summary(world, say, *deal),
                                   panel_card(context),
                                   custom_fields_card(say, fields, deal->custom_fields),
                                   person_card(world, say, deal->person_id),
                                   organization_card(world, say, deal->org_id),
                                   "</aside><div>",
                                   products_card(say, *deal),
                                   history_card(context, {RecordKind::deal, deal->id}),
                                   "</div></div>"}),
                   .host_data = host_data(context, subject_of_record(RecordKind::deal, deal->id))});
}

} // namespace emulator::pipedrive::pages
