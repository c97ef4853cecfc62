#include "net/curl_client.hpp"

#include "net/url.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <curl/curl.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <stdexcept>

namespace billbridge::net {

namespace asio = boost::asio;
using Code = boost::system::error_code;

namespace {

/// Idle connections kept for reuse, over all hosts: the vendors are few.
constexpr long connections_kept = 32;

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

/// One request under way. Found by its number, never by a pointer that a callback kept.
struct Transfer {
    ~Transfer() { curl_easy_cleanup(easy); }

    CURL* easy = nullptr;
    std::unique_ptr<curl_slist, FreeList> header_list;
    ClientRequest request;
    ClientResponse response;
    bool too_large = false;
    std::function<void(Result<ClientResponse>)> done;
};

/// A socket that libcurl wants to be told about.
struct Watch {
    explicit Watch(asio::any_io_executor executor, curl_socket_t socket) : descriptor(executor, socket) {}
    ~Watch() { forget(); }

    /// libcurl closes its sockets itself. This must come before it does: afterwards the number can
    /// belong to another socket.
    void forget()
    {
        if (descriptor.is_open()) {
            descriptor.release();
        }
    }

    asio::posix::stream_descriptor descriptor;
    int wanted = 0;    ///< CURL_POLL_...
    bool reading = false;
    bool writing = false;
};

std::size_t on_body(char* data, std::size_t, std::size_t count, void* context)
{
    auto& transfer = *static_cast<Transfer*>(context);
    if (transfer.response.body.size() + count > transfer.request.answer_max) {
        transfer.too_large = true;
        return 0; // libcurl ends the transfer
    }
    transfer.response.body.append(data, count);
    return count;
}

std::size_t on_header(char* data, std::size_t, std::size_t count, void* context)
{
    auto& transfer = *static_cast<Transfer*>(context);
    std::string_view line(data, count);
    if (line.starts_with("HTTP/")) {
        transfer.response.headers = {}; // an earlier, interim answer is over
        return count;
    }
    while (line.ends_with('\n') || line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    const auto colon = line.find(':');
    if (colon != std::string_view::npos) {
        const auto value = line.find_first_not_of(' ', colon + 1);
        transfer.response.headers.add(std::string(line.substr(0, colon)),
                                      std::string(line.substr(std::min(value, line.size()))));
    }
    return count;
}

std::string host_of(const std::string& url)
{
    const auto parsed = parse_url(url);
    return parsed ? parsed->host : "?";
}

Error no_answer(const ClientRequest& request, const std::string& why)
{
    // The address without its query: that may hold a secret.
    const std::string address = request.url.substr(0, request.url.find('?'));
    return unavailable({"error.no_answer", {{"host", host_of(request.url)}}},
                       request.method + " " + address + ": " + why);
}

void set_up(Transfer& transfer)
{
    CURL* easy = transfer.easy;
    const ClientRequest& request = transfer.request;
    curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "127.0.0.1,localhost,::1");
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, ""); // whatever libcurl can decode
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(request.deadline.count()));
    curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer);
    const bool safe = request.method == "GET" || request.method == "HEAD" || request.repeatable;
    curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, safe ? 0L : 1L);
    if (request.method == "HEAD") {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    } else if (request.method != "GET" || !request.body.empty()) {
        curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
        curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    }
    curl_slist* list = curl_slist_append(nullptr, "Expect:"); // no extra round trip before a body
    for (const auto& [name, value] : request.headers.lines()) {
        list = curl_slist_append(list, (name + ": " + value).c_str());
    }
    transfer.header_list.reset(list);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);
}

/// The multi handle and what it drives. Shared with the callbacks of Asio, which may come after the
/// client is gone: they hold it weakly.
class Driver : public std::enable_shared_from_this<Driver> {
public:
    explicit Driver(EventLoop& loop) : executor_(loop.executor()), timer_(executor_)
    {
        multi_ = curl_multi_init();
        curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &Driver::on_socket);
        curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
        curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Driver::on_timer);
        curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
        curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, connections_kept);
    }

    ~Driver()
    {
        for (auto& [number, transfer] : transfers_) {
            curl_multi_remove_handle(multi_, transfer->easy);
            transfer->done(fail(no_answer(transfer->request, "the client was closed")));
        }
        transfers_.clear();
        curl_multi_cleanup(multi_); // closes the kept connections, which ends their watches
    }

    void start(ClientRequest request, std::function<void(Result<ClientResponse>)> done)
    {
        auto transfer = std::make_unique<Transfer>();
        transfer->easy = curl_easy_init();
        transfer->request = std::move(request);
        transfer->done = std::move(done);
        if (transfer->easy == nullptr) {
            throw std::runtime_error("curl_easy_init failed");
        }
        set_up(*transfer);
        const std::uintptr_t number = ++last_number_;
        curl_easy_setopt(transfer->easy, CURLOPT_PRIVATE, reinterpret_cast<void*>(number));
        CURL* easy = transfer->easy;
        transfers_.emplace(number, std::move(transfer));
        curl_multi_add_handle(multi_, easy); // starts by way of the timer
    }

    asio::any_io_executor executor() const { return executor_; }

