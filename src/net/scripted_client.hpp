#pragma once

#include "net/http_client.hpp"

#include <deque>
#include <stdexcept>
#include <vector>

namespace billbridge::net {

/// Plays prepared answers and keeps the requests, for tests of what speaks HTTP.
class ScriptedClient : public HttpClient {
public:
    /// The next answer.
    ScriptedClient& answer(int status, std::string body, Headers headers = {})
    {
        answers_.push_back(ClientResponse{status, std::move(headers), std::move(body)});
        return *this;
    }

    /// The next request gets no answer.
    ScriptedClient& no_answer()
    {
        answers_.push_back(fail(unavailable({"error.no_answer", {{"host", "h"}}}, "timed out")));
        return *this;
    }

    Task<ClientResponse> send(ClientRequest request) override
    {
        requests.push_back(std::move(request));
        if (answers_.empty()) {
            throw std::logic_error("no answer prepared for " + requests.back().url);
        }
        Result<ClientResponse> answer = std::move(answers_.front());
        answers_.pop_front();
        co_return answer;
    }

    std::vector<ClientRequest> requests;

private:
    std::deque<Result<ClientResponse>> answers_;
};

} // namespace billbridge::net
