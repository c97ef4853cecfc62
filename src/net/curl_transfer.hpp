#pragma once

#include "base/result.hpp"
#include "net/http.hpp"

#include <curl/curl.h>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace billbridge::net {

/// One request as libcurl carries it, and what came back so far. Stays where it is: libcurl keeps
/// its address for as long as it carries it.
class CurlTransfer {
public:
    using Done = std::function<void(Result<ClientResponse>)>;

    /// `number` is how the driver finds it again. Throws where libcurl has no memory left.
    CurlTransfer(ClientRequest request, std::uintptr_t number, Done done);
    CurlTransfer(const CurlTransfer&) = delete;
    CurlTransfer& operator=(const CurlTransfer&) = delete;

    CURL* easy() const { return easy_.get(); }
    static std::uintptr_t number_of(CURL* easy);

    /// Passes on the answer, or why there is none. Once, after libcurl has let go of it.
    void complete(CURLcode code);
    void fail_with(const std::string& why);

private:
    struct FreeEasy {
        void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
    };
    struct FreeList {
        void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    };

    static std::size_t on_body(char* data, std::size_t, std::size_t count, void* context);
    static std::size_t on_header(char* data, std::size_t, std::size_t count, void* context);
    template <class Value>
    void set(CURLoption option, Value value);
    void set_security();
    void set_request();
    void set_headers();
    void append_header(const std::string& line);
    void read_header(std::string_view line);

    ClientRequest request_;
    Done done_;
    ClientResponse response_;
    std::size_t header_bytes_ = 0;
    bool too_large_ = false;
    std::array<char, CURL_ERROR_SIZE> detail_{};
    std::unique_ptr<curl_slist, FreeList> header_list_;
    std::unique_ptr<CURL, FreeEasy> easy_; ///< goes first: it refers to what stands above
};

} // namespace billbridge::net
