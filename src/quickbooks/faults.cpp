#include "quickbooks/faults.hpp"

#include <algorithm>
#include <charconv>

namespace billbridge::quickbooks {

namespace {

/// Intuit's advice after a 429 without Retry-After (facts 7.5).
constexpr std::chrono::seconds throttle_wait{60};
constexpr std::size_t excerpt_max = 400;

struct Fault {
    std::string code;
    std::string message;
    std::string detail;
};

/// What a code means to the person (facts 7.3).
struct Meaning {
    std::string_view code;
    ErrorKind kind;
    std::string_view key;
};

constexpr Meaning meanings[] = {
    {"120", ErrorKind::unauthorized, "error.reconnect_books"},
    {"610", ErrorKind::rejected, "error.books_gone_or_inactive"},
    {"2040", ErrorKind::rejected, "error.books_text"},
    {"2050", ErrorKind::rejected, "error.books_text"},
    {"2210", ErrorKind::rejected, "error.books_email"},
    {"2500", ErrorKind::rejected, "error.books_gone_or_inactive"},
    {"3001", ErrorKind::rate_limited, "error.books_busy"},
    {"3100", ErrorKind::unauthorized, "error.reconnect_books"},
    {"3200", ErrorKind::unauthorized, "error.reconnect_books"},
    {"3202", ErrorKind::unauthorized, "error.reconnect_books"},
    {"5010", ErrorKind::conflict, "error.books_changed_meanwhile"},
    {"5020", ErrorKind::rejected, "error.books_permission"},
    {"5030", ErrorKind::rejected, "error.books_plan"},
    {"6070", ErrorKind::rejected, "error.books_amount"},
    {"6100", ErrorKind::rejected, "error.books_tax"},
    {"6140", ErrorKind::rejected, "error.books_number_taken"},
    {"6160", ErrorKind::rejected, "error.books_tax"},
    {"6170", ErrorKind::rejected, "error.books_tax"},
    {"6190", ErrorKind::rejected, "error.books_subscription"},
    {"6200", ErrorKind::rejected, "error.books_closed_period"},
    {"6210", ErrorKind::rejected, "error.books_closed_period"},
    {"6230", ErrorKind::rejected, "error.books_tax"},
    {"6240", ErrorKind::conflict, "error.books_name_taken"},
    {"6250", ErrorKind::rejected, "error.books_payer_inactive"},
    {"6420", ErrorKind::rejected, "error.books_email"},
    {"6470", ErrorKind::rejected, "error.books_tax"},
    {"10000", ErrorKind::unavailable, "error.books_unavailable"},
};

const Json& either(const Json& json, std::string_view one, std::string_view other)
{
    const Json& first = json[one];
    return first.is_null() ? json[other] : first;
}

Fault first_fault(const Json& body)
{
    const Json& errors = either(either(body, "Fault", "fault"), "Error", "error");
    const auto* list = errors.if_array();
    if (list == nullptr || list->empty()) {
        return {};
    }
    const Json& error = list->front();
    Fault fault;
    fault.code = error["code"].string_or(std::to_string(error["code"].int_or(0)));
    fault.message = either(error, "Message", "message").string_or();
    fault.detail = either(error, "Detail", "detail").string_or();
    // The gateway pads some codes: 003200.
    fault.code.erase(0, std::min(fault.code.find_first_not_of('0'), fault.code.size()));
    return fault;
}

std::string cause_of(const net::ClientResponse& response, const Fault& fault)
{
    std::string cause = "quickbooks " + std::to_string(response.status);
    if (!fault.code.empty()) {
        cause += " code " + fault.code + " " + fault.message + ": " + fault.detail;
    } else {
        cause += ": " + response.body.substr(0, excerpt_max);
    }
    return cause + " (intuit_tid " + std::string(response.headers.get("intuit_tid")) + ")";
}

std::chrono::seconds wait_of(const net::Headers& headers)
{
    const std::string_view text = headers.get("Retry-After");
    int count = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
    const bool whole = problem == std::errc{} && end == text.data() + text.size() && count >= 0;
    return whole ? std::chrono::seconds(count) : throttle_wait;
}

bool mentions(const Fault& fault, std::string_view words)
{
    return fault.detail.find(words) != std::string::npos ||
           fault.message.find(words) != std::string::npos;
}

/// Of an item's name that is taken the detail tells whose it is, "... : Id=1507" (facts 3.4).
std::string named_id(const Fault& fault)
{
    constexpr std::string_view mark = "Id=";
    const auto at = fault.detail.find(mark);
    if (at == std::string::npos) {
        return {};
    }
    const std::string rest = fault.detail.substr(at + mark.size());
    return rest.substr(0, rest.find_first_not_of("0123456789"));
}

/// 6000 is the catch-all: its text tells the rest.
Meaning business_rule(const Fault& fault)
{
    if (mentions(fault, "currency")) {
        return {"6000", ErrorKind::rejected, "error.books_currency"};
    }
    if (mentions(fault, "VAT") || mentions(fault, "GST") || mentions(fault, "tax")) {
        return {"6000", ErrorKind::rejected, "error.books_tax"};
    }
    return {"6000", ErrorKind::rejected, "error.books_refused"};
}

Meaning by_status(int status)
{
    switch (status) {
    case 401:
    case 403:
        return {"", ErrorKind::unauthorized, "error.reconnect_books"};
    case 404:
        return {"", ErrorKind::not_found, "error.books_gone_or_inactive"};
    case 429:
        return {"", ErrorKind::rate_limited, "error.books_busy"};
    default:
        break;
    }
    if (status >= 400 && status < 500) {
        return {"", ErrorKind::rejected, "error.books_refused"};
    }
    return {"", ErrorKind::unavailable, "error.books_unavailable"};
}

Meaning meaning_of(const Fault& fault, int status)
{
    if (fault.code == "6000") {
        return business_rule(fault);
    }
    const auto found = std::ranges::find(meanings, fault.code, &Meaning::code);
    if (found != std::end(meanings)) {
        return *found;
    }
    // A fault with 200 is a refusal all the same.
    return by_status(status == 200 && !fault.code.empty() ? 400 : status);
}

} // namespace

bool has_fault(const Json& body)
{
    return !either(body, "Fault", "fault").is_null();
}

Error error_of(const net::ClientResponse& response, const std::optional<Json>& body)
{
    const Fault fault = body ? first_fault(*body) : Fault{};
    const Meaning meaning = meaning_of(fault, response.status);
    Error error{meaning.kind, {std::string(meaning.key), {}}, cause_of(response, fault), {}, {}};
    if (meaning.key == "error.books_refused") {
        const std::string& said = fault.detail.empty() ? fault.message : fault.detail;
        error.message.args["detail"] = said.empty() ? std::to_string(response.status) : said;
    }
    if (meaning.key == "error.books_name_taken") {
        if (const std::string id = named_id(fault); !id.empty()) {
            error.message.args["id"] = id;
        }
    }
    if (error.kind == ErrorKind::rate_limited) {
        error.retry_after = wait_of(response.headers);
    }
    return error;
}

} // namespace billbridge::quickbooks
