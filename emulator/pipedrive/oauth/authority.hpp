#pragma once

#include "emulator/pipedrive/records/model.hpp"

#include <expected>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace emulator::pipedrive {

/// Codes, tokens and installations of the one app that this emulator knows.
class Authority {
public:
    /// Whose token it is and what it may do.
    struct Session {
        RecordId user_id = 0;
        std::set<std::string, std::less<>> scopes;
    };

    struct Tokens {
        std::string access_token;
        std::string refresh_token;
    };

    /// A token pair, or the reason for `invalid_grant`.
    using TokenAnswer = std::expected<Tokens, std::string>;

    Authority(RecordId company_id, std::string scopes);

    /// A code that lives five minutes and works once.
    std::string issue_code(RecordId user_id, std::string redirect_uri, Time now);

    /// Trades a code; the app counts as installed for its user from then on.
    TokenAnswer exchange(std::string_view code, std::string_view redirect_uri, Time now);

    /// A new access token. The refresh token stays the same and lives 60 days from its last use.
    TokenAnswer refresh(std::string_view refresh_token, Time now);

    /// Kills an access token, or with a refresh token the whole installation. Unknown ones are
    /// fine.
    void revoke(std::string_view token);

    /// Who calls with this access token; none where it is unknown or has expired.
    std::optional<Session> session(std::string_view access_token, Time now) const;

    bool is_installed(RecordId user_id) const;
    /// The address that the uninstall callback of this user goes to; empty if not installed.
    std::string callback_url(RecordId user_id) const;
    /// Forgets the installation and every token of it.
    void uninstall(RecordId user_id);

    /// Every access token of now is refused from now on.
    void expire_access_tokens() { access_tokens_.clear(); }
    /// Every refresh token of now is refused from now on, as after 60 days without use; the app
    /// stays installed.
    void expire_refresh_tokens() { refresh_tokens_.clear(); }

    const std::string& scopes() const { return scopes_; }

private:
    struct Code {
        RecordId user_id = 0;
        std::string redirect_uri;
        Time expires;
        bool used = false;
    };
    struct Access {
        RecordId user_id = 0;
        Time expires;
    };
    struct Refresh {
        RecordId user_id = 0;
        Time expires;
    };

    std::string issue_access_token(RecordId user_id, Time now);

    RecordId company_id_;
    std::string scopes_;
    std::map<std::string, Code, std::less<>> codes_;
    std::map<std::string, Access, std::less<>> access_tokens_;
    std::map<std::string, Refresh, std::less<>> refresh_tokens_;
    std::map<RecordId, std::string> callbacks_; ///< by user: where the app is installed
};

/// What the token endpoint says in `expires_in`.
constexpr std::chrono::seconds access_token_life{3599};

} // namespace emulator::pipedrive
