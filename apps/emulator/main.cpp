#include "apps/emulator/options.hpp"
#include "net/curl_client.hpp"
#include "net/json_log.hpp"

#include <cstdio>
#include <exception>

namespace {

using namespace billbridge;

constexpr int failed = 1;
constexpr int misconfigured = 2;

Routine stop(emulator::Vendors& vendors, net::EventLoop& loop)
{
    co_await vendors.stop();
    loop.stop();
}

int run(const emulator::CommandLine& line)
{
    net::JsonLog log(line.quiet ? Log::Level::warning : Log::Level::info);
    net::EventLoop loop(log);
    net::SystemClock clock(loop);
    const auto client = net::make_curl_client(loop);
    const auto vendors = emulator::Vendors::open(
        {.loop = loop, .clock = clock, .client = *client, .log = log}, line.vendors);
    if (!vendors) {
        std::fprintf(stderr, "billbridge-emulator: %s\n", vendors.error().cause.c_str());
        return misconfigured;
    }
    loop.on_stop_signal([&] { loop.spawn("stop", stop(**vendors, loop)); });
    std::printf("emulator ready: Pipedrive %s, QuickBooks %s, seed %s\n",
                (*vendors)->pipedrive_url().c_str(),
                (*vendors)->quickbooks_url().c_str(),
                line.vendors.seed.c_str());
    std::fflush(stdout);
    return loop.run() ? 0 : failed;
}

} // namespace

int main(int argc, char** argv)
{
    try {
        const auto line = emulator::read_command_line(argc, argv);
        if (!line) {
            std::fputs(line.error().text.c_str(), line.error().status == 0 ? stdout : stderr);
            return line.error().status;
        }
        return run(*line);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "billbridge-emulator: %s\n", failure.what());
        return failed;
    }
}
