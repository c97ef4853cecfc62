#include "emulator/quickbooks/sales/numbering.hpp"

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

/// Estimates count for themselves; the other forms share one count.
std::int64_t& counter(const Write& write)
{
    return write.type.name == "Estimate" ? write.company.next_estimate
                                         : write.company.next_document;
}

} // namespace

std::optional<Fault> check_document_number(const Write& write)
{
    const std::string number = text_of(write.body["DocNumber"]);
    const bool may_repeat = write.options.allow_duplicate_number ||
                            !has_own_numbers(write.company) ||
                            !write.company.warns_of_duplicate_numbers;
    if (may_repeat || number.empty() || wants_next(write.body)) {
        return std::nullopt;
    }
    const Record* holder = write.company.table(write.type.name).find_label(number);
    const bool is_own =
        write.old != nullptr && holder != nullptr && holder->id() == id_of(*write.old);
    if (holder == nullptr || is_own) {
        return std::nullopt;
    }
    return fault("6140",
                 "Duplicate Document Number Error : You must specify a different number. This "
                 "number has already been used. DocNumber=" +
                     number + " is assigned to TxnType=" + std::string(write.type.name) +
                     " with TxnId=" + holder->id());
}

std::optional<std::string> document_number(const Write& write)
{
    const std::string sent = text_of(write.body["DocNumber"]);
    if (!sent.empty() && !wants_next(write.body)) {
        return sent;
    }
    if (wants_next(write.body) || (write.old == nullptr && !has_own_numbers(write.company))) {
        return std::to_string(counter(write)++);
    }
    // A full update that leaves the number out clears it; numbers of QuickBooks' own stay.
    const bool keeps = write.old != nullptr && !has_own_numbers(write.company);
    const std::string old = keeps ? (*write.old)["DocNumber"].string_or() : "";
    return old.empty() ? std::nullopt : std::optional(old);
}

} // namespace emulator::quickbooks
