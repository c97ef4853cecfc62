#pragma once

#include "net/http_client.hpp"

#include <algorithm>
#include <deque>
#include <stdexcept>
#include <vector>

namespace billbridge::net {

/// Plays prepared answers and keeps the requests, for tests of what speaks HTTP.
class ScriptedClient : public HttpClient {
public:
    /// The next answer to any request.
    ScriptedClient& answer(int status, std::string body, Headers headers = {})
    {
        return answer_to("", status, std::move(body), std::move(headers));
    }

    /// The next answer to a request whose address contains `part`: for requests sent side by side.
    ScriptedClient& answer_to(std::string part, int status, std::string body, Headers headers = {})
    {
        answers_.push_back(
            {std::move(part), ClientResponse{status, std::move(headers), std::move(body)}});
        return *this;
    }

    /// The next request gets no answer.
    ScriptedClient& no_answer()
    {
        answers_.push_back(
            {"", fail(unavailable({"error.no_answer", {{"host", "h"}}}, "timed out"))});
        return *this;
    }

    Task<ClientResponse> send(ClientRequest request) override
    {
        const auto next =
            std::find_if(answers_.begin(), answers_.end(), [&](const Prepared& prepared) {
                return request.url.find(prepared.part) != std::string::npos;
            });
        requests.push_back(std::move(request));
        if (next == answers_.end()) {
            throw std::logic_error("no answer prepared for " + requests.back().url);
        }
        Result<ClientResponse> answer = std::move(next->answer);
        answers_.erase(next);
        co_return answer;
    }

    std::vector<ClientRequest> requests;

private:
    struct Prepared {
        std::string part;
        Result<ClientResponse> answer;
    };
    std::deque<Prepared> answers_;
};

} // namespace billbridge::net
