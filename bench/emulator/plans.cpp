#include "bench/emulator/plans.hpp"

#include "crypto/crypto.hpp"
#include "net/url.hpp"

#include <stdexcept>

namespace bench {

namespace {

namespace crypto = billbridge::crypto;
namespace net = billbridge::net;

/// The first company of the seeds that have books.
constexpr const char* realm = "4620816365002617531";
constexpr const char* redirect_uri = "http://127.0.0.1:1/callback";
/// Customers 1 to 24 of these seeds are active and without another currency.
constexpr std::uint64_t customers = 24;

std::string request_text(const std::string& line, const std::string& headers, std::string body = "")
{
    const std::string length =
        body.empty() ? "" : "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return line + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + length + "\r\n" + body;
}

std::string post_form(unsigned short port, const std::string& path, const net::Parameters& form)
{
    return ask_once(
        port,
        request_text("POST " + path,
                     "Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n",
                     net::encode_query(form)));
}

/// What stands between `begin` and the next of `ends`.
std::string text_between(const std::string& text, const std::string& begin, const std::string& ends)
{
    const auto at = text.find(begin);
    if (at == std::string::npos) {
        throw std::runtime_error("no " + begin + " in: " + text);
    }
    const auto from = at + begin.size();
    return text.substr(from, text.find_first_of(ends, from) - from);
}

std::string exchange(unsigned short port,
                     const std::string& path,
                     const std::string& client,
                     const std::string& consent)
{
    const std::string answer = post_form(port,
                                         path,
                                         {{"grant_type", "authorization_code"},
                                          {"code", text_between(consent, "code=", "&\r")},
                                          {"redirect_uri", redirect_uri},
                                          {"client_id", client + "-client"},
                                          {"client_secret", client + "-secret"}});
    return text_between(answer, "\"access_token\":\"", "\"");
}

std::string authorization(const std::string& token)
{
    return "Authorization: Bearer " + token + "\r\nAccept: application/json\r\n";
}

MakeRequest always(std::string text)
{
    return [text = std::move(text)]() { return text; };
}

std::string invoice_line(const char* item, const char* quantity, const char* price, const char* sum)
{
    return std::string(R"({"DetailType":"SalesItemLineDetail","Amount":)") + sum +
           R"(,"Description":"Work as agreed","SalesItemLineDetail":{"ItemRef":{"value":")" + item +
           R"("},"Qty":)" + quantity + R"(,"UnitPrice":)" + price +
           R"(,"TaxCodeRef":{"value":"NON"}}})";
}

} // namespace

std::string quickbooks_token(unsigned short port)
{
    const std::string consent = post_form(port,
                                          "/connect/oauth2",
                                          {{"client_id", "qb-client"},
                                           {"redirect_uri", redirect_uri},
                                           {"scope", "com.intuit.quickbooks.accounting"},
                                           {"state", "bench"},
                                           {"realm", realm},
                                           {"decision", "connect"}});
    return exchange(port, "/oauth2/v1/tokens/bearer", "qb", consent);
}

std::string pipedrive_token(unsigned short port)
{
    const std::string consent = post_form(port,
                                          "/oauth/authorize",
                                          {{"client_id", "pd-client"},
                                           {"redirect_uri", redirect_uri},
                                           {"state", "bench"},
                                           {"decision", "allow"}});
    return exchange(port, "/oauth/token", "pd", consent);
}

MakeRequest read_invoice(const std::string& token)
{
    return always(request_text(std::string("GET /v3/company/") + realm + "/invoice/130",
                               authorization(token)));
}

MakeRequest create_invoice(const std::string& token)
{
    const std::string lines = invoice_line("5", "2", "275", "550") + "," +
                              invoice_line("11", "1.5", "12.75", "19.13") + "," +
                              invoice_line("3", "5", "75", "375");
    const std::string headers = authorization(token) + "Content-Type: application/json\r\n";
    const std::string id_prefix = crypto::random_uuid().substr(0, 8);
    return [=, number = std::uint64_t{0}]() mutable {
        ++number;
        const std::string customer = std::to_string(1 + number % customers);
        return request_text(std::string("POST /v3/company/") + realm +
                                "/invoice?requestid=" + id_prefix + "-" + std::to_string(number),
                            headers,
                            R"({"CustomerRef":{"value":")" + customer + R"("},"Line":[)" + lines +
                                "]}");
    };
}

MakeRequest query_invoices(const std::string& token)
{
    const std::string statement = "select * from Invoice where TxnDate >= '2020-01-01' "
                                  "orderby TxnDate desc maxresults 20";
    return always(request_text(std::string("GET /v3/company/") + realm + "/query?" +
                                   net::encode_query({{"query", statement}}),
                               authorization(token)));
}

MakeRequest read_deal(const std::string& token)
{
    return always(request_text("GET /api/v2/deals/1", authorization(token)));
}

MakeRequest list_deals(const std::string& token)
{
    return always(request_text("GET /api/v2/deals?limit=100", authorization(token)));
}

} // namespace bench
