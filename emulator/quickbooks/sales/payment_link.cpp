#include "emulator/quickbooks/sales/payment_link.hpp"

namespace emulator::quickbooks {

bool has_payment_link(const Json& invoice)
{
    const bool is_payable_online = invoice["AllowOnlineCreditCardPayment"].bool_or(false) ||
                                   invoice["AllowOnlineACHPayment"].bool_or(false);
    return is_payable_online && !invoice["BillEmail"]["Address"].string_or().empty();
}

std::string payment_link(std::string_view host, std::string_view realm, const Json& invoice)
{
    return "http://" + std::string(host) + "/portal/invoice?txnId=" + id_of(invoice) +
           "&companyId=" + std::string(realm) + "&locale=en_US&cta=v3invoicelink";
}

} // namespace emulator::quickbooks
