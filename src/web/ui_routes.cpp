#include "web/ui_routes.hpp"

#include "crypto/crypto.hpp"
#include "net/gzip.hpp"

namespace billbridge::web {

namespace {

std::string media_type(std::string_view name)
{
    const auto ends = [&](std::string_view suffix) { return name.ends_with(suffix); };
    if (ends(".js")) {
        return "text/javascript; charset=utf-8";
    }
    if (ends(".css")) {
        return "text/css; charset=utf-8";
    }
    if (ends(".svg")) {
        return "image/svg+xml";
    }
    return "application/octet-stream";
}

} // namespace

UiRoutes::UiRoutes(Sessions& sessions,
                   const text::Catalogue& catalogue,
                   std::span<const EmbeddedFile> files,
                   Options options)
    : sessions_(sessions), catalogue_(catalogue), options_(std::move(options))
{
    for (const EmbeddedFile& file : files) {
        const std::string tag = crypto::hex(crypto::sha256(file.bytes)).substr(0, 16);
        assets_[std::string(file.name)] = {
            file.bytes, net::gzip(file.bytes), media_type(file.name), tag};
    }
}

void UiRoutes::add_to(Router& router)
{
    for (const char* name : {"settings", "invoice", "panel"}) {
        router.add(
            "GET", std::string("/ui/") + name, [this, name](net::Request request, PathValues) {
                return shell(name, std::move(request));
            });
    }
    const auto serve = [this](net::Request request, PathValues values) {
        return asset(std::move(request), std::move(values));
    };
    router.add("GET", "/ui/assets/{file}", serve);
    router.add("GET", "/ui/assets/{folder}/{file}", serve);
}

boost::asio::awaitable<net::Response> UiRoutes::shell(std::string name, net::Request request)
{
    // The token only decides the language here; every call for data is checked by itself. A stale
    // token must still get a page, because only the page can fetch a fresh one.
    std::string token(request.parameter("token"));
    const Result<Session> session = co_await sessions_.of_token(std::move(token));
    const text::Language language =
        session ? session->language
                : text::preferred_language(request.headers.get("Accept-Language"));
    const Surface frame{std::move(name),
                        std::string(request.parameter("theme")),
                        options_.invoice_modal,
                        options_.frame_ancestors};
    co_return surface(frame, catalogue_, language);
}

boost::asio::awaitable<net::Response> UiRoutes::asset(net::Request request, PathValues values)
{
    const auto folder = values.find("folder");
    const std::string name =
        (folder == values.end() ? "" : folder->second + "/") + values.find("file")->second;
    const auto found = assets_.find(name);
    if (found == assets_.end()) {
        co_return net::Response{
            404, {{"Content-Type", "text/plain; charset=utf-8"}}, "not found\n"};
    }
    const Asset& file = found->second;
    const bool is_packed = net::accepts_gzip(request.headers.get("Accept-Encoding"));
    const std::string tag = "\"" + file.tag + (is_packed ? "-gzip\"" : "\"");
    // File names carry no hash, so a browser asks again each time and mostly hears 304.
    net::Headers headers{{"Content-Type", file.type},
                         {"ETag", tag},
                         {"Cache-Control", "no-cache"},
                         {"Vary", "Accept-Encoding"},
                         {"X-Content-Type-Options", "nosniff"}};
    if (request.headers.get("If-None-Match") == tag) {
        co_return net::Response{304, std::move(headers), {}};
    }
    if (is_packed) {
        headers.add("Content-Encoding", "gzip");
    }
    co_return net::Response{
        200, std::move(headers), is_packed ? file.packed : std::string(file.bytes)};
}

} // namespace billbridge::web
