#pragma once

#include "base/json.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace emulator::quickbooks {

using billbridge::Json;

/// One refusal of the API.
struct Fault {
    int status = 400;
    std::string type;
    std::string code;
    std::string message;
    std::string detail;
    std::string element; ///< the member that the refusal is about; often empty
};

template <class T>
using Outcome = std::expected<T, Fault>;

/// The refusal of that code with the vendor's message and status. Without a detail of its own it
/// gets the vendor's usual one. Throws `std::invalid_argument` for codes that `is_known` does not
/// have.
Fault fault(std::string_view code, std::string detail = {}, std::string element = {});
bool is_known(std::string_view code);

/// 6000, the catch-all: "Business Validation Error: " and the reason.
Fault business_fault(std::string_view reason);
/// 2020
Fault missing(std::string element);
/// 2500
Fault invalid_reference(std::string_view kind, std::string_view id);
/// The refusal of an id that is not there: 610, or 2030 for what cannot be an id.
Fault not_there(std::string_view id);
/// 500 "Unsupported Operation"
Fault unsupported_operation(std::string_view operation);
/// 610, for references to what has been made inactive.
Fault inactive_reference();

/// The body that carries it: in the gateway's spelling for 401, 403 and 429, else in the service's.
/// `time` is the stamp beside it.
Json fault_body(const Fault& fault, const std::string& time);

} // namespace emulator::quickbooks
