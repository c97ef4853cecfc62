#include "net/curl_client.hpp"

#include "net/curl_transfer.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <curl/curl.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <stdexcept>

namespace billbridge::net {

namespace asio = boost::asio;
using Code = boost::system::error_code;

namespace {

/// Idle connections kept for reuse, over all hosts: the vendors are few.
constexpr long connections_kept = 32;

/// A socket that libcurl wants to be told about.
struct Watch {
    explicit Watch(asio::any_io_executor executor, curl_socket_t socket)
        : descriptor(executor, socket)
    {
    }
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
    int wanted = 0; ///< CURL_POLL_...
    bool reading = false;
    bool writing = false;
};

/// The multi handle and what it drives. Shared with the callbacks of Asio, which may come after the
/// client is gone: they hold it weakly.
class Driver : public std::enable_shared_from_this<Driver> {
public:
    explicit Driver(EventLoop& loop)
        : executor_(loop.executor()), timer_(executor_), multi_(curl_multi_init())
    {
        if (multi_ == nullptr) {
            throw std::runtime_error("curl_multi_init failed");
        }
        curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, &Driver::on_socket);
        curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
        curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, &Driver::on_timer);
        curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
        curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, connections_kept);
    }

    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    ~Driver()
    {
        for (auto& [number, transfer] : transfers_) {
            curl_multi_remove_handle(multi_, transfer->easy());
            transfer->fail_with("the client was closed");
        }
        transfers_.clear();
        curl_multi_cleanup(multi_); // closes the kept connections, which ends their watches
    }

    void start(ClientRequest request, CurlTransfer::Done done)
    {
        const std::uintptr_t number = ++last_number_;
        auto transfer = std::make_unique<CurlTransfer>(std::move(request), number, std::move(done));
        CURL* easy = transfer->easy();
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
              bool Watch::* pending,
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
        auto node = transfers_.extract(CurlTransfer::number_of(easy));
        if (node.empty()) {
            return;
        }
        curl_multi_remove_handle(multi_, easy);
        node.mapped()->complete(code);
    }

    asio::any_io_executor executor_;
    asio::steady_timer timer_;
    CURLM* multi_;
    std::uintptr_t last_number_ = 0;
    std::map<std::uintptr_t, std::unique_ptr<CurlTransfer>> transfers_; ///< by number
    std::map<curl_socket_t, std::shared_ptr<Watch>> watches_;
};

class CurlClient : public HttpClient {
public:
    explicit CurlClient(EventLoop& loop) : driver_(std::make_shared<Driver>(loop)) {}

    Task<ClientResponse> send(ClientRequest request) override
    {
        const bool sendable = std::ranges::all_of(request.headers.lines(), [](const auto& line) {
            return is_header(line.first, line.second);
        });
        if (!sendable) {
            co_return fail(invalid({"error.internal", {}}, "a header that cannot be sent"));
        }
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
