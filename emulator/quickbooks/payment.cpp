#include "emulator/quickbooks/payment.hpp"

#include "emulator/quickbooks/customer.hpp"

#include <algorithm>

namespace emulator::quickbooks {

namespace {

/// Account 4, "Undeposited Funds", is where money waits for its deposit.
constexpr const char* undeposited_funds = "4";

Json linked(const std::string& id, std::string_view type)
{
    return Json::Object{{"TxnId", id}, {"TxnType", type}};
}

Json built_payment(
    Company& company, const Json& invoice, const Decimal& amount, const Decimal& applied, Time now)
{
    Json payment = Json::object();
    payment.set("CustomerRef", invoice["CustomerRef"]);
    payment.set("DepositToAccountRef", Json::Object{{"value", undeposited_funds}});
    payment.set("TotalAmt", money(amount)).set("UnappliedAmt", money(amount - applied));
    payment.set("ProcessPayment", false);
    set_identity(payment, std::to_string(company.next_transaction++), now);
    payment.set("TxnDate", to_string(server_day(now)));
    copy_members(payment, invoice, {"CurrencyRef", "ExchangeRate"});
    Json lines = Json::array();
    if (!applied.is_zero()) {
        lines.push_back(
            Json::Object{{"Amount", money(applied)},
                         {"LinkedTxn", Json::Array{linked(id_of(invoice), "Invoice")}}});
    }
    payment.set("Line", std::move(lines));
    return payment;
}

void apply(Json& invoice, const std::string& payment_id, const Decimal& applied, Time now)
{
    const Decimal balance = decimal_of(invoice["Balance"]) - applied;
    invoice.set("Balance", money(balance));
    if (!invoice["HomeBalance"].is_null()) {
        invoice.set("HomeBalance", money(balance * decimal_of(invoice["ExchangeRate"])));
    }
    invoice.find("LinkedTxn")->push_back(linked(payment_id, "Payment"));
    touch(invoice, now);
}

} // namespace

std::expected<Json, std::string>
record_payment(Company& company, const std::string& invoice_id, const Decimal& amount, Time now)
{
    Json* invoice = company.table("Invoice").find(invoice_id);
    if (invoice == nullptr) {
        return std::unexpected("there is no invoice " + invoice_id);
    }
    const Decimal cents = amount.rounded(money_scale, Rounding::half_up);
    if (cents != amount || cents <= Decimal()) {
        return std::unexpected("the amount must be more than zero, in whole cents");
    }
    const Decimal applied = std::min(cents, decimal_of((*invoice)["Balance"]));
    const Json& payment =
        company.table("Payment").add(built_payment(company, *invoice, cents, applied, now));
    if (!applied.is_zero()) {
        apply(*invoice, id_of(payment), applied, now);
    }
    add_to_balance(*company.table("Customer").find(referred(*invoice, "CustomerRef")), -cents);
    return payment;
}

} // namespace emulator::quickbooks
