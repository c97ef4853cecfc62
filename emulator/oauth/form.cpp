#include "emulator/oauth/form.hpp"

#include "crypto/crypto.hpp"
#include "net/url.hpp"

namespace emulator {

namespace net = billbridge::net;

namespace {

/// What follows "<scheme> " in the Authorization header; empty where it is of another scheme.
std::string_view authorization(const net::Request& request, std::string_view scheme)
{
    const std::string_view header = request.headers.get("authorization");
    const bool fits = header.starts_with(scheme) && header.substr(scheme.size()).starts_with(' ');
    return fits ? header.substr(scheme.size() + 1) : std::string_view();
}

} // namespace

std::string_view Form::get(std::string_view name) const
{
    return net::find_parameter(fields_, name);
}

bool is_form(const net::Request& request)
{
    return request.headers.get("content-type").starts_with("application/x-www-form-urlencoded");
}

Form read_form(const net::Request& request)
{
    auto fields = net::parse_query(request.body);
    return fields ? Form(*std::move(fields)) : Form();
}

std::optional<Credentials> basic_credentials(const net::Request& request)
{
    const auto text = billbridge::crypto::from_base64(authorization(request, "Basic"));
    const auto colon = text ? text->find(':') : std::string::npos;
    if (colon == std::string::npos) {
        return std::nullopt;
    }
    return Credentials{text->substr(0, colon), text->substr(colon + 1)};
}

std::string_view bearer_token(const net::Request& request)
{
    return authorization(request, "Bearer");
}

bool is_loopback_uri(std::string_view uri)
{
    const auto url = net::parse_url(uri);
    return url && url->is_loopback() && uri.find('#') == std::string_view::npos;
}

} // namespace emulator
