#include "emulator/quickbooks/sales/estimate.hpp"

#include "emulator/quickbooks/books/references.hpp"
#include "emulator/quickbooks/sales/sales_form.hpp"
#include "emulator/quickbooks/sales/sales_shape.hpp"
#include "emulator/quickbooks/sales/transaction_links.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace {

using enum ValueKind;

constexpr QueryProperty properties[] = {id_property,
                                        {"DocNumber", text},
                                        {"TxnDate", date},
                                        {"DueDate", date},
                                        {"CustomerRef", reference, false},
                                        {"TotalAmt", number},
                                        {"TxnStatus", text},
                                        created_property,
                                        updated_property};

constexpr const char* estimate = "Estimate";
constexpr const char* invoice = "Invoice";

bool contains(const std::vector<std::string>& ids, const std::string& id)
{
    return std::ranges::find(ids, id) != ids.end();
}

Outcome<Json> build(Write& write)
{
    if (auto problem =
            check_choice(write.body, "TxnStatus", {"Pending", "Accepted", "Closed", "Rejected"})) {
        return std::unexpected(*std::move(problem));
    }
    auto form = read_form(write);
    if (!form) {
        return std::unexpected(form.error());
    }
    Json built = Json::object();
    set_common(built, *form, write);
    copy_members(built, write.body, {"SalesTermRef", "DueDate"});
    copy_members(built, write.body, {"ExpirationDate", "AcceptedBy", "AcceptedDate"});
    built.set("TxnStatus", write.body["TxnStatus"].string_or("Pending"));
    set_totals(built, *form, write);
    return built;
}

std::optional<Fault> check_removal(const Company&, const Json&)
{
    return std::nullopt;
}

/// Whether the estimate may become that invoice.
bool may_link(const Company& company, const Json& link, const Write& write)
{
    const auto row = company.table(estimate).find(text_of(link["TxnId"]));
    if (row == nullptr || referred(*row, "CustomerRef") != referred(write.body, "CustomerRef")) {
        return false;
    }
    const auto others = links_of(*row, invoice);
    const std::string own = write.old == nullptr ? "" : id_of(*write.old);
    return std::ranges::all_of(others, [&](const std::string& id) { return id == own; });
}

void set_closed(Company& company, const std::string& id, const std::string& invoice_id, Time now)
{
    const auto row = company.table(estimate).find(id);
    if (row == nullptr || contains(links_of(*row, invoice), invoice_id)) {
        return;
    }
    Json closed = *row;
    link(closed, invoice, invoice_id);
    closed.set("TxnStatus", "Closed");
    touch(closed, now);
    post(company, estimate_type, closed, Operation::updated, now);
}

void set_open(Company& company, const std::string& id, const std::string& invoice_id, Time now)
{
    const auto row = company.table(estimate).find(id);
    if (row == nullptr) {
        return;
    }
    Json opened = *row;
    unlink(opened, invoice, invoice_id);
    opened.set("TxnStatus", "Pending");
    touch(opened, now);
    post(company, estimate_type, opened, Operation::updated, now);
}

/// An invoice does not keep a link to an estimate that is no more.
void settle(Company& company, const Json& before, const Json& after, Time now)
{
    if (!after.is_null()) {
        return;
    }
    for (const std::string& id : links_of(before, invoice)) {
        if (const auto row = company.table(invoice).find(id)) {
            Json unlinked = *row;
            unlink(unlinked, estimate, id_of(before));
            touch(unlinked, now);
            post(company, entity_type(invoice), unlinked, Operation::updated, now);
        }
    }
}

} // namespace

constexpr EntityType estimate_type{.name = estimate,
                                   .properties = properties,
                                   .shape = &estimate_shape,
                                   .numbering = Numbering::transactions,
                                   .label = "DocNumber",
                                   .build = build,
                                   .settle = settle,
                                   .check_removal = check_removal,
                                   .is_document = true};

Outcome<std::vector<std::string>> linked_estimates(const Write& write)
{
    std::vector<std::string> ids;
    const auto* links = write.body["LinkedTxn"].if_array();
    for (const Json& link : links == nullptr ? Json::Array() : *links) {
        const std::string type = link["TxnType"].string_or();
        const bool is_known =
            write.old != nullptr && contains(links_of(*write.old, type), text_of(link["TxnId"]));
        if (type != estimate && is_known) {
            continue; // read only: a payment's link is the payment's
        }
        if (type != estimate || (!is_known && !may_link(write.company, link, write))) {
            return std::unexpected(fault("620"));
        }
        ids.push_back(text_of(link["TxnId"]));
    }
    return ids;
}

void add_links(Json& form, const std::vector<std::string>& estimates)
{
    const auto known = links_of(form, estimate);
    for (const std::string& id : estimates) {
        if (!contains(known, id)) {
            link(form, estimate, id);
        }
    }
}

void settle_estimates(Company& company, const Json& before, const Json& after, Time now)
{
    const auto old_ids = links_of(before, estimate);
    const auto new_ids = links_of(after, estimate);
    for (const std::string& id : old_ids) {
        if (!contains(new_ids, id)) {
            set_open(company, id, id_of(before), now);
        }
    }
    for (const std::string& id : new_ids) {
        set_closed(company, id, id_of(after), now);
    }
}

} // namespace emulator::quickbooks
