#include "bench/emulator/emulator_process.hpp"
#include "bench/emulator/load.hpp"
#include "bench/emulator/plans.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <stdexcept>

namespace {

using namespace bench;
using std::chrono::microseconds;

struct Options {
    std::string emulator;
    std::string seed = "large";
    std::string only; ///< a part of the names of the plans to run
    std::int64_t seconds = 3;
    std::uint64_t requests = 100'000;
    std::uint64_t connections = 8;
    int rounds = 3;
};

struct Plan {
    const char* name;
    unsigned short port;
    MakeRequest make_request;
};

/// What one round of a plan came to.
struct Round {
    std::int64_t per_second = 0;
    microseconds each{}; ///< of the emulator's processor time
    microseconds median{};
    microseconds slow{}; ///< the latency that 99 of 100 answers do not exceed
};

Round run_round(const EmulatorProcess& emulator, const Plan& plan, const Options& options)
{
    const Breadth breadth{.connections = options.connections,
                          .longest = std::chrono::seconds(options.seconds),
                          .requests_max = options.requests};
    const microseconds before = emulator.processor_time();
    const Measured measured = run_load(plan.port, plan.make_request, breadth);
    const microseconds used = emulator.processor_time() - before;
    if (measured.refusals > 0 || measured.answers == 0) {
        throw std::runtime_error(std::string(plan.name) + ": " + measured.first_refusal);
    }
    const auto answers = static_cast<std::int64_t>(measured.answers);
    return {.per_second = answers * std::micro::den / measured.took.count(),
            .each = used / answers,
            .median = measured.percentile(50),
            .slow = measured.percentile(99)};
}

/// The round with the median of what a request costs: other programs on the machine disturb the
/// time that passes more than the time that the emulator uses.
Round middle(std::vector<Round> rounds)
{
    const auto half = rounds.begin() + static_cast<std::ptrdiff_t>(rounds.size() / 2);
    std::ranges::nth_element(rounds, half, {}, &Round::each);
    return *half;
}

void print(const Plan& plan, const Round& round)
{
    const auto each = std::max(round.each, microseconds(1));
    std::printf("%-34s %9lld %12lld %16lld %9lld %9lld\n",
                plan.name,
                static_cast<long long>(round.per_second),
                static_cast<long long>(each.count()),
                static_cast<long long>(std::micro::den / each.count()),
                static_cast<long long>(round.median.count()),
                static_cast<long long>(round.slow.count()));
    std::fflush(stdout);
}

Options read_options(int argc, char** argv)
{
    CLI::App app("Measures billbridge-emulator on a processor of its own");
    Options options;
    options.emulator =
        (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "billbridge-emulator")
            .string();
    app.add_option("--emulator", options.emulator, "the program")->capture_default_str();
    app.add_option("--seed", options.seed, "its data: craigs or large")->capture_default_str();
    app.add_option("--only", options.only, "only the plans with this in their name, say create");
    app.add_option("--seconds", options.seconds, "the longest a round may take")
        ->capture_default_str();
    app.add_option("--requests", options.requests, "the most that a round asks")
        ->capture_default_str();
    app.add_option("--connections", options.connections, "kept-alive connections")
        ->capture_default_str()
        ->check(CLI::Range(1, 500));
    app.add_option("--rounds", options.rounds, "of which the median is told")
        ->capture_default_str()
        ->check(CLI::Range(1, 99));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        std::exit(app.exit(error));
    }
    return options;
}

void run(const Options& options)
{
    stay_on_processor(0);
    const EmulatorProcess emulator(options.emulator, options.seed);
    stay_on_processor(1);
    std::printf("seed %s: ready after %lld ms, %lld ms of them on a processor, %lld MB resident\n",
                options.seed.c_str(),
                static_cast<long long>(emulator.start_time().count() / 1000),
                static_cast<long long>(emulator.processor_time().count() / 1000),
                static_cast<long long>(emulator.resident_kilobytes() / 1024));
    std::printf("%-34s %9s %12s %16s %9s %9s\n",
                "",
                "requests",
                "processor us",
                "requests per",
                "p50 us",
                "p99 us");
    std::printf("%-34s %9s %12s %16s\n", "", "per s", "per request", "processor second");
    const std::string books = quickbooks_token(emulator.quickbooks_port());
    const std::string deals = pipedrive_token(emulator.pipedrive_port());
    const std::vector<Plan> plans = {
        {"QuickBooks: read an invoice", emulator.quickbooks_port(), read_invoice(books)},
        {"QuickBooks: query 20 invoices", emulator.quickbooks_port(), query_invoices(books)},
        {"Pipedrive: read a deal", emulator.pipedrive_port(), read_deal(deals)},
        {"Pipedrive: list 100 deals", emulator.pipedrive_port(), list_deals(deals)},
        // Last, because it makes the books grow.
        {"QuickBooks: create an invoice", emulator.quickbooks_port(), create_invoice(books)},
    };
    for (const Plan& plan : plans) {
        if (std::string_view(plan.name).find(options.only) == std::string_view::npos) {
            continue;
        }
        std::vector<Round> rounds;
        for (int i = 0; i < options.rounds; ++i) {
            rounds.push_back(run_round(emulator, plan, options));
        }
        print(plan, middle(std::move(rounds)));
    }
    std::printf("at the end: %lld MB resident\n",
                static_cast<long long>(emulator.resident_kilobytes() / 1024));
}

} // namespace

int main(int argc, char** argv)
{
    try {
        run(read_options(argc, argv));
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "emulator_bench: %s\n", failure.what());
        return 1;
    }
}
