#include "emulator/pipedrive/settings/users.hpp"

#include "emulator/pipedrive/api/answer.hpp"
#include "emulator/pipedrive/api/search.hpp"
#include "emulator/pipedrive/api/stamp.hpp"

namespace emulator::pipedrive {

namespace {

Json access(const User& user)
{
    Json list = Json::array();
    for (const char* app : {"sales", "global", "account_settings"}) {
        list.push_back(Json::Object{{"app", app},
                                    {"admin", user.is_admin},
                                    {"permission_set_id",
                                     user.is_admin ? "62cc4d7f-4038-4352-abf3-a8c1c822b631"
                                                   : "233b7976-39bd-43a9-b305-ef3a2b0998e5"}});
    }
    return list;
}

Json language(const User& user)
{
    return Json::Object{{"language_code", user.language},
                        {"country_code", user.language == "pl" ? "PL" : "US"}};
}

Json user_json(const Call& call, const User& user)
{
    const Company& company = call.context.world.company;
    const std::string created = stamp_v1(call.now() - std::chrono::days(400));
    return Json::Object{{"id", user.id},
                        {"name", user.name},
                        {"default_currency", company.default_currency},
                        {"locale", user.language == "pl" ? "pl_PL" : "en_US"},
                        {"lang", 1},
                        {"email", user.email},
                        {"phone", nullptr},
                        {"activated", true},
                        {"last_login", stamp_v1(call.now())},
                        {"created", created},
                        {"modified", created},
                        {"has_created_company", user.is_admin},
                        {"access", access(user)},
                        {"active_flag", true},
                        {"timezone_name", company.timezone_name},
                        {"timezone_offset", company.timezone_offset},
                        {"role_id", 1},
                        {"icon_url", nullptr},
                        {"is_you", user.id == call.session.user_id},
                        {"is_deleted", false}};
}

Json current_user(const Call& call, const User& user)
{
    const Company& company = call.context.world.company;
    Json json = user_json(call, user);
    json.set("company_id", company.id);
    json.set("company_name", company.name);
    json.set("company_domain", company.domain);
    json.set("company_country", company.country);
    json.set("company_industry", "Landscaping");
    json.set("language", language(user));
    return json;
}

} // namespace

Response get_current_user(const Call& call)
{
    const User* user = call.context.world.user(call.session.user_id);
    return user == nullptr ? answer::unauthorized() : answer::single(current_user(call, *user));
}

Response list_users(const Call& call)
{
    Json list = Json::array();
    for (const User& user : call.context.world.users) {
        list.push_back(user_json(call, user));
    }
    return answer::single(std::move(list));
}

Response get_user(const Call& call)
{
    const auto id = parse_integer(call.id);
    const User* user = id ? call.context.world.user(*id) : nullptr;
    return user == nullptr ? answer::refused(404, "User not found or not accessible.")
                           : answer::single(user_json(call, *user));
}

Response find_users(const Call& call)
{
    const std::string_view term = call.request.parameter("term");
    if (term.empty()) {
        return answer::bad_request("term is required");
    }
    const bool by_email = call.request.parameter("search_by_email") == "1";
    Json list = Json::array();
    for (const User& user : call.context.world.users) {
        if (contains_ignoring_case(by_email ? user.email : user.name, term)) {
            list.push_back(user_json(call, user));
        }
    }
    return answer::single(std::move(list));
}

Response get_user_settings(const Call&)
{
    // The settings of a user who changed none.
    return answer::single(Json::Object{{"marketplace_team", false},
                                       {"list_limit", 50},
                                       {"beta_app", false},
                                       {"prevent_salesphone_callto_override", false},
                                       {"file_upload_destination", "s3"},
                                       {"callto_link_syntax", "callto:[number]"},
                                       {"autofill_deal_expected_close_date", true},
                                       {"person_duplicate_condition", "default"}});
}

Response list_currencies(const Call& call)
{
    const std::string_view term = call.request.parameter("term");
    Json list = Json::array();
    for (const Currency& currency : call.context.world.currencies) {
        if (contains_ignoring_case(currency.name, term) ||
            contains_ignoring_case(currency.code, term)) {
            list.push_back(Json::Object{{"id", currency.id},
                                        {"code", currency.code},
                                        {"name", currency.name},
                                        {"decimal_points", currency.decimal_points},
                                        {"symbol", currency.symbol},
                                        {"active_flag", true},
                                        {"is_custom_flag", currency.is_custom}});
        }
    }
    return answer::single(std::move(list));
}

} // namespace emulator::pipedrive
