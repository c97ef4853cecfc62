#pragma once

#include <string>
#include <utility>

namespace billbridge {

/// Text that must not be shown: it has no stream operator and no conversion, so that logging it
/// takes a visible `reveal()`. Erased from memory when it goes.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::string text) : text_(std::move(text)) {}
    Secret(const Secret&) = default;
    Secret(Secret&&) noexcept = default;
    Secret& operator=(const Secret&) = default;
    Secret& operator=(Secret&&) noexcept = default;
    ~Secret() { erase(); }

    const std::string& reveal() const { return text_; }
    bool empty() const { return text_.empty(); }

    friend bool operator==(const Secret&, const Secret&) = default;

private:
    void erase()
    {
        // Through a volatile pointer, so that the optimiser keeps stores to dying memory.
        volatile char* bytes = text_.data();
        for (std::size_t i = 0; i < text_.size(); ++i) {
            bytes[i] = '\0';
        }
    }

    std::string text_;
};

} // namespace billbridge
