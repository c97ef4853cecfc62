#pragma once

#include "base/access_tokens.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "domain/ids.hpp"
#include "net/http_client.hpp"

#include <memory>
#include <string>
#include <vector>

namespace billbridge::quickbooks {

/// Calls the accounting API for one company: token, minor version, request id, faults.
class Client {
public:
    /// How many queries go into one batch: the lowest figure that Intuit names (facts 5.9).
    static constexpr std::size_t queries_max = 10;

    Client(net::HttpClient& http,
           Log& log,
           std::string api_url,
           BooksId company,
           std::shared_ptr<AccessTokens> tokens);

    /// `GET .../company/{id}/{path}`: a metered read.
    Task<Json> read(std::string path);
    /// `select ...`, percent-encoded here: a metered read. The `QueryResponse` of the answer.
    Task<Json> query(std::string statement);
    /// Several queries in one request, at most `queries_max`: each a metered read. Their
    /// `QueryResponse`s in the order of the statements; null where QuickBooks refused one.
    Task<std::vector<Json>> queries(const std::vector<std::string>& statements);
    /// `GET .../company/{id}/{path}` of a PDF: a metered read. The bytes.
    Task<std::string> read_pdf(std::string path);
    /// `POST .../company/{id}/{entity}` under `key`, which QuickBooks answers with the first
    /// outcome when it comes again (facts 2.4): a free write.
    Task<Json> create(std::string entity, RequestKey key, Json body);

    /// The same with an operation of its own in the address: `invoice?operation=void`.
    Task<Json> change(std::string entity, std::string operation, RequestKey key, Json body);
    /// `POST .../{entity}/{id}/send`; an empty `send_to` means the document's own address. Under
    /// `key` the e-mail goes out once.
    Task<Json> send(std::string entity, std::string id, std::string send_to, RequestKey key);

    const BooksId& company() const { return company_; }

private:
    Task<Json> write(std::string route, std::string path, RequestKey key, std::string body);
    Task<Json> call(std::string route, bool metered, net::ClientRequest request);
    Task<net::ClientResponse> exchange(std::string route, bool metered, net::ClientRequest request);
    std::string url(const std::string& path) const;

    net::HttpClient& http_;
    Log& log_;
    std::string api_url_;
    BooksId company_;
    std::shared_ptr<AccessTokens> tokens_;
};

/// The JSON of an answer without a fault; else what the fault means. Any status can carry a fault,
/// 200 included (facts 2.1).
Result<Json> json_of(const net::ClientResponse& response);

} // namespace billbridge::quickbooks
