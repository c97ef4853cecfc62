#include "emulator/quickbooks/books/fault.hpp"

#include "base/utf8.hpp"
#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace emulator::quickbooks {

namespace {

constexpr std::string_view validation = "ValidationFault";
constexpr std::string_view system_fault = "SystemFault";

struct Known {
    std::string_view code;
    int status;
    std::string_view type;
    std::string_view message;
    std::string_view detail; ///< the usual one
};

/// The same text comes for a deleted transaction, an unknown id and an inactive reference.
constexpr std::string_view not_there =
    "Object Not Found : Something you're trying to use has been made inactive. Check the fields "
    "with accounts, customers, items, vendors or employees.";
constexpr std::string_view name_taken =
    "The name supplied already exists. : Another customer, vendor or employee is already using "
    "this name. Please use a different name.";
constexpr std::string_view invalid_enumeration = "Invalid Enumeration";

constexpr Known known_faults[] = {
    {"120", 401, "AUTHENTICATION", "AuthorizationFailure", "The user is no administrator any more"},
    {"500", 400, validation, "Unsupported Operation", "Operation is not supported."},
    {"600", 400, validation, "Duplicate Request ID", "Duplicate Request ID"},
    {"610", 400, validation, "Object Not Found", not_there},
    {"620", 400, validation, "Transaction Could Not be Linked", "Txn ID Cannot Be Linked"},
    {"630", 400, validation, "Duplicate Object", "Duplicate Object"},
    {"800", 400, validation, "Delete Error", "The object is used and cannot be deleted."},
    {"1040", 400, validation, "Batch size exceeds limit", "A batch holds at most 30 items."},
    {"2000", 400, validation, "Invalid or unsupported object name", ""},
    {"2010", 400, validation, "Request has invalid or unsupported property", ""},
    {"2020",
     400,
     validation,
     "Required param missing, need to supply the required value for the API",
     ""},
    {"2030", 400, validation, "Invalid ID", "Id should be a valid number."},
    {"2040", 400, validation, "Invalid String", "The name holds a character that is not allowed."},
    {"2050", 400, validation, "Invalid String Length", ""},
    {"2060", 400, validation, "Invalid Date format", ""},
    {"2070", 400, validation, "Invalid Date", ""},
    {"2080", 400, validation, "Invalid Number", ""},
    {"2130", 400, validation, "Invalid Request Id Format", "At most 50 characters"},
    {"2170", 400, validation, invalid_enumeration, ""},
    {"2210",
     400,
     validation,
     "Invalid Email Address format",
     "Email Address does not conform to the syntax rules of RFC 822."},
    {"2500", 400, validation, "Invalid Reference Id", "Invalid Reference Id"},
    {"3001",
     429,
     "SERVICE",
     "message=ThrottleExceeded; errorCode=003001; statusCode=429",
     "An application error has occurred while processing your request"},
    {"3001",
     429,
     "SERVICE",
     "message=ThrottleExceeded; errorCode=003001; statusCode=429",
     "The request limit of this company has been reached"},
    {"3100",
     403,
     "AuthorizationFault",
     "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403",
     "The application is not authorized for this company"},
    {"3200",
     401,
     "AUTHENTICATION",
     "message=AuthenticationFailed; errorCode=003200; statusCode=401",
     "Token expired"},
    {"4000", 400, validation, "Error parsing query", "QueryParserError: Invalid query"},
    {"4001", 400, validation, "Invalid query", "QueryValidationError: Invalid query"},
    {"5010",
     400,
     validation,
     "Stale Object Error",
     "Stale Object Error : You and another user were working on this at the same time. The other "
     "user finished before you did, so your work was not saved."},
    {"5020", 400, validation, "Permission Denied Error", "Permission Denied Error"},
    {"5030", 400, validation, "Feature Not Supported Error", "Feature Not Supported Error"},
    {"6000",
     400,
     validation,
     "A business validation error has occurred while processing your request",
     "Business Validation Error: Unexpected"},
    {"6070", 400, validation, "Amount calculation incorrect in the request", ""},
    {"6080", 400, validation, "No name provided", "At least one name part must be supplied."},
    {"6090",
     400,
     validation,
     "Discount line missing info",
     "A discount line needs an amount or a percent."},
    {"6100", 400, validation, "Invalid Line TaxCode in the request", ""},
    {"6140", 400, validation, "Duplicate Document Number Error", "Duplicate Document Number Error"},
    {"6150", 400, validation, "Invalid Parent", "The parent cannot be used here."},
    {"6160", 400, validation, "Invalid Tax Code", "This tax code cannot be used."},
    {"6170",
     400,
     validation,
     "Invalid TxnTaxDetail",
     "TxnTaxDetail cannot be sent where no tax applies."},
    {"6180", 400, validation, "Invalid Parent", "Too many levels of sub-customers"},
    {"6190",
     400,
     validation,
     "Invalid Company Status",
     "Subscription period has ended or canceled or there was a billing problem"},
    {"6200", 400, validation, "Account Period Closed Error", "The books are closed for this date."},
    {"6210",
     400,
     validation,
     "Account Period Closed, Required Password",
     "The books are closed for this date; a password is needed."},
    {"6230", 400, validation, "Invalid Tax Rate", "This tax rate cannot be used."},
    {"6240", 400, validation, "Duplicate Name Exists Error", name_taken},
    {"6250", 400, validation, "InvalidSalesCustomer", "The customer is missing or inactive."},
    {"6420", 400, validation, "Email address is required", "Email address is required"},
    {"6430", 400, validation, "Invalid Account Type", "The account is of the wrong type."},
    {"6440", 400, validation, "Product Required", "A product or service is required."},
    {"6450",
     400,
     validation,
     "Attempt to void failed",
     "The transaction has been settled and cannot be voided."},
    {"6470", 400, validation, "Tax Not Allowed", "This tax is not allowed here."},
    {"6480", 400, validation, "Delete Not Allowed", "The transaction is linked to others."},
    {"6540",
     400,
     validation,
     "Deposited Transaction cannot be changed",
     "The transaction lies on a bank deposit. Remove it from the deposit first."},
    {"10000",
     500,
     system_fault,
     "An application error has occurred while processing your request",
     "System Failure Error: Unexpected Internal Error"},
};

const Known* find(std::string_view code)
{
    const auto it = std::ranges::find(known_faults, code, &Known::code);
    return it == std::end(known_faults) ? nullptr : it;
}

/// What a request had wrong is quoted in the detail, however long it was.
constexpr std::size_t detail_max = 1000;

Json service_body(const Fault& fault, const std::string& time)
{
    const auto detail = billbridge::utf8_prefix(fault.detail, detail_max);
    const Json error =
        Json::Object{{"Message", fault.message},
                     {"Detail", detail},
                     {"code", fault.code},
                     {"element", billbridge::utf8_prefix(fault.element, detail_max)}};
    return Json::Object{
        {"Fault", Json::Object{{"Error", Json::Array{error}}, {"type", fault.type}}},
        {"time", time}};
}

Json gateway_body(const Fault& fault)
{
    const Json error = Json::Object{{"message", fault.message},
                                    {"detail", fault.detail},
                                    {"code", fault.code},
                                    {"element", nullptr}};
    return Json::Object{
        {"warnings", nullptr},
        {"intuitObject", nullptr},
        {"fault", Json::Object{{"error", Json::Array{error}}, {"type", fault.type}}},
        {"report", nullptr},
        {"queryResponse", nullptr},
        {"batchItemResponse", Json::array()},
        {"attachableResponse", Json::array()},
        {"syncErrorResponse", nullptr},
        {"requestId", nullptr},
        {"time", nullptr},
        {"status", nullptr},
        {"cdcresponse", Json::array()}};
}

} // namespace

