#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::quickbooks {

using billbridge::Time;

/// Codes and tokens of the one app that this emulator knows.
class Authority {
public:
    static constexpr std::chrono::seconds access_life{3600};
    static constexpr std::chrono::seconds refresh_life{8'726'400}; ///< 101 days
    static constexpr std::chrono::seconds grant_life{157'680'000}; ///< five years
    /// From this age on, a refresh gives the refresh token another value.
    static constexpr std::chrono::hours rotation_age{24};
    /// The vendor says "a few minutes".
    static constexpr std::chrono::minutes code_life{5};

    /// What a person has consented to.
    struct Consent {
        std::string realm; ///< empty where only OpenID was asked for
        std::string scope; ///< separated by spaces
    };

    struct Tokens {
        std::string access;
        std::string refresh;
        std::chrono::seconds refresh_expires_in{};
        std::chrono::seconds hard_expires_in{};
        Consent consent;
    };

    /// When a refresh gives the refresh token another value.
    enum class Rotation { daily, always, never };
    /// The vendor's texts conflict about what becomes of an old value; the strict reading is that
    /// it is refused at once.
    enum class OldValue { refused, works };
    Rotation rotation = Rotation::daily;
    OldValue old_value = OldValue::refused;

    /// Tokens, or the description that goes with `invalid_grant`.
    using TokenAnswer = std::expected<Tokens, std::string>;

    /// A code that lives five minutes and works once.
    std::string issue_code(Consent consent, std::string redirect_uri, Time now);

    TokenAnswer exchange(std::string_view code, std::string_view redirect_uri, Time now);

    /// A new access token; older ones live out their hour. The refresh token changes its value as
    /// `rotation` says, and old values are treated as `old_value` says.
    TokenAnswer refresh(std::string_view refresh_token, Time now);

    /// Ends the grant that an access or refresh token belongs to. False for unknown tokens.
    bool revoke(std::string_view token);

    /// What the holder of this access token may do; none where it is unknown or has expired.
    std::optional<Consent> consent(std::string_view access_token, Time now) const;

    /// Ends every grant of a company, as its administrator can in QuickBooks.
    void disconnect(std::string_view realm);
    bool is_connected(std::string_view realm) const;
    /// Every access token of now is refused from now on.
    void expire_access_tokens() { access_tokens_.clear(); }

private:
    struct Code {
        Consent consent;
        std::string redirect_uri;
        Time expires;
    };
    /// One consent and all tokens that come from it.
    struct Grant {
        Consent consent;
        std::string refresh_token;
        std::vector<std::string> old_tokens; ///< earlier values
        Time rotated;                        ///< when the refresh token got its value
        Time hard_end;

        Time refresh_end() const { return std::min(rotated + refresh_life, Time(hard_end)); }
    };
    struct Access {
        int grant = 0;
        Time expires;
    };

    Tokens issue(int grant_id, Time now);
    bool is_refresh_token(const Grant& grant, std::string_view token) const;
    void end(int grant_id);

    std::map<std::string, Code, std::less<>> codes_;
    std::map<int, Grant> grants_;
    std::map<std::string, Access, std::less<>> access_tokens_;
    int next_grant_ = 1;
};

} // namespace emulator::quickbooks
