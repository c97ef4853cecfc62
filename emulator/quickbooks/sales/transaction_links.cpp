#include "emulator/quickbooks/sales/transaction_links.hpp"

#include <algorithm>

namespace emulator::quickbooks {

Json transaction_link(std::string_view type, std::string_view id)
{
    return Json::Object{{"TxnId", id}, {"TxnType", type}};
}

std::vector<std::string> links_of(const Json& transaction, std::string_view type)
{
    std::vector<std::string> ids;
    const auto* links = transaction["LinkedTxn"].if_array();
    for (const Json& entry : links == nullptr ? Json::Array() : *links) {
        if (entry["TxnType"].string_or() == type) {
            ids.push_back(text_of(entry["TxnId"]));
        }
    }
    return ids;
}

void link(Json& transaction, std::string_view type, std::string_view id)
{
    if (transaction.find("LinkedTxn") == nullptr) {
        transaction.set("LinkedTxn", Json::array());
    }
    transaction.find("LinkedTxn")->push_back(transaction_link(type, id));
}

void unlink(Json& transaction, std::string_view type, std::string_view id)
{
    Json* links = transaction.find("LinkedTxn");
    if (links == nullptr || links->if_array() == nullptr) {
        return;
    }
    std::erase(*links->if_array(), transaction_link(type, id));
}

} // namespace emulator::quickbooks
