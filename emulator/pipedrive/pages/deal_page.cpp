#include "emulator/pipedrive/pages/deal_page.hpp"

#include "crypto/crypto.hpp"
#include "emulator/pipedrive/api/query.hpp"
#include "emulator/pipedrive/api/stamp.hpp"
#include "emulator/pipedrive/deals/deals.hpp"
#include "emulator/pipedrive/history/note_order.hpp"
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

std::string status_form(const Deal& deal)
{
    std::string content;
    if (deal.status == DealStatus::open) {
        content =
            status_button("won", "primary", "Won") + status_button("lost", "negative", "Lost");
    } else {
        const std::string_view text = deal.status == DealStatus::won ? "WON" : "LOST";
        content = concat({"<span class=\"badge ", name(deal.status), "\">", text, "</span>"}) +
                  status_button("open", "", "Reopen");
    }
    return concat({"<form method=\"post\" action=\"/deal/",
                   std::to_string(deal.id),
                   "/status\">",
                   content,
                   "</form>"});
}

std::string head(const Context& context, const Deal& deal)
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
                             "<br><span class=\"muted\">Owner</span></span></div>",
                             status_form(deal),
                             actions_menu(context)}));
}

std::string progress(const World& world, const Deal& deal)
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
                   "\" aria-label=\"Stages\">",
                   stages,
                   "</ol>"});
}

std::string summary(const World& world, const Deal& deal)
{
    const std::string organization = world.organization_name(deal.org_id);
    const std::string person = world.person_name(deal.person_id);
    const std::string close =
        deal.expected_close_date ? to_string(*deal.expected_close_date) : std::string();
    return card(
        "Summary",
        concat({"<dl class=\"facts\">",
                fact("Value", escape(amount_text(value(deal), deal.currency))),
                fact("Organization", record_link("organization", deal.org_id, organization)),
                fact("Person", record_link("person", deal.person_id, person)),
                fact("Expected close", close),
                deal.lost_reason.empty() ? "" : fact("Lost reason", escape(deal.lost_reason)),
                "</dl>"}));
}

std::string discount_text(const Deal& deal, const DealProduct& line)
{
    if (line.discount.is_zero()) {
        return "–";
    }
    return line.discount_type == DiscountType::amount ? amount_text(line.discount, deal.currency)
                                                      : to_string(line.discount.trimmed()) + " %";
}

std::string product_row(const Deal& deal, const DealProduct& line)
{
    const std::string comments =
        line.comments.empty()
            ? ""
            : concat({"<br><span class=\"muted\">", escape(line.comments), "</span>"});
    return concat({line.is_enabled ? "<tr>" : "<tr class=\"disabled\">",
                   "<td><span class=\"name\">",
                   escape(line.name),
                   "</span>",
                   line.is_enabled ? "" : " (disabled)",
                   comments,
                   "</td><td class=\"number\">",
                   escape(amount_text(line.item_price, deal.currency)),
                   "</td><td class=\"number\">",
                   to_string(line.quantity.trimmed()),
                   "</td><td class=\"number\">",
                   escape(discount_text(deal, line)),
                   "</td><td class=\"number\">",
                   to_string(line.tax.trimmed()),
                   " %</td><td class=\"number\">",
                   escape(amount_text(sum(line), deal.currency)),
                   "</td></tr>"});
}

std::string products_card(const Deal& deal)
{
    if (deal.products.empty()) {
        return card("Products", "<p class=\"muted\">This deal has no products.</p>");
    }
    constexpr const char* methods[] = {"Tax exclusive", "Tax inclusive", "No tax"};
    std::string rows;
    for (const DealProduct& line : deal.products) {
        rows += product_row(deal, line);
    }
    return concat({"<section class=\"card\"><header><h2>Products</h2><span class=\"muted\">",
                   methods[static_cast<std::size_t>(deal.tax_method)],
                   "</span></header><table><thead><tr><th scope=\"col\">Item</th>"
                   "<th scope=\"col\" class=\"number\">Price</th>"
                   "<th scope=\"col\" class=\"number\">Quantity</th>"
                   "<th scope=\"col\" class=\"number\">Discount</th>"
                   "<th scope=\"col\" class=\"number\">Tax</th>"
                   "<th scope=\"col\" class=\"number\">Amount</th></tr></thead><tbody>",
                   rows,
                   "</tbody><tfoot><tr><td colspan=\"5\">Total</td><td class=\"number\">",
                   escape(amount_text(value(deal), deal.currency)),
                   "</td></tr></tfoot></table></section>"});
}

std::string history_card(const World& world, const Deal& deal)
{
    const History entries = history(world, deal.id);
    return concat({"<section class=\"card\"><header><h2>History</h2></header><ul class=\"history\" "
                   "data-history data-deal=\"",
                   std::to_string(deal.id),
                   "\" data-version=\"",
                   entries.version,
                   "\">",
                   entries.html,
                   "</ul></section>"});
}

std::string entry(const World& world, const Note& note)
{
    const User* user = world.user(note.user_id);
    return concat({"<li data-note=\"",
                   std::to_string(note.id),
                   "\"><p class=\"meta\">Note · ",
                   user == nullptr ? "" : escape(user->name),
                   " · ",
                   stamp_v1(note.add_time),
                   " UTC",
                   note.last_update_user_id ? " · edited" : "",
                   note.pinned_to_deal ? " · pinned" : "",
                   "</p><div class=\"content\">",
                   note.content, // sanitized when it was written
                   "</div></li>"});
}

} // namespace

History history(const World& world, RecordId deal_id)
{
    std::vector<const Note*> notes;
    for (const auto& [id, note] : world.notes) {
        if (note.deal_id == deal_id) {
            notes.push_back(&note);
        }
    }
    sort_notes(notes, {{"add_time", true}, {"id", true}});
    History result;
    for (const Note* note : notes) {
        result.html += entry(world, *note);
    }
    if (notes.empty()) {
        result.html = "<li class=\"muted\">Nothing has happened yet.</li>";
    }
    result.version = billbridge::crypto::hex(billbridge::crypto::sha256(result.html));
    return result;
}

Response deal_page(const Context& context, const std::string& id)
{
    const auto number = parse_integer(id);
    const Deal* deal = number ? find(context.world.deals, *number) : nullptr;
    if (deal == nullptr) {
        return problem(context, 404, "No such deal", "It was deleted, or never existed.");
    }
    const World& world = context.world;
    const auto& fields = world.fields.at(RecordKind::deal);
    return render(context,
                  {.title = deal->title,
                   .path = "/deal/" + id,
                   .main = concat({head(context, *deal),
                                   progress(world, *deal),
                                   "<div class=\"columns\"><aside aria-label=\"Deal details\">",
                                   summary(world, *deal),
                                   panel_card(context),
                                   custom_fields_card("Details", fields, deal->custom_fields),
                                   person_card(world, deal->person_id),
                                   organization_card(world, deal->org_id),
                                   "</aside><div>",
                                   products_card(*deal),
                                   history_card(world, *deal),
                                   "</div></div>"}),
                   .host_data = host_data(context, "deal", deal->id)});
}

} // namespace emulator::pipedrive::pages
