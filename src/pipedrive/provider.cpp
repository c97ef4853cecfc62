#include "pipedrive/provider.hpp"

#include "net/url.hpp"
#include "pipedrive/translate.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <algorithm>

namespace billbridge::pipedrive {

namespace {

/// v2 lists: at most 500 a page (facts 4.1). Notes: 100, newest first, so one page nearly always
/// does.
constexpr char v2_page[] = "limit=500";
constexpr int notes_page = 100;
constexpr int note_pages_max = 10;

std::string with_query(const std::string& path, const std::string& more)
{
    return path + (path.find('?') == std::string::npos ? "?" : "&") + more;
}

bool is_one_character(std::string_view utf8)
{
    return std::ranges::count_if(utf8, [](char c) { return (c & 0xC0) != 0x80; }) < 2;
}

const char* record_path(RecordKind record)
{
    switch (record) {
    case RecordKind::deal:
        return "/api/v2/dealFields";
    case RecordKind::person:
        return "/api/v2/personFields";
    case RecordKind::organization:
        return "/api/v2/organizationFields";
    }
    return "";
}

} // namespace

Provider::Provider(Client client) : client_(std::move(client)) {}

Task<CrmUser> Provider::current_user()
{
    CO_TRY(const Json answer, co_await client_.get("/v1/users/me", "/v1/users/me"));
    co_return user_of(answer["data"]);
}

Task<Json::Array> Provider::pages(std::string route, std::string path)
{
    Json::Array all;
    std::string cursor;
    for (int page = 0; page < pages_max; ++page) {
        const std::string next = cursor.empty() ? "" : "&cursor=" + net::percent_encode(cursor);
        CO_TRY(const Json answer, co_await client_.get(route, with_query(path, v2_page) + next));
        if (const auto* items = answer["data"].if_array()) {
            all.insert(all.end(), items->begin(), items->end());
        }
        cursor = answer["additional_data"]["next_cursor"].string_or();
        if (cursor.empty()) {
            break;
        }
    }
    co_return all;
}

Task<std::vector<DealLine>> Provider::lines(DealId id)
{
    const std::string path = "/api/v2/deals/" + to_string(id) + "/products?sort_by=order_nr";
    CO_TRY(const Json::Array items, co_await pages("/api/v2/deals/{id}/products", path));
    std::vector<DealLine> lines;
    for (const Json& item : items) {
        CO_TRY(DealLine line, line_of(item));
        lines.push_back(std::move(line));
    }
    co_return lines;
}

Task<std::optional<Json>> Provider::contact(std::string route, std::optional<std::int64_t> id)
{
    if (!id) {
        co_return std::nullopt;
    }
    const std::string path = route + "/" + std::to_string(*id) + "?include_option_labels=true";
    Result<Json> answer = co_await client_.get(route + "/{id}", path);
    if (answer) {
        co_return (*answer)["data"];
    }
    // Deleted, or hidden from this user: the deal goes on without it, as the user sees it.
    const ErrorKind kind = answer.error().kind;
    if (kind == ErrorKind::not_found || kind == ErrorKind::forbidden) {
        co_return std::nullopt;
    }
    co_return fail(std::move(answer).error());
}

/// What only some plans have: none where the plan or the user's rights lack it.
Task<Json::Array> Provider::extras(std::string route, std::string path)
{
    const Result<Json> answer = co_await client_.get(std::move(route), std::move(path));
    if (answer) {
        const auto* list = (*answer)["data"].if_array();
        co_return list == nullptr ? Json::Array() : *list;
    }
    const ErrorKind kind = answer.error().kind;
    if (kind == ErrorKind::unauthorized || kind == ErrorKind::rate_limited ||
        kind == ErrorKind::unavailable) {
        co_return fail(answer.error());
    }
    co_return Json::Array();
}

Task<Json> Provider::deal_data(DealId id)
{
    const std::string path = "/api/v2/deals/" + to_string(id) + "?include_option_labels=true";
    CO_TRY(const Json answer, co_await client_.get("/api/v2/deals/{id}", path));
    co_return answer["data"];
}

Task<DealOutline> Provider::deal_outline(DealId id)
{
    using boost::asio::experimental::awaitable_operators::operator&&;
    const std::string of_deal = "/api/v2/deals/" + to_string(id);
    auto side_by_side = deal_data(id) && lines(id) &&
                        extras("/api/v2/deals/{id}/discounts", of_deal + "/discounts") &&
                        extras("/api/v2/deals/installments",
                               "/api/v2/deals/installments?deal_ids=" + to_string(id));
    auto [answer, lines, discounts, installments] = co_await std::move(side_by_side);
    CO_TRY(const Json data, std::move(answer)); // first, because it tells why there is no deal
    DealOutline outline;
    CO_TRY(outline.deal, deal_of(data));
    CO_TRY(outline.deal.lines, std::move(lines));
    CO_TRY(const Json::Array discount_list, std::move(discounts));
    CO_TRY(const Json::Array installment_list, std::move(installments));
    std::ranges::transform(
        discount_list, std::back_inserter(outline.deal.discounts), deal_discount_of);
    std::ranges::transform(
        installment_list, std::back_inserter(outline.deal.installments), installment_of);
    if (const auto person = person_id(data)) {
        outline.person = PersonId(*person);
    }
    if (const auto organization = organization_id(data)) {
        outline.organization = OrganizationId(*organization);
    }
    co_return outline;
}

Task<Deal> Provider::complete(DealOutline outline)
{
    using boost::asio::experimental::awaitable_operators::operator&&;
    const auto number = [](const auto& id) {
        return id ? std::optional(id->value()) : std::nullopt;
    };
    auto side_by_side = contact("/api/v2/persons", number(outline.person)) &&
                        contact("/api/v2/organizations", number(outline.organization));
    auto [person, organization] = co_await std::move(side_by_side);
    CO_TRY(const std::optional<Json> person_data, std::move(person));
    CO_TRY(const std::optional<Json> organization_data, std::move(organization));
    if (person_data) {
        outline.deal.person = person_of(*person_data);
    }
    if (organization_data) {
        outline.deal.organization = organization_of(*organization_data);
    }
    co_return std::move(outline.deal);
}

Task<Deal> Provider::deal(DealId id)
{
    CO_TRY(DealOutline outline, co_await deal_outline(id));
    co_return co_await complete(std::move(outline));
}

Task<std::vector<Product>> Provider::products(std::vector<ProductId> ids)
{
    std::vector<Product> products;
    for (std::size_t from = 0; from < ids.size(); from += products_max) {
        std::string list;
        for (std::size_t at = from; at < std::min(from + products_max, ids.size()); ++at) {
            list += (list.empty() ? "" : "%2C") + to_string(ids[at]);
        }
        CO_TRY(const Json::Array items,
               co_await pages("/api/v2/products", "/api/v2/products?ids=" + list));
        for (const Json& item : items) {
            CO_TRY(Product product, product_of(item));
            products.push_back(std::move(product));
        }
    }
    co_return products;
}

Task<std::vector<DealTitle>> Provider::find_deals(std::string text, int limit)
{
    const std::string most = std::to_string(limit);
    std::string path = "/api/v2/deals";
    if (text.empty()) {
        path += "?" + net::encode_query(
                          {{"sort_by", "add_time"}, {"sort_direction", "desc"}, {"limit", most}});
    } else {
        // Pipedrive searches for two characters and more, for one only as the whole title (facts
        // 4.3).
        const bool whole = is_one_character(text);
        path += "/search?" + net::encode_query({{"term", text},
                                                {"fields", "title"},
                                                {"exact_match", whole ? "true" : "false"},
                                                {"limit", most}});
    }
    CO_TRY(const Json answer, co_await client_.get("/api/v2/deals", path));
    const Json& data = answer["data"];
    const auto* list = text.empty() ? data.if_array() : data["items"].if_array();
    std::vector<DealTitle> deals;
    for (const Json& entry : list == nullptr ? Json::Array() : *list) {
        if (auto deal = deal_title_of(text.empty() ? entry : entry["item"])) {
            deals.push_back(*std::move(deal));
        }
    }
    co_return deals;
}

Task<std::vector<CrmField>> Provider::fields_of(RecordKind record)
{
    const char* path = record_path(record);
    CO_TRY(const Json::Array definitions, co_await pages(path, path));
    std::vector<CrmField> fields;
    for (const Json& definition : definitions) {
        if (auto field = field_of(definition, record)) {
            fields.push_back(*std::move(field));
        }
    }
    co_return fields;
}

Task<std::vector<CrmField>> Provider::fields()
{
    using boost::asio::experimental::awaitable_operators::operator&&;
    auto side_by_side = fields_of(RecordKind::organization) && fields_of(RecordKind::person) &&
                        fields_of(RecordKind::deal);
    auto [organization, person, deal] = co_await std::move(side_by_side);
    CO_TRY(std::vector<CrmField> all, std::move(organization));
    CO_TRY(const std::vector<CrmField> of_person, std::move(person));
    CO_TRY(const std::vector<CrmField> of_deal, std::move(deal));
    all.insert(all.end(), of_person.begin(), of_person.end());
    all.insert(all.end(), of_deal.begin(), of_deal.end());
    co_return all;
}

Task<NoteId> Provider::add_note(DealId deal, std::string html)
{
    Json body;
    body.set("content", std::move(html)).set("deal_id", deal.value());
    CO_TRY(const Json answer, co_await client_.post("/v1/notes", "/v1/notes", std::move(body)));
    co_return NoteId(answer["data"]["id"].int_or(0));
}

Task<std::optional<NoteId>> Provider::find_note(DealId deal, std::string marker)
{
    int start = 0;
    for (int page = 0; page < note_pages_max; ++page) {
        const std::string path =
            "/v1/notes?" + net::encode_query({{"deal_id", to_string(deal)},
                                              {"sort", "add_time DESC"},
                                              {"start", std::to_string(start)},
                                              {"limit", std::to_string(notes_page)}});
        CO_TRY(const Json answer, co_await client_.get("/v1/notes", path));
        const auto* notes = answer["data"].if_array(); // null where there is none
        if (notes == nullptr) {
            break;
        }
        const auto found = std::ranges::find_if(*notes, [&](const Json& note) {
            return note["content"].string_or().find(marker) != std::string::npos;
        });
        if (found != notes->end()) {
            co_return NoteId((*found)["id"].int_or(0));
        }
        start += notes_page;
        if (!answer["additional_data"]["pagination"]["more_items_in_collection"].bool_or(false)) {
            break;
        }
    }
    co_return std::nullopt;
}

} // namespace billbridge::pipedrive
