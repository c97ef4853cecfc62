// A few requests in a row to both emulated vendors, each input in a fresh world: no exception
// leaves a handler, what is called JSON is JSON, and one company's data never shows up in
// another's.
//
// An input is text: requests with a line "=====" between them. A request is a line
// "<who> <METHOD> <target>", then header lines, an empty line and the body. <who> is `q` and `r`,
// the apps that are connected to the first and to the second QuickBooks company, or `p`, the app in
// Pipedrive. `{realm}` and `{other}` in a target stand for the company's realm and the other's.
#include "emulator/pipedrive/test_browser.hpp"
#include "emulator/quickbooks/test_world.hpp"
#include "fuzz/require.hpp"
#include "net/http_server.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace net = billbridge::net;
namespace qb = emulator::quickbooks;
namespace pd = emulator::pipedrive;
using billbridge::Json;

/// More would only make an input slower.
constexpr int requests_max = 8;
constexpr std::string_view separator = "=====\n";
/// Who sends a request in the name of which company.
constexpr std::string_view senders = "qrv";
/// Names of customers, one in each company; nothing else contains them.
constexpr std::array<std::string_view, senders.size()> marks = {
    "mark-of-the-american-company", "mark-of-the-empty-company", "mark-of-the-polish-company"};

/// Cuts `text` at the first `mark` and returns what stood before it.
std::string_view take_until(std::string_view& text, std::string_view mark)
{
    const auto at = text.find(mark);
    const std::string_view taken = text.substr(0, at);
    text = at == std::string_view::npos ? std::string_view() : text.substr(at + mark.size());
    return taken;
}

std::string replaced(std::string text, std::string_view what, std::string_view by)
{
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
    return text;
}

struct Draft {
    char who = senders.front();
    std::string method;
    std::string target;
    net::Headers headers;
    std::string body;
};

Draft read_draft(std::string_view text)
{
    Draft draft;
    std::string_view line = take_until(text, "\n");
    draft.who = line.empty() ? senders.front() : line.front();
    take_until(line, " ");
    draft.method = take_until(line, " ");
    draft.target = line;
    while (!text.empty()) {
        std::string_view header = take_until(text, "\n");
        if (header.empty()) {
            break;
        }
        const std::string name(take_until(header, ": "));
        if (net::is_header(name, header)) {
            draft.headers.add(name, std::string(header));
        }
    }
    draft.body = text;
    return draft;
}

/// The request as the server would hand it over; none where the server refuses it itself.
std::optional<net::Request> request_of(Draft draft, std::string_view token)
{
    std::string_view target = draft.target;
    const auto path = net::percent_decode(take_until(target, "?"));
    const auto query = net::parse_query(target);
    if (!path || !path->starts_with('/') || !query) {
        return std::nullopt;
    }
    draft.headers.set("host", "127.0.0.1:8082");
    if (draft.headers.get("authorization").empty()) {
        draft.headers.set("authorization", "Bearer " + std::string(token));
    }
    return net::Request{.method = draft.method,
                        .target = draft.target,
                        .path = *path,
                        .query = *query,
                        .headers = draft.headers,
                        .body = draft.body,
                        .id = "fuzz"};
}

/// Answers that a fault script has spoilt are not what they are called.
void check_form(const net::Response& response, std::string_view input)
{
    fuzz::require(response.status >= 100 && response.status < 600, "a status of HTTP");
    const bool is_json = response.headers.get("content-type").starts_with("application/json");
    const bool is_spoilt = input.find("faults") != std::string_view::npos;
    fuzz::require(!is_json || is_spoilt || response.body.empty() ||
                      Json::parse(response.body).has_value(),
                  "what is called JSON is JSON",
                  response.body);
}

/// The sample companies with an app connected to each, made once: seeding takes most of the time.
class SampleBooks {
public:
    struct App {
        std::string realm;
        std::string token;
        std::string_view mark;
    };