private:
    static int on_socket(CURL*, curl_socket_t socket, int what, void* context, void*)
    {
        static_cast<Driver*>(context)->watch(socket, what);
        return 0;
    }

    static int on_timer(CURLM*, long milliseconds, void* context)
    {
        static_cast<Driver*>(context)->set_timer(milliseconds);
        return 0;
    }

    void set_timer(long milliseconds)
    {
        if (milliseconds < 0) {
            timer_.cancel();
            return;
        }
        timer_.expires_after(std::chrono::milliseconds(milliseconds));
        timer_.async_wait([weak = weak_from_this()](Code code) {
            const auto self = weak.lock();
            if (self && !code) {
                self->act(CURL_SOCKET_TIMEOUT, 0);
            }
        });
    }

    void watch(curl_socket_t socket, int what)
    {
        if (what == CURL_POLL_REMOVE) {
            const auto node = watches_.extract(socket);
            if (!node.empty()) {
                node.mapped()->forget();
            }
            return;
        }
        auto& watch = watches_[socket];
        if (!watch) {
            watch = std::make_shared<Watch>(executor_, socket);
        }
        watch->wanted = what;
        arm(socket, watch);
    }

    void arm(curl_socket_t socket, const std::shared_ptr<Watch>& watch)
    {
        using Descriptor = asio::posix::stream_descriptor;
        if ((watch->wanted & CURL_POLL_IN) != 0 && !watch->reading) {
            wait(socket, watch, Descriptor::wait_read, &Watch::reading, CURL_CSELECT_IN);
        }
        if ((watch->wanted & CURL_POLL_OUT) != 0 && !watch->writing) {
            wait(socket, watch, Descriptor::wait_write, &Watch::writing, CURL_CSELECT_OUT);
        }
    }

    void wait(curl_socket_t socket,
              const std::shared_ptr<Watch>& watch,
              asio::posix::stream_descriptor::wait_type type,
              bool Watch::*pending,
              int event)
    {
        (*watch).*pending = true;
        // The same number can be another socket by the time this fires: only the same watch counts.
        std::weak_ptr<Watch> same = watch;
        watch->descriptor.async_wait(
            type, [weak = weak_from_this(), same, socket, pending, event](Code code) {
                const auto self = weak.lock();
                const auto watched = same.lock();
                if (!self || !watched) {
                    return;
                }
                (*watched).*pending = false;
                const auto current = self->watches_.find(socket);
                if (code == asio::error::operation_aborted || current == self->watches_.end() ||
                    current->second != watched) {
                    return;
                }
                self->act(socket, code ? CURL_CSELECT_ERR : event);
                const auto after = self->watches_.find(socket);
                if (after != self->watches_.end() && after->second == watched) {
                    self->arm(socket, watched);
                }
            });
    }

    void act(curl_socket_t socket, int events)
    {
        int running = 0;
        curl_multi_socket_action(multi_, socket, events, &running);
        int left = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
            if (message->msg == CURLMSG_DONE) {
                finish(message->easy_handle, message->data.result);
            }
        }
    }

    void finish(CURL* easy, CURLcode code)
    {
        void* number = nullptr;
        curl_easy_getinfo(easy, CURLINFO_PRIVATE, &number);
        auto node = transfers_.extract(reinterpret_cast<std::uintptr_t>(number));
        if (node.empty()) {
            return;
        }
        const std::unique_ptr<Transfer> transfer = std::move(node.mapped());
        curl_multi_remove_handle(multi_, easy);
        if (code == CURLE_OK) {
            long status = 0;
            curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
            transfer->response.status = static_cast<int>(status);
            transfer->done(std::move(transfer->response));
        } else {
            const std::string why = transfer->too_large ? "the answer is too large" : curl_easy_strerror(code);
            transfer->done(fail(no_answer(transfer->request, why)));
        }
    }

    asio::any_io_executor executor_;
    asio::steady_timer timer_;
    CURLM* multi_ = nullptr;
    std::uintptr_t last_number_ = 0;
    std::map<std::uintptr_t, std::unique_ptr<Transfer>> transfers_;
    std::map<curl_socket_t, std::shared_ptr<Watch>> watches_;
};

class CurlClient : public HttpClient {
public:
    explicit CurlClient(EventLoop& loop) : driver_(std::make_shared<Driver>(loop)) {}

    Task<ClientResponse> send(ClientRequest request) override
    {
        Driver& driver = *driver_;
        // An answer comes through the loop, never from inside libcurl's callbacks.
        auto begin = [&driver](auto handler, ClientRequest wanted) {
            auto shared = std::make_shared<decltype(handler)>(std::move(handler));
            driver.start(std::move(wanted),
                         [shared, executor = driver.executor()](Result<ClientResponse> result) {
                             asio::post(executor, [shared, result = std::move(result)]() mutable {
                                 (*shared)(std::move(result));
                             });
                         });
        };
        co_return co_await asio::async_initiate<decltype(asio::use_awaitable),
                                                void(Result<ClientResponse>)>(
            begin, asio::use_awaitable, std::move(request));
    }

private:
    std::shared_ptr<Driver> driver_;
};

} // namespace

std::unique_ptr<HttpClient> make_curl_client(EventLoop& loop)
{
    static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (initialised != CURLE_OK) {
        throw std::runtime_error("curl_global_init failed");
    }
    return std::make_unique<CurlClient>(loop);
}

} // namespace billbridge::net
