#include "emulator/pipedrive/history/note_text.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace emulator::pipedrive {

namespace {

// The vendor does not publish its list; these are what its editor makes.
constexpr std::array allowed = {"a",  "b",     "blockquote", "br",  "code", "div",   "em",    "h1",
                                "h2", "h3",    "hr",         "i",   "li",   "ol",    "p",     "pre",
                                "s",  "span",  "strong",     "sub", "sup",  "table", "tbody", "td",
                                "th", "thead", "tr",         "u",   "ul"};
constexpr std::array without_content = {"br", "hr"};
constexpr std::array dropped_with_content = {"script", "style"};
constexpr std::array link_starts = {"https://", "http://", "mailto:"};

template <std::size_t count>
bool contains(const std::array<const char*, count>& names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return result;
}

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The position after the `>` that ends the tag at `start`; a `>` in quotes does not count.
std::size_t end_of_tag(std::string_view html, std::size_t start)
{
    char quote = '\0';
    for (std::size_t i = start; i < html.size(); ++i) {
        const char c = html[i];
        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            return i + 1;
        }
    }
    return html.size();
}

/// The link that an `a` tag may keep; empty where its address is missing or of another scheme.
std::string_view link(std::string_view tag)
{
    const std::string lowered = lower(tag);
    for (const char quote : {'"', '\''}) {
        const std::string opening = std::string(" href=") + quote;
        const std::size_t found = lowered.find(opening);
        if (found == std::string::npos) {
            continue;
        }
        const std::size_t start = found + opening.size();
        const std::string_view value = tag.substr(start, tag.find(quote, start) - start);
        const bool is_safe = std::ranges::any_of(
            link_starts, [&](std::string_view scheme) { return lower(value).starts_with(scheme); });
        return is_safe && value.find_first_of("\"<>") == std::string_view::npos
                   ? value
                   : std::string_view();
    }
    return {};
}

class Sanitizer {
public:
    explicit Sanitizer(std::string_view html) : html_(html) {}

    std::string run()
    {
        while (at_ < html_.size()) {
            step();
        }
        while (!open_.empty()) {
            close(open_.back());
        }
        return std::move(out_);
    }

private:
    void step()
    {
        const char c = html_[at_];
        const char next = at_ + 1 < html_.size() ? html_[at_ + 1] : '\0';
        if (c != '<') {
            out_ += c == '>' ? "&gt;" : std::string(1, c);
            ++at_;
        } else if (html_.substr(at_).starts_with("<!--")) {
            const std::size_t end = html_.find("-->", at_);
            at_ = end == std::string_view::npos ? html_.size() : end + 3;
        } else if (is_letter(next) || next == '/' || next == '!') {
            tag();
        } else {
            out_ += "&lt;";
            ++at_;
        }
    }

    void tag()
    {
        const std::size_t end = end_of_tag(html_, at_);
        const std::string_view text = html_.substr(at_, end - at_);
        at_ = end;
        const bool is_closing = text.starts_with("</");
        const std::string_view after = text.substr(is_closing ? 2 : 1);
        const auto stop = std::ranges::find_if_not(
            after, [](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
        const std::string name = lower({after.begin(), stop});
        if (is_closing) {
            close(name);
        } else if (contains(dropped_with_content, name)) {
            const std::size_t closing = lower(html_.substr(at_)).find("</" + name);
            at_ = closing == std::string::npos ? html_.size() : end_of_tag(html_, at_ + closing);
        } else if (contains(allowed, name)) {
            open(name, text);
        }
    }

    void open(const std::string& name, std::string_view text)
    {
        out_ += "<" + name;
        if (const std::string_view address = name == "a" ? link(text) : ""; !address.empty()) {
            out_ += " href=\"" + std::string(address) +
                    "\" target=\"_blank\" rel=\"noopener noreferrer\"";
        }
        out_ += ">";
        if (!contains(without_content, name)) {
            open_.push_back(name);
        }
    }

    /// Closes the element and all that was opened inside it; ignores what is not open.
    void close(std::string name)
    {
        if (std::ranges::find(open_, name) == open_.end()) {
            return;
        }
        bool done = false;
        while (!done) {
            out_ += "</" + open_.back() + ">";
            done = open_.back() == name;
            open_.pop_back();
        }
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::vector<std::string> open_;
    std::string out_;
};

} // namespace

std::string sanitize_note(std::string_view html)
{
    return Sanitizer(html).run();
}

} // namespace emulator::pipedrive
