#include "emulator/pipedrive/users.hpp"

#include "emulator/pipedrive/answer.hpp"
#include "emulator/pipedrive/stamp.hpp"

#include <algorithm>

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

Json current_user(const World& world, const User& user, Time now)
{
    const Company& company = world.company;
    const std::string created = stamp_v1(now - std::chrono::days(400));
    return Json::Object{{"id", user.id},
                        {"name", user.name},
                        {"default_currency", company.default_currency},
                        {"locale", user.language == "pl" ? "pl_PL" : "en_US"},
                        {"lang", 1},
                        {"email", user.email},
                        {"phone", nullptr},
                        {"activated", true},
                        {"last_login", stamp_v1(now)},
                        {"created", created},
                        {"modified", created},
                        {"has_created_company", user.is_admin},
                        {"access", access(user)},
                        {"active_flag", true},
                        {"timezone_name", company.timezone_name},
                        {"timezone_offset", company.timezone_offset},
                        {"role_id", 1},
                        {"icon_url", nullptr},
                        {"is_you", true},
                        {"is_deleted", false},
                        {"company_id", company.id},
                        {"company_name", company.name},
                        {"company_domain", company.domain},
                        {"company_country", company.country},
                        {"company_industry", "Landscaping"},
                        {"language", language(user)}};
}

bool contains_ignoring_case(std::string_view text, std::string_view part)
{
    auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) ==
               std::tolower(static_cast<unsigned char>(b));
    };
    return std::ranges::search(text, part, same).begin() != text.end() || part.empty();
}

} // namespace

Response get_current_user(const Call& call)
{
    const User* user = call.context.world.user(call.session.user_id);
    return user == nullptr ? answer::unauthorized()
                           : answer::single(current_user(call.context.world, *user, call.now()));
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
