#include "net/curl_client.hpp"
#include "net/loop_test_support.hpp"
#include "net/peer_test_support.hpp"

// Asio's TLS is compiled here alone: only this test needs it.
#include <boost/asio/ssl/impl/src.hpp>

#include <boost/asio/ssl.hpp>
#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::net;
using namespace billbridge::net::test;

namespace {

namespace ssl = boost::asio::ssl;

/// A server context whose certificate names 127.0.0.1 and is signed by nobody but itself.
void sign_for_itself(ssl::context& context)
{
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    constexpr long day = 24 * 60 * 60;
    X509_gmtime_adj(X509_getm_notBefore(certificate), -day);
    X509_gmtime_adj(X509_getm_notAfter(certificate), day);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(
        name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("127.0.0.1"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_sign(certificate, key, EVP_sha256());
    SSL_CTX_use_certificate(context.native_handle(), certificate);
    SSL_CTX_use_PrivateKey(context.native_handle(), key);
    X509_free(certificate);
    EVP_PKEY_free(key);
}

/// Would answer whoever accepts its certificate.
Routine answer_over_tls(std::shared_ptr<tcp::socket> socket)
{
    ssl::context context(ssl::context::tls_server);
    sign_for_itself(context);
    ssl::stream<tcp::socket> stream(std::move(*socket), context);
    boost::system::error_code code;
    auto into_code = boost::asio::redirect_error(boost::asio::use_awaitable, code);
    co_await stream.async_handshake(ssl::stream_base::server, into_code);
    char request[4096];
    if (!code) {
        co_await stream.async_read_some(boost::asio::buffer(request), into_code);
    }
    const std::string answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    if (!code) {
        co_await stream.async_write_some(boost::asio::buffer(answer), into_code);
    }
}

Routine send_one(HttpClient& client, std::string url, Result<ClientResponse>& answer)
{
    ClientRequest request{.url = std::move(url)};
    answer = co_await client.send(std::move(request));
}

} // namespace

TEST_CASE("a certificate that nobody vouches for ends the call")
{
    MemoryLog log;
    EventLoop loop(log);
    Peer peer(loop, answer_over_tls);
    const auto client = make_curl_client(loop);
    Result<ClientResponse> answer;

    run(loop, [&] { return send_one(*client, peer.url("https"), answer); });

    REQUIRE_FALSE(answer.has_value());
    CHECK(answer.error().kind == ErrorKind::unavailable);
    CHECK(answer.error().cause.find("certificate") != std::string::npos);
}
