#include "emulator/kit/courier.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace emulator::kit;
using namespace std::chrono_literals;

namespace {

/// A courier whose app answers with the statuses that were prepared; 200 afterwards.
struct Post {
    explicit Post(RetrySchedule schedule)
        : courier(
              clock, std::move(schedule), [this](net::ClientRequest request, Courier::Done done) {
                  seen.push_back(request.body);
                  const int status = answers.empty() ? 200 : answers.front();
                  if (!answers.empty()) {
                      answers.pop_front();
                  }
                  done(status);
              })
    {
    }

    void post(const std::string& text, const std::string& channel = "all")
    {
        courier.post({.channel = channel, .what = text, .request = [text](int attempt) {
                          net::ClientRequest request{.method = "POST", .url = "http://app/hook"};
                          request.body = text + " " + std::to_string(attempt);
                          return request;
                      }});
        courier.run();
    }

    void wait(std::chrono::seconds time)
    {
        clock.advance(time);
        courier.run();
    }

    EmulatorClock clock{Time(1'800'000'000s)};
    std::deque<int> answers;
    std::vector<std::string> seen;
    Courier courier;
};

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("what is not acknowledged is sent again by the schedule, then given up")
{
    Post post({.delays = {3s, 30s}});
    post.answers = {500, 0, 503};
    std::vector<bool> given_up;
    post.courier.on_attempt = [&](const Courier::Attempt& attempt) {
        given_up.push_back(attempt.is_given_up);
    };

    post.post("a");
    post.wait(2s);
    CHECK(post.seen == Texts{"a 1"});
    post.wait(1s);
    post.wait(30s);
    post.wait(300s);

    CHECK(post.seen == Texts{"a 1", "a 2", "a 3"});
    CHECK(given_up == std::vector<bool>{false, false, true});
    CHECK(post.courier.to_json()["pending"].if_array()->empty());
    CHECK(post.courier.to_json()["deliveries"].if_array()->size() == 3);
}

TEST_CASE("with a last delay that repeats nothing is given up")
{
    Post post({.delays = {10s}, .repeats_last = true});
    post.answers = {500, 500, 500, 500, 200};

    post.post("a");
    for (int i = 0; i < 6; ++i) {
        post.wait(10s);
    }

    CHECK(post.seen.size() == 5);
}

TEST_CASE("where it is so, later parcels of a channel wait for an earlier one")
{
    Post held({.delays = {10s}, .holds_back = true});
    Post free({.delays = {10s}});
    for (Post* post : {&held, &free}) {
        post->answers = {500};
        post->post("a");
        post->post("b");
        post->post("c", "other");
        post->wait(10s);
    }

    CHECK(held.seen == Texts{"a 1", "c 1", "a 2", "b 1"});
    CHECK(free.seen == Texts{"a 1", "b 1", "c 1", "a 2"});
}

TEST_CASE("on demand parcels wait, are doubled, lost, dropped or turned round")
{
    Post post({.delays = {10s}});

    post.courier.holds = true;
    post.post("a");
    post.post("b");
    CHECK(post.seen.empty());
    post.courier.reorders = true;
    post.courier.holds = false;
    post.courier.run();
    CHECK(post.seen == Texts{"b 1", "a 1"});

    post.courier.reorders = false;
    post.courier.duplicates = true;
    post.courier.to_lose = 1;
    post.post("lost");
    post.post("twice");
    CHECK(post.seen == Texts{"b 1", "a 1", "twice 1", "twice 1"});

    post.courier.holds = true;
    post.post("dropped");
    post.courier.drop_all();
    post.courier.deliver_now();
    CHECK(post.seen.size() == 4);
    CHECK(post.courier.holds);
}

TEST_CASE("what waits for another attempt goes at once when it is asked for")
{
    Post post({.delays = {3600s}});
    post.answers = {500};
    post.post("a");

    post.courier.deliver_now();

    CHECK(post.seen == Texts{"a 1", "a 2"});
}

TEST_CASE(
    "everything that is held goes at the word, one after the other where they wait for one another")
{
    EmulatorClock clock{Time(1'800'000'000s)};
    std::vector<std::string> seen;
    std::vector<Courier::Done> unanswered;
    Courier courier(clock,
                    {.delays = {10s}, .holds_back = true},
                    [&](net::ClientRequest request, Courier::Done done) {
                        seen.push_back(request.body);
                        unanswered.push_back(std::move(done));
                    });
    auto post = [&](const std::string& text) {
        courier.post({.channel = "all", .what = text, .request = [text](int) {
                          net::ClientRequest request{.method = "POST", .url = "http://app/hook"};
                          request.body = text;
                          return request;
                      }});
        courier.run();
    };
    courier.holds = true;
    post("a");
    post("b");

    courier.deliver_now();
    post("held");
    CHECK(seen == Texts{"a"});
    unanswered.at(0)(200);
    CHECK(seen == Texts{"a", "b"});
    unanswered.at(1)(200);
    CHECK(seen == Texts{"a", "b"});
}
