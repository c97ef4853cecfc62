#include "web/request.hpp"

#include "base/utf8.hpp"
#include "core/store_value.hpp"
#include "crypto/crypto.hpp"

namespace billbridge::web {

Result<std::string> search_text(const Call& call)
{
    std::string text(call.request.parameter("text"));
    if (text.size() > search_max) {
        return fail(invalid({"error.too_long", {{"max", std::to_string(search_max)}}}, {}, "text"));
    }
    if (!is_utf8(text)) {
        return fail(invalid({"error.json", {}}, "a search text that is not UTF-8", "text"));
    }
    return text;
}

RequestKey request_key(const Caller& caller, const std::string& idempotency_key)
{
    constexpr std::size_t key_length = 40;
    const std::string of_company = to_string(caller.company) + "/" + idempotency_key;
    return RequestKey(crypto::hex(crypto::sha256(of_company)).substr(0, key_length));
}

Task<std::shared_ptr<Books>> open_books(Gateways& gateways, Store& store, Caller caller)
{
    const auto body = [caller](Transaction& tx) { return require_open_connection(tx, caller); };
    CO_TRY(const Connection connection, co_await read_value(store, body));
    co_return gateways.books(connection);
}

} // namespace billbridge::web
