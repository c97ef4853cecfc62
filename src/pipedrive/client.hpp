#pragma once

#include "base/access_tokens.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "net/http_client.hpp"

#include <memory>
#include <string>

namespace billbridge::pipedrive {

/// Calls Pipedrive's REST API for one installation: adds the token, renews it once where Pipedrive
/// rejects it, tells failures apart.
class Client {
public:
    /// `api_base` is the origin that came with the tokens.
    Client(net::HttpClient& http,
           Log& log,
           std::string api_base,
           std::shared_ptr<AccessTokens> tokens);

    /// The whole JSON answer of a GET. `path` with its query; `route` names it in the log.
    Task<Json> get(std::string route, std::string path);

    /// The whole JSON answer of a POST. Pipedrive has no key that makes repeating a write safe.
    Task<Json> post(std::string route, std::string path, Json body);

private:
    Task<Json> call(std::string route, net::ClientRequest request);

    net::HttpClient& http_;
    Log& log_;
    std::string api_base_;
    std::shared_ptr<AccessTokens> tokens_;
};

/// What a status other than 200 and 201 means: the only place that sees it.
Error error_of(const net::ClientResponse& response);

/// The JSON of a good answer. Fails with `unavailable` where it is none, or says `success: false`.
Result<Json> json_of(const net::ClientResponse& response);

} // namespace billbridge::pipedrive