    static const SampleBooks& get()
    {
        static const SampleBooks sample;
        return sample;
    }

    const std::vector<App>& apps() const { return apps_; }

    /// A copy of the companies and of what the apps may do.
    void copy_to(qb::Context& context) const
    {
        context.companies = companies_;
        context.authority = authority_;
    }

private:
    SampleBooks()
    {
        qb::test::World world;
        qb::test::World polish("global");
        world.app.context().companies.push_back(polish.company());
        for (std::size_t place = 0; place < senders.size(); ++place) {
            apps_.push_back(connect(world, place, marks[place]));
        }
        companies_ = world.app.context().companies;
        authority_ = world.app.context().authority;
    }

    static App connect(qb::test::World& world, std::size_t place, std::string_view mark)
    {
        const std::string realm = world.app.context().companies[place].realm;
        auto form = world.consent_form();
        for (auto& [name, value] : form) {
            value = name == "realm" ? realm : value;
        }
        const auto decided = world.post_form("/connect/oauth2", form);
        const auto tokens = qb::test::json(world.exchange(qb::test::redirected(decided, "code")));
        const std::string token = tokens["access_token"].string_or();
        const auto made = world.send("POST",
                                     "/v3/company/" + realm + "/customer",
                                     {},
                                     Json(Json::Object{{"DisplayName", mark}}).dump(),
                                     {{"authorization", "Bearer " + token}});
        fuzz::require(made.status == 200, "a customer can be made", made.body);
        return {.realm = realm, .token = token, .mark = mark};
    }

    std::vector<App> apps_;
    std::deque<qb::Company> companies_;
    qb::Authority authority_;
};

/// A fresh QuickBooks with the sample companies.
class Books {
public:
    Books() { SampleBooks::get().copy_to(world_.app.context()); }

    void play(Draft draft, std::string_view input)
    {
        const auto& apps = SampleBooks::get().apps();
        const std::size_t place = std::min(senders.find(draft.who), senders.size() - 1);
        const auto& own = apps[place];
        const auto& other = apps[(place + 1) % apps.size()];
        draft.target =
            replaced(replaced(draft.target, "{realm}", own.realm), "{other}", other.realm);
        const auto request = request_of(std::move(draft), own.token);
        if (!request) {
            return;
        }
        const auto response = world_.app.handle(*request);
        check_form(response, input);
        // Pages and the control API are for a person who may see every company.
        if (request->path.starts_with("/v3/") &&
            input.find("_emulator") == std::string_view::npos) {
            check_isolation(response, own.mark, input);
        }
    }

private:
    static void
    check_isolation(const net::Response& response, std::string_view own, std::string_view input)
    {
        for (const std::string_view mark : marks) {
            const bool may_show_it = mark == own || input.find(mark) != std::string_view::npos;
            fuzz::require(may_show_it || response.body.find(mark) == std::string::npos,
                          "a company never sees another's data",
                          response.body);
        }
    }

    qb::test::World world_{"empty"};
};

class Sales {
public:
    void play(Draft draft, std::string_view input)
    {
        if (const auto request = request_of(std::move(draft), client_.token)) {
            check_form(client_.app.handle(*request), input);
        }
    }

private:
    pd::TestClient client_;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    std::unique_ptr<Books> books;
    std::unique_ptr<Sales> sales;
    std::string_view rest = input;
    for (int count = 0; count < requests_max && !rest.empty(); ++count) {
        Draft draft = read_draft(take_until(rest, separator));
        try {
            if (draft.who == 'p') {
                sales = sales ? std::move(sales) : std::make_unique<Sales>();
                sales->play(std::move(draft), input);
            } else {
                books = books ? std::move(books) : std::make_unique<Books>();
                books->play(std::move(draft), input);
            }
        } catch (const net::ConnectionCut&) {
            continue; // a fault script asked for it
        }
    }
    return 0;
}
