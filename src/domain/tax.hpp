#pragma once

namespace billbridge {

/// How an invoice's tax stands to its prices.
enum class TaxTreatment {
    exclusive, ///< it comes on top
    inclusive, ///< the prices contain it
    none,      ///< no tax at all
};

} // namespace billbridge
