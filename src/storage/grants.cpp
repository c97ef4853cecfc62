#include "storage/sql_transaction.hpp"
#include "storage/words.hpp"

namespace billbridge::storage {

namespace {

constexpr std::string_view select_installation =
    "SELECT company_id, user_id, user_name, email, company_name, company_domain, language, "
    "time_zone,"
    " is_admin, api_base, access_state, access_token, refresh_token, expires_at, installed_at"
    " FROM installations WHERE company_id = $1";

/// Names the row that a token belongs to, so that it opens nowhere else.
std::string identity(CompanyId company, UserId user)
{
    return "installations/" + to_string(company) + "/" + to_string(user);
}

std::string identity(CompanyId company, const BooksId& books)
{
    return "connections/" + to_string(company) + "/" + to_string(books);
}

Currency stored_currency(const std::string& code)
{
    auto currency = Currency::parse(code);
    if (!currency) {
        throw StoreFailure("not a currency: " + code);
    }
    return *std::move(currency);
}

/// 0 stands for the company's books.
std::int64_t user_column(const GrantId& grant)
{
    return grant.user ? grant.user->value() : 0;
}

} // namespace

SqlTransaction::SqlTransaction(Session& session, const crypto::Sealer& sealer, Time now)
    : session_(session), sealer_(sealer), now_(now)
{
}

Value SqlTransaction::sealed(const Secret& secret, const std::string& identity) const
{
    return secret.empty() ? Value(nullptr) : Value(Blob{sealer_.seal(secret, identity)});
}

Secret
SqlTransaction::unsealed(const Row& row, std::size_t column, const std::string& identity) const
{
    if (row.is_null(column)) {
        return {};
    }
    auto secret = sealer_.unseal(row.blob(column), identity);
    if (!secret) {
        throw StoreFailure(identity + ": " + secret.error().cause);
    }
    return *std::move(secret);
}

/// Four columns: state, access token, refresh token, expiry.
Access SqlTransaction::access(const Row& row, std::size_t first, const std::string& identity) const
{
    Access access;
    access.state = from_word(access_words, row.text(first));
    access.access_token = unsealed(row, first + 1, identity + "/access_token");
    access.refresh_token = unsealed(row, first + 2, identity + "/refresh_token");
    access.expires_at = to_time(row.integer(first + 3));
    return access;
}

Installation SqlTransaction::installation_of(const Row& row) const
{
    Installation installation;
    CrmUser& user = installation.user;
    user.company = CompanyId(row.integer(0));
    user.user = UserId(row.integer(1));
    user.name = row.text(2);
    user.email = row.text(3);
    user.company_name = row.text(4);
    user.company_domain = row.text(5);
    user.language = row.text(6);
    user.time_zone = row.text(7);
    user.is_admin = row.flag(8);
    installation.api_base = row.text(9);
    installation.access = access(row, 10, identity(user.company, user.user));
    installation.installed_at = to_time(row.integer(14));
    return installation;
}

std::optional<Installation> SqlTransaction::installation(CompanyId company, UserId user)
{
    const auto rows = session_.run(std::string(select_installation) + " AND user_id = $2",
                                   {company.value(), user.value()});
    return rows.empty() ? std::nullopt : std::optional(installation_of(rows.front()));
}

std::vector<Installation> SqlTransaction::installations(CompanyId company)
{
    std::vector<Installation> list;
    for (const Row& row :
         session_.run(std::string(select_installation) + " ORDER BY user_id", {company.value()})) {
        list.push_back(installation_of(row));
    }
    return list;
}

void SqlTransaction::save(const Installation& installation)
{
    const CrmUser& user = installation.user;
    const Access& access = installation.access;
    const std::string id = identity(user.company, user.user);
    session_.run(
        "INSERT INTO installations (company_id, user_id, user_name, email, company_name,"
        " company_domain, language, time_zone, is_admin, api_base, access_state, access_token,"
        " refresh_token, expires_at, installed_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
        " ON CONFLICT (company_id, user_id) DO UPDATE SET user_name = excluded.user_name,"
        " email = excluded.email, company_name = excluded.company_name,"
        " company_domain = excluded.company_domain, language = excluded.language,"
        " time_zone = excluded.time_zone, is_admin = excluded.is_admin, api_base = "
        "excluded.api_base,"
        " access_state = excluded.access_state, access_token = excluded.access_token,"
        " refresh_token = excluded.refresh_token, expires_at = excluded.expires_at,"
        " installed_at = excluded.installed_at",
        {user.company.value(),
         user.user.value(),
         user.name,
         user.email,
         user.company_name,
         user.company_domain,
         user.language,
         user.time_zone,
         to_column(user.is_admin),
         installation.api_base,
         word(access_words, access.state),
         sealed(access.access_token, id + "/access_token"),
         sealed(access.refresh_token, id + "/refresh_token"),
         to_column(access.expires_at),
         to_column(installation.installed_at)});
}

std::optional<Connection> SqlTransaction::connection(CompanyId company)
{
    const auto rows = session_.run(
        "SELECT connected_by, books_id, books_name, country, home_currency, multicurrency, "
        "time_zone,"
        " uses_sales_tax, default_tax_code, access_state, access_token, refresh_token, expires_at,"
        " connected_at FROM connections WHERE company_id = $1",
        {company.value()});
    if (rows.empty()) {
        return std::nullopt;
    }
    const Row& row = rows.front();
    Connection connection;
    connection.company = company;
    connection.connected_by = UserId(row.integer(0));
    BooksCompany& books = connection.books;
    books.id = BooksId(row.text(1));
    books.name = row.text(2);
    books.country = row.text(3);
    books.home_currency = stored_currency(row.text(4));
    books.multicurrency = row.flag(5);
    books.time_zone = row.text(6);
    books.uses_sales_tax = row.flag(7);
    books.default_tax_code = row.text(8);
    connection.access = access(row, 9, identity(company, books.id));
    connection.connected_at = to_time(row.integer(13));
    return connection;
}

void SqlTransaction::save(const Connection& connection)
{
    const BooksCompany& books = connection.books;
    const Access& access = connection.access;
    const std::string id = identity(connection.company, books.id);
    session_.run(
        "INSERT INTO connections (company_id, connected_by, books_id, books_name, country,"
        " home_currency, multicurrency, time_zone, uses_sales_tax, default_tax_code, access_state,"
        " access_token, refresh_token, expires_at, connected_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)"
        " ON CONFLICT (company_id) DO UPDATE SET connected_by = excluded.connected_by,"
        " books_id = excluded.books_id, books_name = excluded.books_name, country = "
        "excluded.country,"
        " home_currency = excluded.home_currency, multicurrency = excluded.multicurrency,"
        " time_zone = excluded.time_zone, uses_sales_tax = excluded.uses_sales_tax,"
        " default_tax_code = excluded.default_tax_code, access_state = excluded.access_state,"
        " access_token = excluded.access_token, refresh_token = excluded.refresh_token,"
        " expires_at = excluded.expires_at, connected_at = excluded.connected_at",
        {connection.company.value(),
         connection.connected_by.value(),
         to_string(books.id),
         books.name,
         books.country,
         books.home_currency.code(),
         to_column(books.multicurrency),
         books.time_zone,
         to_column(books.uses_sales_tax),
         books.default_tax_code,
         word(access_words, access.state),
         sealed(access.access_token, id + "/access_token"),
         sealed(access.refresh_token, id + "/refresh_token"),
         to_column(access.expires_at),
         to_column(connection.connected_at)});
}

bool SqlTransaction::lease_renewal(const GrantId& grant,
                                   Time now,
                                   const std::string& owner,
                                   Time until)
{
    // Inserts or takes over; where another holds the lease, the update finds nothing to return.
    const auto rows = session_.run(
        "INSERT INTO renewals (company_id, user_id, lease_owner, lease_until)"
        " VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (company_id, user_id) DO UPDATE SET lease_owner = excluded.lease_owner,"
        " lease_until = excluded.lease_until"
        " WHERE renewals.lease_until <= $5 OR renewals.lease_owner = excluded.lease_owner"
        " RETURNING lease_owner",
        {grant.company.value(), user_column(grant), owner, to_column(until), to_column(now)});
    return !rows.empty();
}

void SqlTransaction::release_renewal(const GrantId& grant, const std::string& owner)
{
    session_.run("DELETE FROM renewals"
                 " WHERE company_id = $1 AND user_id = $2 AND lease_owner = $3",
                 {grant.company.value(), user_column(grant), owner});
}

} // namespace billbridge::storage
