#pragma once

#include "domain/ids.hpp"

namespace billbridge {

/// Whoever carries intents out. Everything it needs is on disk already, so a lost call costs time
/// only.
class InvoiceJobs {
public:
    virtual ~InvoiceJobs() = default;

    /// Begins with this intent's job at once.
    virtual void start(CompanyId company, IntentId intent) = 0;

    /// Whether it is being worked on at the moment.
    virtual bool is_running(const IntentId& intent) const = 0;
};

} // namespace billbridge
