#include "emulator/quickbooks/sales/sales_lines.hpp"

/// The members of a line, as requests may have them.
namespace emulator::quickbooks {

namespace {

constexpr Property item_detail_properties[] = {{"ItemRef", Kind::object, 0, &reference_shape},
                                               {"UnitPrice", Kind::number},
                                               {"Qty", Kind::number},
                                               {"TaxCodeRef", Kind::object, 0, &reference_shape},
                                               {"ServiceDate", Kind::date},
                                               {"ClassRef", Kind::object, 0, &reference_shape},
                                               {"ItemAccountRef"},
                                               {"TaxClassificationRef"},
                                               {"TaxInclusiveAmt", Kind::number},
                                               {"DiscountRate", Kind::number},
                                               {"DiscountAmt", Kind::number},
                                               {"RatePercent", Kind::number},
                                               {"MarkupInfo"},
                                               {"PriceLevelRef"},
                                               {"UnitCostPrice"},
                                               {"UOMRef"},
                                               {"InventorySiteRef"},
                                               {"DeferredRevenue"},
                                               {"RetainageAmount"},
                                               {"SalesItemLineDetailEx"}};
constexpr Shape item_detail_shape{item_detail_properties};

constexpr Property discount_detail_properties[] = {
    {"PercentBased", Kind::boolean},
    {"DiscountPercent", Kind::number},
    {"DiscountAccountRef", Kind::object, 0, &reference_shape},
    {"DiscountRef"},
    {"TaxCodeRef", Kind::object, 0, &reference_shape},
    {"ClassRef", Kind::object, 0, &reference_shape},
    {"ServiceDate", Kind::date}};
constexpr Shape discount_detail_shape{discount_detail_properties};

constexpr Property description_detail_properties[] = {
    {"ServiceDate", Kind::date}, {"TaxCodeRef", Kind::object, 0, &reference_shape}};
constexpr Shape description_detail_shape{description_detail_properties};

/// A line inside a bundle: only items.
constexpr Property part_properties[] = {
    {"Id"},
    {"LineNum"},
    {"Description", Kind::text, 4000},
    {"Amount", Kind::number},
    {"DetailType", Kind::text},
    {"SalesItemLineDetail", Kind::object, 0, &item_detail_shape}};
constexpr Shape part_shape{part_properties};

constexpr Property group_detail_properties[] = {{"GroupItemRef", Kind::object, 0, &reference_shape},
                                                {"Quantity", Kind::number},
                                                {"ServiceDate", Kind::date},
                                                {"ClassRef"},
                                                {"TaxCodeRef"},
                                                {"Line", Kind::list, 0, &part_shape}};
constexpr Shape group_detail_shape{group_detail_properties};

constexpr Property line_properties[] = {
    {"Id"},
    {"LineNum", Kind::number},
    {"Description", Kind::text, 4000},
    {"Amount", Kind::number},
    {"Received"},
    {"DetailType", Kind::text},
    {"SalesItemLineDetail", Kind::object, 0, &item_detail_shape},
    {"DescriptionLineDetail", Kind::object, 0, &description_detail_shape},
    {"DiscountLineDetail", Kind::object, 0, &discount_detail_shape},
    {"SubTotalLineDetail"},
    {"GroupLineDetail", Kind::object, 0, &group_detail_shape},
    {"TaxLineDetail"},
    {"LinkedTxn"},
    {"CustomField"},
    {"CustomExtensions"},
    {"ProjectRef"},
    {"LineEx"}};

} // namespace

constexpr Shape line_shape{line_properties};

} // namespace emulator::quickbooks
