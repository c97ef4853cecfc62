#include "emulator/quickbooks/sales/sales_shape.hpp"

#include "emulator/quickbooks/sales/sales_lines.hpp"

#include <array>

namespace emulator::quickbooks {

namespace {

constexpr Property memo_properties[] = {{"value", Kind::text, 1000}};
constexpr Shape memo_shape{memo_properties};
constexpr Property custom_field_properties[] = {
    {"DefinitionId", Kind::text}, {"Name"}, {"Type"}, {"StringValue", Kind::text}};
constexpr Shape custom_field_shape{custom_field_properties};
constexpr Property tax_detail_properties[] = {{"DefaultTaxCodeRef"},
                                              {"TxnTaxCodeRef", Kind::object, 0, &reference_shape},
                                              {"TotalTax", Kind::number},
                                              {"TaxReviewStatus"},
                                              {"TaxLine", Kind::list},
                                              {"UseAutomatedSalesTax"}};
constexpr Shape tax_detail_shape{tax_detail_properties};
constexpr Property link_properties[] = {
    {"TxnId", Kind::text}, {"TxnType", Kind::text}, {"TxnLineId", Kind::text}};
constexpr Shape link_shape{link_properties};

/// What every sales form has.
constexpr auto common =
    std::to_array<Property>({{"Id", Kind::text},
                             {"SyncToken", Kind::text},
                             {"MetaData"},
                             {"domain"},
                             {"sparse", Kind::boolean},
                             {"status"},
                             {"Line", Kind::list, 0, &line_shape},
                             {"CustomerRef", Kind::object, 0, &reference_shape},
                             {"DocNumber", Kind::text, 21},
                             {"AutoDocNumber", Kind::boolean},
                             {"TxnDate", Kind::date},
                             {"CurrencyRef", Kind::object, 0, &reference_shape},
                             {"ExchangeRate", Kind::number},
                             {"GlobalTaxCalculation", Kind::text},
                             {"TxnTaxDetail", Kind::object, 0, &tax_detail_shape},
                             {"ApplyTaxAfterDiscount", Kind::boolean},
                             {"CustomerMemo", Kind::object, 0, &memo_shape},
                             {"PrivateNote", Kind::text, 4000},
                             {"BillEmail", Kind::email},
                             {"BillEmailCc", Kind::object},
                             {"BillEmailBcc", Kind::object},
                             {"EmailStatus", Kind::text},
                             {"PrintStatus", Kind::text},
                             {"BillAddr", Kind::object, 0, &address_shape},
                             {"ShipAddr", Kind::object, 0, &address_shape},
                             {"ShipFromAddr", Kind::object, 0, &address_shape},
                             {"ShipDate", Kind::date},
                             {"TrackingNum", Kind::text},
                             {"ShipMethodRef", Kind::object, 0, &reference_shape},
                             {"ClassRef", Kind::object, 0, &reference_shape},
                             {"DepartmentRef", Kind::object, 0, &reference_shape},
                             {"ProjectRef", Kind::object, 0, &reference_shape},
                             {"SalesTermRef", Kind::object, 0, &reference_shape},
                             {"LinkedTxn", Kind::list, 0, &link_shape},
                             {"CustomField", Kind::list, 0, &custom_field_shape},
                             {"TransactionLocationType", Kind::text},
                             {"FreeFormAddress"},
                             {"DeliveryInfo"},
                             {"TotalAmt"},
                             {"HomeTotalAmt"},
                             {"RecurDataRef"},
                             {"TaxExemptionRef"},
                             {"TxnSource"},
                             {"TemplateRef"},
                             {"ARAccountRef"},
                             {"PONumber"},
                             {"FOB"},
                             {"SalesRepRef"},
                             {"RemitToRef"},
                             {"Tag"}});

constexpr auto of_invoice =
    std::to_array<Property>({{"DueDate", Kind::date},
                             {"Deposit", Kind::number},
                             {"DepositToAccountRef", Kind::object, 0, &reference_shape},
                             {"AllowOnlineCreditCardPayment", Kind::boolean},
                             {"AllowOnlineACHPayment", Kind::boolean},
                             {"AllowOnlinePayPalPayment", Kind::boolean},
                             {"AllowOnlineAffirmPayment", Kind::boolean},
                             {"PaymentDetailsMessage", Kind::text},
                             {"AllowIPNPayment"},
                             {"AllowOnlinePayment"},
                             {"Balance"},
                             {"HomeBalance"},
                             {"InvoiceLink"},
                             {"InvoiceLinkSecurityCode"},
                             {"InvoiceLinkExpiryDate"},
                             {"invoiceStatus"},
                             {"invoiceStatusLog"},
                             {"callToAction"},
                             {"EInvoiceStatus"},
                             {"ECloudStatusTimeStamp"},
                             {"TxnStatus"}});

constexpr auto of_credit_memo =
    std::to_array<Property>({{"PaymentMethodRef", Kind::object, 0, &reference_shape},
                             {"InvoiceRef", Kind::object, 0, &reference_shape},
                             {"RemainingCredit"},
                             {"Balance"},
                             {"HomeBalance"}});

constexpr auto of_estimate = std::to_array<Property>({{"DueDate", Kind::date},
                                                      {"ExpirationDate", Kind::date},
                                                      {"AcceptedBy", Kind::text},
                                                      {"AcceptedDate", Kind::date},
                                                      {"TxnStatus", Kind::text}});

template <std::size_t m, std::size_t n>
constexpr std::array<Property, m + n> joined(const std::array<Property, m>& a,
                                             const std::array<Property, n>& b)
{
    std::array<Property, m + n> all{};
    std::size_t at = 0;
    for (const Property& property : a) {
        all[at++] = property;
    }
    for (const Property& property : b) {
        all[at++] = property;
    }
    return all;
}

constexpr auto invoice_properties = joined(common, of_invoice);
constexpr auto credit_memo_properties = joined(common, of_credit_memo);
constexpr auto estimate_properties = joined(common, of_estimate);

} // namespace

constexpr Shape invoice_shape{invoice_properties};
constexpr Shape credit_memo_shape{credit_memo_properties};
constexpr Shape estimate_shape{estimate_properties};

} // namespace emulator::quickbooks
