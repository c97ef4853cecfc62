#pragma once

#include "base/json.hpp"
#include "net/http.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The envelopes of the REST API and its error bodies.
namespace emulator::pipedrive::answer {

using billbridge::Json;
using billbridge::net::Response;

Response json(int status, const Json& body);

/// `{"success":true,"data":...}`
Response single(Json data, int status = 200);
/// `{"success":true,"data":{"id":1}}`, as most deletions answer.
Response deleted(std::int64_t id);
/// A list of API v2; `next_cursor` is null at the end.
Response page_v2(Json items, Json next_cursor);
/// A list of API v1. An empty one has null in place of the array, as the vendor's lists may.
Response page_v1(Json items, std::int64_t start, std::int64_t limit, bool more);
/// The same of those lists that tell of the page straight in `additional_data`.
Response page_v1_flat(Json items, std::int64_t start, std::int64_t limit, bool more);

/// 404, also for what was deleted or is hidden from this user.
Response not_found();
/// 400 of API v2.
Response validation_failed(std::string_view reason);
/// 400 of API v1.
Response bad_request(std::string_view reason);
/// 401 as the gateway answers it.
Response unauthorized();
/// 403: the token's scopes do not cover the address.
Response scope_mismatch();
/// A status with nothing but a reason.
Response refused(int status, std::string_view reason);
/// 403: the user may not do this.
Response forbidden(std::string_view reason);
/// 410: the endpoint was removed.
Response gone();

/// 405: the address answers other methods.
Response method_not_allowed();
/// 415: the body is of a kind that this address does not read.
Response unsupported_media_type();
/// 429, after the burst limit.
Response rate_limited();

/// The refusal that a fault names: the status, or `403_scope` and `403_html`. None for other codes.
std::optional<Response> by_code(std::string_view code);

/// A number as JavaScript prints it: 14.50 becomes 14.5.
Json number(const billbridge::Decimal& value);

/// An array of numbers.
Json numbers(const std::vector<std::int64_t>& values);

/// The value, or null.
template <class T>
Json nullable(const std::optional<T>& value)
{
    return value ? Json(*value) : Json();
}

} // namespace emulator::pipedrive::answer
