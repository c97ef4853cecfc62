#pragma once

#include "base/embedded.hpp"
#include "web/page.hpp"
#include "web/router.hpp"
#include "web/session.hpp"

namespace billbridge::web {

/// `/ui/...`: the iframes' shells and the files they load, compiled into the program.
class UiRoutes {
public:
    struct Options {
        std::string invoice_modal;
        std::string frame_ancestors;
    };

    UiRoutes(Sessions& sessions,
             const text::Catalogue& catalogue,
             std::span<const EmbeddedFile> files,
             Options options);

    void add_to(Router& router);

private:
    boost::asio::awaitable<net::Response> shell(std::string name, net::Request request);
    boost::asio::awaitable<net::Response> asset(net::Request request, PathValues values);

    struct Asset {
        std::string_view bytes;
        std::string packed; ///< the same as gzip
        std::string type;
        std::string tag; ///< without quotes
    };

    Sessions& sessions_;
    const text::Catalogue& catalogue_;
    std::map<std::string, Asset, std::less<>> assets_;
    Options options_;
};

} // namespace billbridge::web
