#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_map>

namespace emulator::quickbooks {

/// Answers by `requestid`, so that a repeated request gets the first answer. How long the vendor
/// remembers is not known; here the newest few thousand are kept.
class ReplyMemory {
public:
    static constexpr std::size_t replies_max = 5'000;

    /// Null where the id is new or forgotten.
    const std::string* find(const std::string& request_id) const
    {
        const auto it = replies_.find(request_id);
        return it == replies_.end() ? nullptr : &it->second;
    }

    void keep(const std::string& request_id, std::string reply)
    {
        if (replies_.insert_or_assign(request_id, std::move(reply)).second) {
            order_.push_back(request_id);
        }
        if (order_.size() > replies_max) {
            replies_.erase(order_.front());
            order_.pop_front();
        }
    }

    bool empty() const { return replies_.empty(); }

private:
    std::unordered_map<std::string, std::string> replies_;
    std::deque<std::string> order_;
};

} // namespace emulator::quickbooks
