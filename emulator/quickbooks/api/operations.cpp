#include "emulator/quickbooks/api/operations.hpp"

#include "emulator/quickbooks/lists/attachable.hpp"
#include "emulator/quickbooks/sales/payment_link.hpp"

namespace emulator::quickbooks {

namespace {

Outcome<std::string> text_or_fault(const EntityType& type,
                                   const Outcome<const Record*>& written,
                                   const Includes& includes)
{
    if (!written) {
        return std::unexpected(written.error());
    }
    return record_text(type, **written, includes);
}

} // namespace

Includes Includes::of(const billbridge::net::Request& request, std::string_view realm)
{
    Includes includes;
    includes.realm = std::string(realm);
    includes.host = std::string(request.headers.get("host"));
    for (const auto& [name, value] : request.query) {
        if (name != "include") {
            continue;
        }
        includes.invoice_link = includes.invoice_link || value == "invoiceLink";
        includes.duplicate_number = includes.duplicate_number || value == "allowduplicatedocnum";
        includes.voiding = includes.voiding || value == "void";
    }
    return includes;
}

std::string record_text(const EntityType& type, const Record& record, const Includes& includes)
{
    if (type.name == "Attachable") {
        return with_download(record.json(), includes.host, includes.realm).dump();
    }
    if (!includes.invoice_link || type.name != "Invoice") {
        return record.text();
    }
    Json invoice = record.json();
    if (has_payment_link(invoice)) {
        invoice.set("InvoiceLink", payment_link(includes.host, includes.realm, invoice));
    }
    return invoice.dump();
}

Outcome<std::string> operate(Company& company,
                             const EntityType& type,
                             std::string_view operation,
                             const Json& body,
                             const Includes& includes,
                             Time now)
{
    if (body.if_object() == nullptr) {
        return std::unexpected(fault("2010", "The request is no JSON object"));
    }
    const WriteOptions options{.allow_duplicate_number = includes.duplicate_number};
    const bool has_id = !text_of(body["Id"]).empty();
    if (operation == "delete") {
        const auto stub = remove(company, type, body, now);
        return stub ? Outcome<std::string>(stub->dump()) : std::unexpected(stub.error());
    }
    if (operation == "void" || (operation == "update" && includes.voiding)) {
        return text_or_fault(type, void_entity(company, type, body, now), includes);
    }
    if (operation == "update" || (operation.empty() && has_id)) {
        return text_or_fault(type, update(company, type, body, now, options), includes);
    }
    if (operation.empty() || operation == "create") {
        return text_or_fault(type, create(company, type, body, now, options), includes);
    }
    return std::unexpected(unsupported_operation(operation));
}

} // namespace emulator::quickbooks
