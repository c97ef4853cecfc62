#include "emulator/quickbooks/sales/payment_links.hpp"

#include "emulator/quickbooks/sales/payment.hpp"
#include "emulator/quickbooks/sales/transaction_links.hpp"

#include <algorithm>
#include <ranges>

namespace emulator::quickbooks {

namespace {

/// Takes up to `amount` from the payment's lines for that transaction and returns how much it was.
Decimal take_back(Json& payment, std::string_view type, const std::string& id, Decimal amount)
{
    Json::Array& lines = *payment.find("Line")->if_array();
    Decimal taken;
    for (Json& line : lines) {
        const auto* links = line["LinkedTxn"].if_array();
        const bool is_its = links != nullptr && !links->empty() &&
                            links->front()["TxnType"].string_or() == type &&
                            text_of(links->front()["TxnId"]) == id;
        if (!is_its) {
            continue;
        }
        const Decimal part = std::min(decimal_of(line["Amount"]), amount - taken);
        line.set("Amount", money(decimal_of(line["Amount"]) - part));
        taken += part;
    }
    std::erase_if(lines, [](const Json& line) { return decimal_of(line["Amount"]).is_zero(); });
    payment.set("UnappliedAmt", money(decimal_of(payment["UnappliedAmt"]) + taken));
    return taken;
}

} // namespace

std::vector<Application> applications(const Json& payment)
{
    std::vector<Application> all;
    const auto* lines = payment["Line"].if_array();
    for (const Json& line : lines == nullptr ? Json::Array() : *lines) {
        const auto* links = line["LinkedTxn"].if_array();
        for (const Json& link : links == nullptr ? Json::Array() : *links) {
            all.push_back({.type = link["TxnType"].string_or(),
                           .id = text_of(link["TxnId"]),
                           .amount = decimal_of(line["Amount"])});
        }
    }
    return all;
}

Decimal applied(const std::vector<Application>& all, std::string_view type, std::string_view id)
{
    Decimal sum;
    for (const Application& application : all) {
        if (application.type == type && application.id == id) {
            sum += application.amount;
        }
    }
    return sum;
}

std::vector<std::string>
release(Company& company, std::string_view type, const Json& document, Decimal amount, Time now)
{
    std::vector<std::string> released;
    const std::string id = id_of(document);
    const auto payments = links_of(document, "Payment");
    for (const std::string& payment_id : payments | std::views::reverse) {
        if (amount.is_zero()) {
            break;
        }
        Json payment = *company.table("Payment").find(payment_id);
        amount = amount - take_back(payment, type, id, amount);
        if (applied(applications(payment), type, id).is_zero()) {
            released.push_back(payment_id);
        }
        touch(payment, now);
        post(company, payment_type, payment, Operation::updated, now);
    }
    return released;
}

bool is_paid_by_card(const Company& company, const Json& invoice)
{
    return std::ranges::any_of(links_of(invoice, "Payment"), [&](const std::string& id) {
        const auto payment = company.table("Payment").find(id);
        return payment != nullptr && !(*payment)["CreditCardPayment"].is_null();
    });
}

} // namespace emulator::quickbooks
