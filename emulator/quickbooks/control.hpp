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

/// POST: a payment that lies on a bank deposit from now on and cannot be changed (6540).
net::Response add_deposit(Context& context, const net::Request& request, const kit::Params& params);

/// GET: what has been sent to customers.
net::Response list_emails(Context& context, const net::Request& request, const kit::Params& params);

/// POST: a new entity, as a person would make it. The books' own rules apply.
net::Response
create_record(Context& context, const net::Request& request, const kit::Params& params);

/// DELETE: as a person would delete it; of lists, made inactive.
net::Response
remove_record(Context& context, const net::Request& request, const kit::Params& params);

/// GET and POST /_emulator/oauth `{"rotation":"daily|always|never","old_value":"refused|works"}`:
/// how refresh tokens change.
net::Response get_oauth(Context& context, const net::Request& request, const kit::Params& params);
net::Response set_oauth(Context& context, const net::Request& request, const kit::Params& params);

/// POST /_emulator/subscription `{"paid":false}`: without it writes are refused (6190).
net::Response
set_subscription(Context& context, const net::Request& request, const kit::Params& params);

/// POST /_emulator/merges `{"from":"3","into":"5"}`: a customer is merged into another.
net::Response merge(Context& context, const net::Request& request, const kit::Params& params);

/// GET and POST /_emulator/limits `{"on":true,"retry_after":false}`: the gateway's limits, and what
/// each company has used of its minute.
net::Response get_limits(Context& context, const net::Request& request, const kit::Params& params);
net::Response set_limits(Context& context, const net::Request& request, const kit::Params& params);

} // namespace emulator::quickbooks::control
