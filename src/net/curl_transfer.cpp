#include "net/curl_transfer.hpp"

#include "net/url.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

namespace billbridge::net {

namespace {

/// All header lines of one answer, interim answers and trailers included. libcurl limits a single
/// line.
constexpr std::size_t header_max = 256u << 10;

bool is_safe(const ClientRequest& request)
{
    return request.method == "GET" || request.method == "HEAD" || request.repeatable;
}

std::string host_of(const std::string& url)
{
    const auto parsed = parse_url(url);
    return parsed ? parsed->host : "?";
}

Error no_answer(const ClientRequest& request, const std::string& why)
{
    // The address without its query: that may hold a secret.
    const std::string address = request.url.substr(0, request.url.find_first_of("?#"));
    return unavailable({"error.no_answer", {{"host", host_of(request.url)}}},
                       request.method + " " + address + ": " + why);
}

/// Loopback never goes through a proxy. Setting the option replaces the environment's own list, so
/// that is appended.
std::string hosts_without_proxy()
{
    std::string hosts = "127.0.0.1,localhost,::1";
    for (const char* name : {"no_proxy", "NO_PROXY"}) {
        const char* listed = std::getenv(name);
        if (listed != nullptr && *listed != '\0') {
            return hosts + "," + listed;
        }
    }
    return hosts;
}

} // namespace

CurlTransfer::CurlTransfer(ClientRequest request, std::uintptr_t number, Done done)
    : request_(std::move(request)), done_(std::move(done)), easy_(curl_easy_init())
{
    if (!easy_) {
        throw std::runtime_error("curl_easy_init failed");
    }
    set(CURLOPT_PRIVATE, reinterpret_cast<void*>(number));
    set(CURLOPT_ERRORBUFFER, detail_.data());
    set(CURLOPT_WRITEFUNCTION, &CurlTransfer::on_body);
    set(CURLOPT_WRITEDATA, static_cast<void*>(this));
    set(CURLOPT_HEADERFUNCTION, &CurlTransfer::on_header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(this));
    set_security();
    set_request();
    set_headers();
}

template <class Value>
void CurlTransfer::set(CURLoption option, Value value)
{
    const CURLcode code = curl_easy_setopt(easy_.get(), option, value);
    if (code != CURLE_OK) {
        throw std::runtime_error(std::string("libcurl: ") + curl_easy_strerror(code));
    }
}

void CurlTransfer::set_security()
{
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)); // or later
    set(CURLOPT_NOPROXY, hosts_without_proxy().c_str());
    set(CURLOPT_NOSIGNAL, 1L);
    // A kept connection can be dead without anybody knowing, and libcurl then sends the request
    // again by itself. A new connection gives it no reason to.
    set(CURLOPT_FRESH_CONNECT, is_safe(request_) ? 0L : 1L);
}

void CurlTransfer::set_request()
{
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_ACCEPT_ENCODING, ""); // whatever libcurl can decode
    set(CURLOPT_USERAGENT, "billbridge");
    // To libcurl 0 means for ever.
    set(CURLOPT_TIMEOUT_MS, std::max<long>(1, request_.deadline.count()));
    set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
    const bool bodiless = request_.method == "GET" || request_.method == "DELETE";
    if (request_.method == "HEAD") {
        set(CURLOPT_NOBODY, 1L);
    } else if (!bodiless || !request_.body.empty()) {
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
        set(CURLOPT_POSTFIELDS, request_.body.data());
    }
}

void CurlTransfer::set_headers()
{
    append_header("Expect:"); // no extra round trip before a body
    if (request_.headers.get("Content-Type").empty()) {
        append_header("Content-Type:"); // libcurl would call every body a form
    }
    for (const auto& [name, value] : request_.headers.lines()) {
        // libcurl takes "Name:" as a wish to leave the header out, and "Name;" as an empty one.
        append_header(value.empty() ? name + ";" : name + ": " + value);
    }
    set(CURLOPT_HTTPHEADER, header_list_.get());
}

void CurlTransfer::append_header(const std::string& line)
{
    curl_slist* longer = curl_slist_append(header_list_.get(), line.c_str());
    if (longer == nullptr) {
        throw std::runtime_error("curl_slist_append failed");
    }
    static_cast<void>(header_list_.release()); // it is part of the longer one
    header_list_.reset(longer);
}

std::uintptr_t CurlTransfer::number_of(CURL* easy)
{
    void* number = nullptr;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &number);
    return reinterpret_cast<std::uintptr_t>(number);
}

void CurlTransfer::complete(CURLcode code)
{
    if (code == CURLE_OK) {
        long status = 0;
        curl_easy_getinfo(easy(), CURLINFO_RESPONSE_CODE, &status);
        response_.status = static_cast<int>(status);
        done_(std::move(response_));
        return;
    }
    const std::string detail = detail_.data();
    if (too_large_) {
        fail_with("the answer is too large");
    } else {
        fail_with(detail.empty() ? curl_easy_strerror(code) : detail);
    }
}

void CurlTransfer::fail_with(const std::string& why)
{
    done_(fail(no_answer(request_, why)));
}

std::size_t CurlTransfer::on_body(char* data, std::size_t, std::size_t count, void* context)
{
    auto& transfer = *static_cast<CurlTransfer*>(context);
    std::string& body = transfer.response_.body;
    if (count > transfer.request_.answer_max - body.size()) {
        transfer.too_large_ = true;
        return CURL_WRITEFUNC_ERROR;
    }
    body.append(data, count);
    return count;
}

std::size_t CurlTransfer::on_header(char* data, std::size_t, std::size_t count, void* context)
{
    auto& transfer = *static_cast<CurlTransfer*>(context);
    transfer.header_bytes_ += count;
    if (transfer.header_bytes_ > header_max) {
        transfer.too_large_ = true;
        return CURL_WRITEFUNC_ERROR;
    }
    transfer.read_header({data, count});
    return count;
}

void CurlTransfer::read_header(std::string_view line)
{
    if (line.starts_with("HTTP/")) {
        response_.headers = {}; // an earlier, interim answer is over
        return;
    }
    while (!line.empty() && std::string_view(" \t\r\n").contains(line.back())) {
        line.remove_suffix(1);
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) {
        return;
    }
    const auto value = std::min(line.find_first_not_of(" \t", colon + 1), line.size());
    response_.headers.add(std::string(line.substr(0, colon)), std::string(line.substr(value)));
}

} // namespace billbridge::net
