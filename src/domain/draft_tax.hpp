#pragma once

#include "domain/invoice_draft.hpp"

namespace billbridge {

/// How a deal's taxes become an invoice's. Must not outlive the context that it is made with.
class DraftTax {
public:
    DraftTax(const Deal& deal, const DraftContext& context);

    /// Whether any of the deal's lines has a tax.
    bool is_taxed() const { return is_taxed_; }
    TaxModel model() const { return rules_.model; }

    /// As the deal has it, where the company's model can; else as the company has chosen.
    TaxTreatment treatment() const;

    /// Gives a draft's line the tax of the deal's line: a code under VAT or GST, in the US whether
    /// it is taxable. What neither deal nor company say is left open.
    void put_on(const DealLine& line, DraftLine& draft) const;

private:
    TaxCodeId code_of(const DealLine& line) const;

    const InvoiceSettings& settings_;
    TaxRules rules_;
    bool is_taxed_ = false;
    bool is_inclusive_ = false;
};

} // namespace billbridge
