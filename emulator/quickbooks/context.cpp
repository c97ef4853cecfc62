#include "emulator/quickbooks/context.hpp"

#include <algorithm>

namespace emulator::quickbooks {

Company* Context::company(std::string_view realm)
{
    const auto it = std::ranges::find(companies, realm, &Company::realm);
    return it == companies.end() ? nullptr : &*it;
}

Company* Context::company_or_first(std::string_view realm)
{
    return realm.empty() ? &companies.front() : company(realm);
}

} // namespace emulator::quickbooks
