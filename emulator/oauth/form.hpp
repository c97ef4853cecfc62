#pragma once

#include "base/result.hpp"
#include "net/http.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the token endpoints and consent pages of both vendors read.
namespace emulator {

/// The fields of a form body.
class Form {
public:
    using Fields = std::vector<std::pair<std::string, std::string>>;

    Form() = default;
    explicit Form(Fields fields) : fields_(std::move(fields)) {}

    /// The first field of that name; empty where there is none.
    std::string_view get(std::string_view name) const;

private:
    Fields fields_;
};

/// Whether the body says that it is `application/x-www-form-urlencoded`.
bool is_form(const billbridge::net::Request& request);

/// The body's fields; none where it is malformed.
Form read_form(const billbridge::net::Request& request);

struct Credentials {
    std::string id;
    std::string secret;
};

/// The two parts of `Authorization: Basic`; none where the header is missing or malformed.
std::optional<Credentials> basic_credentials(const billbridge::net::Request& request);

/// The token of `Authorization: Bearer`; empty where the header is missing or of another form.
std::string_view bearer_token(const billbridge::net::Request& request);

/// An absolute http or https address on this machine, which counts as registered.
bool is_loopback_uri(std::string_view uri);

} // namespace emulator
