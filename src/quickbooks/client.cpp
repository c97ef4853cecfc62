#include "quickbooks/client.hpp"

#include "net/grant_request.hpp"
#include "net/url.hpp"
#include "quickbooks/faults.hpp"

#include <stdexcept>

namespace billbridge::quickbooks {

namespace {

/// The newest version; since August 2025 all lower ones behave like it (facts 2.3).
constexpr char minor_version[] = "minorversion=75";
/// QuickBooks refuses longer request ids (facts 2.4).
constexpr std::size_t key_max = 50;
/// An invoice of 750 lines with a logo stays far below this.
constexpr std::size_t pdf_max = 32u << 20;

/// The items are named by their places, because answers come in any order (facts 5.9).
Json query_batch(const std::vector<std::string>& statements)
{
    Json items = Json::array();
    for (std::size_t i = 0; i < statements.size(); ++i) {
        Json item;
        item.set("bId", std::to_string(i)).set("Query", statements[i]);
        items.push_back(std::move(item));
    }
    return Json(Json::Object{{"BatchItemRequest", std::move(items)}});
}

std::vector<Json> query_answers(const Json& answer, std::size_t count)
{
    std::vector<Json> answers(count);
    if (const auto* items = answer["BatchItemResponse"].if_array()) {
        for (const Json& item : *items) {
            for (std::size_t i = 0; i < count; ++i) {
                if (item["bId"].string_or() == std::to_string(i)) {
                    answers[i] = item["QueryResponse"];
                }
            }
        }
    }
    return answers;
}

} // namespace

Result<Json> json_of(const net::ClientResponse& response)
{
    const auto parsed = Json::parse(response.body);
    const std::optional<Json> body = parsed ? std::optional(*parsed) : std::nullopt;
    if (response.status != 200 || !body || has_fault(*body) || body->if_object() == nullptr) {
        return fail(error_of(response, body));
    }
    return *body;
}

Client::Client(net::HttpClient& http,
               Log& log,
               std::string api_url,
               BooksId company,
               std::shared_ptr<AccessTokens> tokens)
    : http_(http), log_(log), api_url_(std::move(api_url)), company_(std::move(company)),
      tokens_(std::move(tokens))
{
}

std::string Client::url(const std::string& path) const
{
    const char separator = path.find('?') == std::string::npos ? '?' : '&';
    return api_url_ + "/v3/company/" + to_string(company_) + "/" + path + separator + minor_version;
}

Task<Json> Client::read(std::string path)
{
    net::ClientRequest request;
    request.url = url(path);
    std::string route = "GET " + path.substr(0, path.find('/'));
    co_return co_await call(std::move(route), true, std::move(request));
}

Task<Json> Client::query(std::string statement)
{
    net::ClientRequest request;
    request.url = url("query?query=" + net::percent_encode(statement));
    CO_TRY(const Json answer, co_await call("GET query", true, std::move(request)));
    co_return answer["QueryResponse"];
}

Task<std::vector<Json>> Client::queries(const std::vector<std::string>& statements)
{
    if (statements.size() > queries_max) {
        throw std::logic_error("too many queries for one batch");
    }
    net::ClientRequest request;
    request.method = "POST";
    request.url = url("batch");
    request.headers.add("Content-Type", "application/json");
    request.body = query_batch(statements).dump();
    request.repeatable = true; // queries change nothing
    CO_TRY(const Json answer, co_await call("POST batch of queries", true, std::move(request)));
    co_return query_answers(answer, statements.size());
}

Task<Json> Client::create(std::string entity, RequestKey key, Json body)
{
    std::string route = "POST " + entity;
    co_return co_await write(
        std::move(route), std::move(entity) + "?", std::move(key), body.dump());
}

Task<Json> Client::change(std::string entity, std::string operation, RequestKey key, Json body)
{
    std::string route = "POST " + entity + " " + operation;
    std::string path = std::move(entity) + "?operation=" + std::move(operation) + "&";
    co_return co_await write(std::move(route), std::move(path), std::move(key), body.dump());
}

Task<Json> Client::send(std::string entity, std::string id, std::string send_to, RequestKey key)
{
    std::string route = "POST " + entity + " send";
    std::string path = std::move(entity) + "/" + net::percent_encode(id) + "/send?";
    if (!send_to.empty()) {
        path += "sendTo=" + net::percent_encode(send_to) + "&";
    }
    co_return co_await write(std::move(route), std::move(path), std::move(key), {});
}

/// `path` ends where the next parameter begins. An empty body is one of octets (facts 5.4).
Task<Json> Client::write(std::string route, std::string path, RequestKey key, std::string body)
{
    if (key.value().empty() || key.value().size() > key_max) {
        throw std::logic_error("a request key has 1 to 50 characters");
    }
    net::ClientRequest request;
    request.method = "POST";
    request.url = url(path + "requestid=" + net::percent_encode(key.value()));
    request.headers.add("Content-Type",
                        body.empty() ? "application/octet-stream" : "application/json");
    request.body = std::move(body);
    request.repeatable = true; // the key makes it so
    co_return co_await call(std::move(route), false, std::move(request));
}

Task<std::string> Client::read_pdf(std::string path)
{
    constexpr std::string_view signature = "%PDF-";
    net::ClientRequest request;
    request.url = url(path);
    request.headers.add("Accept", "application/pdf");
    request.answer_max = pdf_max;
    std::string route = "GET " + path.substr(0, path.find('/')) + " pdf";
    CO_TRY(net::ClientResponse response,
           co_await exchange(std::move(route), true, std::move(request)));
    if (response.status == 200 && response.body.starts_with(signature)) {
        co_return std::move(response.body);
    }
    const auto body = Json::parse(response.body);
    co_return fail(error_of(response, body ? std::optional(*body) : std::nullopt));
}

Task<Json> Client::call(std::string route, bool metered, net::ClientRequest request)
{
    CO_TRY(const net::ClientResponse response,
           co_await exchange(std::move(route), metered, std::move(request)));
    co_return json_of(response);
}

Task<net::ClientResponse>
Client::exchange(std::string route, bool metered, net::ClientRequest request)
{
    CO_TRY(net::ClientResponse response,
           co_await net::send_authorized(http_, *tokens_, std::move(request)));
    log_.debug("vendor call",
               {{"vendor", "quickbooks"},
                {"route", route},
                {"metering", metered ? "metered" : "free"},
                {"status", std::to_string(response.status)},
                {"intuit_tid", std::string(response.headers.get("intuit_tid"))}});
    co_return response;
}

} // namespace billbridge::quickbooks
