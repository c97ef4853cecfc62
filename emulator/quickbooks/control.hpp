#pragma once

#include "emulator/kit/router.hpp"
#include "emulator/quickbooks/context.hpp"

/// What only an emulator has: looking at the books without a token, and doing what a person does in
/// QuickBooks. Bodies may name a `realm`; without it they mean the first company.
namespace emulator::quickbooks::control {

namespace net = billbridge::net;

/// GET /_emulator/state: the companies, and which of them are connected.
net::Response get_state(Context& context, const net::Request& request, const kit::Params& params);

/// POST /_emulator/payments `{"invoice":"147","amount":"10.00"}`
net::Response add_payment(Context& context, const net::Request& request, const kit::Params& params);

/// POST /_emulator/expire-access-tokens
net::Response
expire_access_tokens(Context& context, const net::Request& request, const kit::Params& params);

/// POST /_emulator/disconnect: the administrator ends the connection inside QuickBooks.
net::Response disconnect(Context& context, const net::Request& request, const kit::Params& params);

/// GET /_emulator/records/Invoice?realm=: all of that type, oldest first, also inactive ones.
net::Response
list_records(Context& context, const net::Request& request, const kit::Params& params);

/// POST /_emulator/records/Customer/3 `{"Active":false}`: sets members as a person's change would;
/// a null removes one. SyncToken and LastUpdatedTime follow. `Preferences` and `CompanyInfo` have
/// the id 1.
net::Response
change_record(Context& context, const net::Request& request, const kit::Params& params);

} // namespace emulator::quickbooks::control
