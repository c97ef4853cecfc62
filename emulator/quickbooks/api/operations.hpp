#pragma once

#include "emulator/quickbooks/books/ledger.hpp"
#include "net/http.hpp"

#include <string>

/// What single requests and the items of a batch have in common.
namespace emulator::quickbooks {

/// What a request asks for beside the entity itself.
struct Includes {
    bool invoice_link = false;
    bool duplicate_number = false;
    bool voiding = false;   ///< `operation=update&include=void`
    std::string host = {};  ///< where links to the payment portal lead
    std::string realm = {}; ///< the company that they are about

    static Includes of(const billbridge::net::Request& request, std::string_view realm);
};

/// The JSON text by which a record is answered, with what was asked to be included.
std::string record_text(const EntityType& type, const Record& record, const Includes& includes);

/// Runs `create`, `update`, `delete` or `void`; empty means create or, with an Id in the body,
/// update. The value is the JSON text of the entity in the answer. 500 for other operations.
Outcome<std::string> operate(Company& company,
                             const EntityType& type,
                             std::string_view operation,
                             const Json& body,
                             const Includes& includes,
                             Time now);

} // namespace emulator::quickbooks
