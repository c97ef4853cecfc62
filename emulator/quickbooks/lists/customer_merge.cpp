#include "emulator/quickbooks/lists/customer_merge.hpp"

#include "emulator/quickbooks/lists/customer.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace {

std::optional<Fault>
check_merge(const Company& company, const std::string& from, const std::string& into)
{
    const Table& customers = company.table("Customer");
    const auto gone = customers.find(from);
    const auto kept = customers.find(into);
    if (gone == nullptr || kept == nullptr) {
        return not_there(gone == nullptr ? from : into);
    }
    if (from == into) {
        return business_fault("A customer cannot be merged into itself.");
    }
    if (currency_of(company, *gone) != currency_of(company, *kept)) {
        return business_fault("Customers with different currencies cannot be merged.");
    }
    const bool has_jobs = std::ranges::any_of(customers.records(), [&](const Record& record) {
        return referred(record.json(), "ParentRef") == from;
    });
    return has_jobs ? std::optional(
                          business_fault("A customer with customers below it cannot be merged."))
                    : std::nullopt;
}

/// The forms of one type become the other customer's.
void move_forms(
    Company& company, const EntityType& type, const std::string& from, const Json& into, Time now)
{
    std::vector<Json> moved;
    for (const Record& record : company.table(type.name).records()) {
        Json form = record.json();
        if (referred(form, "CustomerRef") == from) {
            form.set("CustomerRef", reference_to(id_of(into), into["DisplayName"].string_or()));
            touch(form, now);
            moved.push_back(std::move(form));
        }
    }
    for (const Json& form : moved) {
        post(company, type, form, Operation::updated, now);
    }
}

} // namespace

Outcome<const Record*>
merge_customers(Company& company, const std::string& from, const std::string& into, Time now)
{
    if (auto problem = check_merge(company, from, into)) {
        return std::unexpected(*std::move(problem));
    }
    Table& customers = company.table("Customer");
    const auto kept = customers.find(into);
    for (const std::string_view type : {"Estimate", "Invoice", "CreditMemo", "Payment"}) {
        move_forms(company, entity_type(type), from, *kept, now);
    }
    customers.remove(from);
    company.deletions.push_back({"Customer", from, now});
    company.changes.push_back({"Customer", into, Operation::merged, now, from});
    return customers.record(into);
}

} // namespace emulator::quickbooks
