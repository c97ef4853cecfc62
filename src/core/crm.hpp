#pragma once

#include "base/secret.hpp"
#include "base/task.hpp"
#include "domain/deal.hpp"

#include <memory>
#include <string>
#include <vector>

namespace billbridge {

/// The user of the CRM whose access this server holds, as the CRM describes them.
struct CrmUser {
    CompanyId company;
    UserId user;
    std::string name;
    std::string email;
    std::string company_name;
    std::string company_domain; ///< `acme` of acme.pipedrive.com
    std::string language;       ///< two letters, `en`, `pl`
    std::string time_zone;      ///< IANA name
    bool is_admin = false;
};

/// The CRM of one installation (one user of one company).
///
/// An instance renews its access token itself, so callers never see one. Every call is one request
/// (or one per page) against the company's rate limit.
///
/// Threads: the event loop only. Tests: `emulator/pipedrive` answers the same requests.
///
/// Every call fails with
/// - `unauthorized`  access was withdrawn: the app needs to be authorized again;
/// - `forbidden`     this user may not see or do that;
/// - `rate_limited`  nothing was done: repeat after `retry_after`;
/// - `unavailable`   no answer, or not one we understand.
class Crm {
public:
    virtual ~Crm() = default;

    virtual Task<CrmUser> current_user() = 0;

    /// The deal with its lines, person and organization, fetched side by side.
    /// Fails with `not_found` also where the deal is not visible to this user.
    virtual Task<Deal> deal(DealId id) = 0;

    /// Deals whose title contains `text`, best first; the newest ones where the text is empty. At
    /// most `limit`, deleted and archived ones left out.
    virtual Task<std::vector<DealTitle>> find_deals(std::string text, int limit) = 0;
    /// The deal with its lines, fetched side by side; its contacts by their ids alone, so that a
    /// caller can ask elsewhere about them while `complete` fetches them. Fails as `deal`.
    virtual Task<DealOutline> deal_outline(DealId id) = 0;

    /// The deal with its person and organization, fetched side by side; one that is hidden from
    /// this user or deleted is left out. `deal` is both in one.
    virtual Task<Deal> complete(DealOutline outline) = 0;

    /// These products of the catalogue; those that are deleted or hidden are left out.
    virtual Task<std::vector<Product>> products(std::vector<ProductId> ids) = 0;

    /// Every deal, person and organization field that can fill an invoice, custom ones included.
    virtual Task<std::vector<CrmField>> fields() = 0;

    /// Writes a note (simple HTML) to the deal and returns its id.
    ///
    /// The CRM has no key for repeating a write: after `unavailable` the note may exist. Look with
    /// `find_note` before writing again.
    virtual Task<NoteId> add_note(DealId deal, std::string html) = 0;

    /// The newest note of the deal whose text contains `marker`; empty where there is none.
    virtual Task<std::optional<NoteId>> find_note(DealId deal, std::string marker) = 0;
};

/// An access token with what it takes to get the next one.
struct Tokens {
    Secret access;
    Secret refresh;
    std::chrono::seconds expires_in{0};
    /// Base address of the API that these tokens open (the CRM names it; the books leave it empty).
    std::string api_base;
    /// How long the grant can be kept at most, however often it is renewed; empty where not told.
    std::optional<std::chrono::seconds> grant_ends_in = std::nullopt;
};

/// The authorization server of a vendor: OAuth 2 code flow.
class Authorizer {
public:
    virtual ~Authorizer() = default;

    /// Where to send the browser so that the user can grant access. Fails with `unavailable` where
    /// the vendor's addresses must be asked for first and cannot be.
    virtual Task<std::string> authorize_url(std::string state) = 0;

    /// Trades the code of the callback for tokens. Fails with `unauthorized` where the code is
    /// used, expired or foreign; with `unavailable` where there is no answer (the code may be
    /// spent).
    virtual Task<Tokens> exchange(std::string code) = 0;

    /// Fails with `unauthorized` where the grant has ended: only the user can renew it. Every other
    /// failure is passing and says nothing about the grant.
    virtual Task<Tokens> refresh(Secret refresh_token) = 0;

    /// Ends the grant at the vendor. An unknown token counts as ended.
    virtual Task<void> revoke(Secret refresh_token) = 0;
};

} // namespace billbridge
