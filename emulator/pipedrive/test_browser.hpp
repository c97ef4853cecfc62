#pragma once

#include "emulator/pipedrive/app.hpp"
#include "net/url.hpp"

#include <chrono>
#include <string>
#include <string_view>

/// For tests: an emulated Pipedrive with a client that sends requests straight to its handlers.
namespace emulator::pipedrive {

struct TestBrowser {
    static constexpr const char* app_callback = "http://127.0.0.1:8080/pipedrive/callback";
    static constexpr const char* basic =
        "Basic cGQtY2xpZW50OnBkLXNlY3JldA=="; // pd-client:pd-secret

    kit::EmulatorClock clock{billbridge::Time(std::chrono::sys_days(
        std::chrono::year(2026) / std::chrono::November / std::chrono::day(20)))};
    std::vector<net::ClientRequest> sent;
    App app;

    explicit TestBrowser(Options options = {}) : app(clock, with_outbox(std::move(options))) {}

    net::Response send(std::string method,
                       std::string_view target,
                       net::Headers headers = {},
                       std::string body = {})
    {
        const std::size_t mark = std::min(target.find('?'), target.size());
        net::Request request{.method = std::move(method),
                             .target = std::string(target),
                             .path = std::string(target.substr(0, mark)),
                             .query = {},
                             .headers = std::move(headers),
                             .body = std::move(body)};
        if (mark < target.size()) {
            request.query = net::parse_query(target.substr(mark + 1)).value();
        }
        request.headers.set("host", "127.0.0.1:8081");
        return app.handle(request);
    }

    net::Response get(std::string_view target) { return send("GET", target); }

    net::Response
    post_form(std::string_view target, const net::Parameters& form, net::Headers headers = {})
    {
        headers.set("content-type", "application/x-www-form-urlencoded");
        return send("POST", target, std::move(headers), net::encode_query(form));
    }

    net::Response ask_token(const net::Parameters& form)
    {
        return post_form("/oauth/token", form, {{"authorization", basic}});
    }

    /// Allows the app for the signed-in user and returns the code.
    std::string allow()
    {
        const auto answer = post_form("/oauth/authorize",
                                      {{"client_id", "pd-client"},
                                       {"redirect_uri", app_callback},
                                       {"state", "s1"},
                                       {"decision", "allow"}});
        const std::string_view location = answer.headers.get("location");
        const auto query = net::parse_query(location.substr(location.find('?') + 1)).value();
        return std::string(net::find_parameter(query, "code"));
    }

    /// Installs the app for the signed-in user and returns what the token endpoint said.
    Json install()
    {
        const auto answer = ask_token({{"grant_type", "authorization_code"},
                                       {"code", allow()},
                                       {"redirect_uri", app_callback}});
        return Json::parse(answer.body).value();
    }

private:
    Options with_outbox(Options options)
    {
        options.send = [this](net::ClientRequest request) { sent.push_back(std::move(request)); };
        return options;
    }
};

/// The app as a client of the REST API, installed for the signed-in user.
struct TestClient : TestBrowser {
    std::string token;

    explicit TestClient(Options options = {})
        : TestBrowser(std::move(options)), token(install()["access_token"].string_or())
    {
    }

    net::Response call(std::string method, std::string_view target, const Json& body = {})
    {
        return send(std::move(method),
                    target,
                    {{"authorization", "Bearer " + token}, {"content-type", "application/json"}},
                    body.is_null() ? "" : body.dump());
    }

    /// The whole answer of a call that must succeed.
    Json read(std::string_view target)
    {
        const auto answer = call("GET", target);
        return answer.status == 200 ? Json::parse(answer.body).value() : Json();
    }
};

inline Json json_of(const net::Response& response)
{
    return Json::parse(response.body).value_or(Json());
}

} // namespace emulator::pipedrive
