#pragma once

#include "base/task.hpp"
#include "net/http.hpp"

namespace billbridge::net {

/// Sends HTTP requests.
///
/// Reuses connections, speaks HTTP/2 where offered, verifies TLS certificates always, follows no
/// redirects. Threads: the event loop only.
class HttpClient {
public:
    virtual ~HttpClient() = default;

    /// One request, one answer of whatever status.
    ///
    /// Fails with `unavailable` where no whole answer came: refused, reset, past the deadline,
    /// larger than `answer_max`, bad TLS. Whether the other side acted on the request is then
    /// unknown. A request that is not `repeatable` is never sent twice. Fails with `invalid`,
    /// sending nothing, where a header holds a line break or another control character.
    virtual Task<ClientResponse> send(ClientRequest request) = 0;
};

} // namespace billbridge::net
