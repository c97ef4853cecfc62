#include "emulator/quickbooks/sales/delivery.hpp"

#include "emulator/quickbooks/books/ledger.hpp"
#include "emulator/quickbooks/sales/payment.hpp"

#include <ranges>

namespace emulator::quickbooks {

namespace {

std::vector<std::string> addresses_in(std::string_view list)
{
    std::vector<std::string> addresses;
    for (const auto part : std::views::split(list, ',')) {
        std::string_view address(part.begin(), part.end());
        while (address.starts_with(' ')) {
            address.remove_prefix(1);
        }
        while (address.ends_with(' ')) {
            address.remove_suffix(1);
        }
        if (!address.empty()) {
            addresses.emplace_back(address);
        }
    }
    return addresses;
}

/// The company's text, for all documents the one of invoices.
SentEmail written_email(const Company& company, const EntityType& type, const Json& document)
{
    const Json& text = company.preferences()["EmailMessagesPrefs"]["InvoiceMessage"];
    const std::string number = document["DocNumber"].string_or(id_of(document));
    const std::string subject = std::string(type.name) + " " + number + " from " + company.name();
    return {.entity = std::string(type.name),
            .id = id_of(document),
            .number = number,
            .to = {},
            .cc = addresses_in(document["BillEmailCc"]["Address"].string_or()),
            .bcc = addresses_in(document["BillEmailBcc"]["Address"].string_or()),
            .subject = text["Subject"].string_or(subject),
            .message = text["Message"].string_or(subject),
            .time = {}};
}

} // namespace

Outcome<const Record*> send_document(Company& company,
                                     const EntityType& type,
                                     const std::string& id,
                                     std::string_view send_to,
                                     Time now)
{
    if (!company.has_subscription) {
        return std::unexpected(fault("6190"));
    }
    const auto document = company.table(type.name).find(id);
    if (document == nullptr) {
        return std::unexpected(not_there(id));
    }
    const std::string own = (*document)["BillEmail"]["Address"].string_or();
    const std::string to = send_to.empty() ? own : std::string(send_to);
    SentEmail email = written_email(company, type, *document);
    email.to = addresses_in(to);
    email.time = now;
    if (email.to.empty()) {
        return std::unexpected(fault("6420", {}, "BillEmail"));
    }
    for (const std::string& address : email.to) {
        if (!is_email(address)) {
            return std::unexpected(fault("2210", {}, "BillEmail"));
        }
    }
    company.sent_emails.push_back(std::move(email));
    Json sent = *document;
    if (type.name != payment_type.name) { // a payment has none of these members
        sent.set("BillEmail", Json::Object{{"Address", to}});
        sent.set("EmailStatus", "EmailSent");
        sent.set("DeliveryInfo",
                 Json::Object{{"DeliveryType", "Email"}, {"DeliveryTime", stamp(now)}});
    }
    touch(sent, now);
    return &post(company, type, sent, Operation::emailed, now);
}

} // namespace emulator::quickbooks