bool is_known(std::string_view code)
{
    return find(code) != nullptr;
}

Fault fault(std::string_view code, std::string detail, std::string element)
{
    const Known* known = find(code);
    if (known == nullptr) {
        throw std::invalid_argument("no fault " + std::string(code));
    }
    return {.status = known->status,
            .type = std::string(known->type),
            .code = std::string(code),
            .message = std::string(known->message),
            .detail = detail.empty() ? std::string(known->detail) : std::move(detail),
            .element = std::move(element)};
}

Fault business_fault(std::string_view reason)
{
    return fault("6000", "Business Validation Error: " + std::string(reason));
}

Fault missing(std::string element)
{
    std::string detail = "Required parameter " + element + " is missing in the request";
    return fault("2020", std::move(detail), std::move(element));
}

Fault invalid_reference(std::string_view kind, std::string_view id)
{
    return fault("2500",
                 "Invalid Reference Id : " + std::string(kind) + " element id " + std::string(id) +
                     " not found");
}

Fault not_there(std::string_view id)
{
    const bool is_number = std::ranges::all_of(id, [](char c) { return c >= '0' && c <= '9'; });
    return fault(is_number ? "610" : "2030");
}

Fault unsupported_operation(std::string_view operation)
{
    return fault("500", "Operation " + std::string(operation) + " is not supported.");
}

Fault inactive_reference()
{
    return fault("610");
}

Json fault_body(const Fault& fault, const std::string& time)
{
    const bool is_gateway = fault.status == 401 || fault.status == 403 || fault.status == 429;
    return is_gateway ? gateway_body(fault) : service_body(fault, time);
}

} // namespace emulator::quickbooks
