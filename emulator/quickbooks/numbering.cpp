#include "emulator/quickbooks/numbering.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace {

bool has_own_numbers(const Company& company)
{
    return company.preferences()["SalesFormsPrefs"]["CustomTxnNumbers"].bool_or(false);
}

bool wants_next(const Json& body)
{
    return text_of(body["DocNumber"]) == "AUTO_GENERATE" || body["AutoDocNumber"].bool_or(false);
}

const Json* holder(const Company& company, const std::string& number)
{
    const auto& rows = company.table("Invoice").rows();
    const auto it = std::ranges::find_if(
        rows, [&](const Json& row) { return row["DocNumber"].string_or() == number; });
    return it == rows.end() ? nullptr : &*it;
}

} // namespace

std::optional<Fault>
check_document_number(const Company& company, const Json& body, bool allow_duplicate)
{
    const std::string number = text_of(body["DocNumber"]);
    const bool may_repeat =
        allow_duplicate || !has_own_numbers(company) || !company.warns_of_duplicate_numbers;
    if (may_repeat || number.empty() || wants_next(body)) {
        return std::nullopt;
    }
    const Json* invoice = holder(company, number);
    if (invoice == nullptr) {
        return std::nullopt;
    }
    return fault("6140",
                 "Duplicate Document Number Error : You must specify a different number. This "
                 "number has already been used. DocNumber=" +
                     number + " is assigned to TxnType=Invoice with TxnId=" + id_of(*invoice));
}

std::optional<std::string> document_number(Company& company, const Json& body)
{
    const std::string sent = text_of(body["DocNumber"]);
    if (!sent.empty() && !wants_next(body)) {
        return sent;
    }
    if (has_own_numbers(company) && !wants_next(body)) {
        return std::nullopt;
    }
    return std::to_string(company.next_document++);
}

} // namespace emulator::quickbooks
