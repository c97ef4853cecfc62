#include "bench/emulator/load.hpp"

#include "bench/emulator/emulator_process.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <charconv>
#include <memory>
#include <stdexcept>

namespace bench {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::string_view headers_end = "\r\n\r\n";
constexpr std::size_t read_max = 64u << 10;

tcp::socket connect(asio::io_context& context, unsigned short port)
{
    tcp::socket socket(context);
    socket.connect({asio::ip::address_v4::loopback(), port});
    socket.set_option(tcp::no_delay(true));
    return socket;
}

std::size_t content_length(std::string_view headers)
{
    constexpr std::string_view name = "\r\nContent-Length: ";
    const auto at = headers.find(name);
    if (at == std::string_view::npos) {
        throw std::runtime_error("an answer without length: " + std::string(headers));
    }
    std::size_t length = 0;
    std::from_chars(headers.data() + at + name.size(), headers.data() + headers.size(), length);
    return length;
}

class Load;

/// One connection that asks again and again.
class Asker {
public:
    Asker(Load& load, tcp::socket socket) : load_(load), socket_(std::move(socket)) {}

    void ask();

private:
    void read();
    bool is_whole() const;

    Load& load_;
    tcp::socket socket_;
    std::string request_;
    std::string answer_;
    std::size_t answer_length_ = 0; ///< as far as it is here
    std::chrono::microseconds asked_{};
};

class Load {
public:
    Load(const MakeRequest& make_request, const Breadth& breadth)
        : make_request_(make_request), breadth_(breadth), begin_(steady_microseconds())
    {
    }

    /// Empty where enough was asked.
    std::string next_request(std::chrono::microseconds now)
    {
        const bool goes_on = asked_ < breadth_.requests_max && now - begin_ < breadth_.longest;
        asked_ += goes_on ? 1 : 0;
        return goes_on ? make_request_() : std::string();
    }

    void count(std::string_view answer, std::chrono::microseconds took)
    {
        ++measured_.answers;
        measured_.latencies.push_back(took);
        if (!answer.starts_with("HTTP/1.1 200 ")) {
            ++measured_.refusals;
            measured_.first_refusal =
                measured_.refusals == 1 ? std::string(answer) : measured_.first_refusal;
        }
    }

    Measured result()
    {
        measured_.took = steady_microseconds() - begin_;
        std::ranges::sort(measured_.latencies);
        return std::move(measured_);
    }

private:
    const MakeRequest& make_request_;
    const Breadth& breadth_;
    std::chrono::microseconds begin_;
    std::uint64_t asked_ = 0;
    Measured measured_;
};

void Asker::ask()
{
    asked_ = steady_microseconds();
    request_ = load_.next_request(asked_);
    if (request_.empty()) {
        return;
    }
    answer_length_ = 0;
    asio::async_write(socket_, asio::buffer(request_), [this](auto code, std::size_t) {
        if (code) {
            throw std::runtime_error("cannot ask: " + code.message());
        }
        read();
    });
}

void Asker::read()
{
    answer_.resize(answer_length_ + read_max);
    socket_.async_read_some(asio::buffer(answer_.data() + answer_length_, read_max),
                            [this](auto code, std::size_t length) {
                                if (code) {
                                    throw std::runtime_error("no answer: " + code.message());
                                }
                                answer_length_ += length;
                                if (!is_whole()) {
                                    read();
                                    return;
                                }
                                load_.count(std::string_view(answer_).substr(0, answer_length_),
                                            steady_microseconds() - asked_);
                                ask();
                            });
}

bool Asker::is_whole() const
{
    const std::string_view here = std::string_view(answer_).substr(0, answer_length_);
    const auto end = here.find(headers_end);
    return end != std::string_view::npos &&
           here.size() >= end + headers_end.size() + content_length(here.substr(0, end));
}

} // namespace

std::chrono::microseconds Measured::percentile(std::size_t percent) const
{
    return latencies.empty() ? std::chrono::microseconds()
                             : latencies[(latencies.size() - 1) * percent / 100];
}

Measured run_load(unsigned short port, const MakeRequest& make_request, const Breadth& breadth)
{
    asio::io_context context(1);
    std::vector<std::unique_ptr<Asker>> askers;
    Load load(make_request, breadth);
    for (std::uint64_t i = 0; i < breadth.connections; ++i) {
        askers.push_back(std::make_unique<Asker>(load, connect(context, port)));
        askers.back()->ask();
    }
    context.run();
    return load.result();
}

std::string ask_once(unsigned short port, const std::string& request)
{
    asio::io_context context(1);
    tcp::socket socket = connect(context, port);
    asio::write(socket, asio::buffer(request));
    std::string answer;
    boost::system::error_code code;
    asio::read(socket, asio::dynamic_buffer(answer), code);
    if (code != asio::error::eof) {
        throw std::runtime_error("no answer: " + code.message());
    }
    return answer;
}

} // namespace bench
