// Whose connection it is, and what the company has chosen: handing over, taking over, settings that
// are checked against both vendors, coming back after an uninstallation.
#include "tests/world/world.hpp"

#include "core/books_lists.hpp"
#include "core/hand_over.hpp"
#include "core/settings.hpp"
#include "storage/sqlite/sqlite_session.hpp"

#include <doctest/doctest.h>

using namespace billbridge;
using namespace billbridge::world;

namespace {

/// A company with a second user, and the fields that the default settings name.
struct Office : World {
    Office()
    {
        gateways.crm_->fields_ = {{RecordKind::organization, "name", "Name"},
                                  {RecordKind::organization, "address", "Address"},
                                  {RecordKind::person, "name", "Name"},
                                  {RecordKind::person, "email", "Email"}};
        gateways.books_->lists_.terms = {{TermId("3"), "Net 30", 30}};
        gateways.books_->lists_.income_accounts = {{"79", "Sales"}};
        sign_in(eve_, "Eve", false);
        run_task(install(crm_authorizer, gateways, *store, clock, "good")).value();
        sign_in(sam, "Sam", true);
    }

    /// Who the CRM says that the caller is.
    void sign_in(UserId user, const char* name, bool is_admin)
    {
        CrmUser& signed_in = gateways.crm_->user;
        signed_in.user = user;
        signed_in.name = name;
        signed_in.is_admin = is_admin;
    }

    Caller eve() const { return {company, eve_}; }

    UserId connected_user()
    {
        return storage::test::read(
            *store, [&](Transaction& tx) { return tx.connection(company)->connected_by; });
    }

    InvoiceSettings saved()
    {
        return storage::test::read(*store, [&](Transaction& tx) { return tx.settings(company); });
    }

    Result<void> save(Caller caller, const InvoiceSettings& settings)
    {
        return run_task(save_settings(gateways, *store, lists, caller, settings));
    }

    Result<void> hand_over(Caller caller, UserId to)
    {
        return run_task(hand_over_books(*store, caller, to));
    }

    Result<void> take_over(Caller caller)
    {
        return run_task(take_over_books(gateways, *store, caller));
    }

    Result<void> uninstall_app(Caller caller)
    {
        return run_task(uninstall(books_authorizer, *store, log, caller));
    }

    Result<Connection> connect(Caller caller, const char* books)
    {
        gateways.books_->company_.id = BooksId(books);
        return run_task(connect_books(
            books_authorizer, gateways, *store, clock, caller, BooksId(books), "good"));
    }

    /// The audit log, newest last: "815 hand over user 816".
    std::vector<std::string> audited()
    {
        const auto session = *storage::SqliteSession::open(folder.file("world.db"));
        std::vector<std::string> lines;
        for (const auto& row :
             session->run("SELECT actor, action, subject FROM audit ORDER BY at, sequence", {})) {
            lines.push_back(std::to_string(row.integer(0)) + " " + row.text(1) + " " + row.text(2));
        }
        return lines;
    }

    const UserId eve_{816};
    BooksListsCache lists{gateways, clock};
};

InvoiceSettings with_term(const char* term)
{
    InvoiceSettings settings;
    settings.term = {PaymentTerm::Kind::books, 14, TermId(term)};
    return settings;
}

std::string refusal(const Result<void>& result)
{
    return result ? "none" : result.error().field + " " + result.error().message.key;
}

} // namespace

TEST_CASE("the connected user hands the connection over: the other one sees invoices, they do not")
{
    Office office;

    REQUIRE(office.hand_over(office.caller(), office.eve_).has_value());

    CHECK(office.connected_user() == office.eve_);
    CHECK(office.audited().back() == "815 hand over user 816");
    const auto mine = office.submit("k", office.order());
    CHECK(mine.error().kind == ErrorKind::forbidden);
    CHECK(mine.error().message.args.at("name") == "Eve");
    storage::test::read(*office.store, [&](Transaction& tx) {
        CHECK(require_open_connection(tx, office.eve()).has_value());
        return true;
    });
    CHECK(office.books_authorizer.revoked.empty());
}

TEST_CASE("an invoice under way when the connection is handed over is finished all the same")
{
    Office office;
    REQUIRE(office.submit("k", office.order()).has_value());

    REQUIRE(office.hand_over(office.caller(), office.eve_).has_value());
    office.work();

    CHECK(office.intent("k").state == IntentState::created);
}

TEST_CASE("only the connected user hands over, and only to somebody who has installed the app")
{
    Office office;

    CHECK(office.hand_over(office.eve(), office.eve_).error().kind == ErrorKind::forbidden);
    CHECK(refusal(office.hand_over(office.caller(), UserId(99))) == "to error.hand_over_unknown");
    REQUIRE(office.uninstall_app(office.eve()).has_value());
    const auto gone = office.hand_over(office.caller(), office.eve_);
    CHECK(refusal(gone) == "to error.hand_over_not_installed");
    CHECK(gone.error().message.args.at("name") == "Eve");

    CHECK(office.connected_user() == office.sam);
    const auto before = office.audited().size();
    CHECK(office.hand_over(office.caller(), office.sam).has_value()); // to oneself: nothing to do
    CHECK(office.audited().size() == before);
    REQUIRE(run_task(disconnect_books(
                         office.books_authorizer, *office.store, office.log, office.caller()))
                .has_value());
    CHECK(office.hand_over(office.caller(), office.eve_).error().message.key ==
          "error.books_not_connected");
}

TEST_CASE("an administrator takes over; whether they are one is asked of the CRM at that moment")
{
    Office office;
    office.sign_in(office.eve_, "Eve", false);
    CHECK(refusal(office.take_over(office.eve())) == " error.take_over_admin");
    CHECK(office.connected_user() == office.sam);

    office.sign_in(office.eve_, "Eve", true); // made an administrator since she installed the app
    REQUIRE(office.take_over(office.eve()).has_value());
    REQUIRE(office.take_over(office.eve()).has_value());

    CHECK(office.connected_user() == office.eve_);
    CHECK(office.audited().back() == "816 take over user 815");
    storage::test::read(*office.store, [&](Transaction& tx) {
        const auto connection = tx.connection(office.company);
        CHECK_FALSE(may_take_over(*tx.installation(office.company, office.eve_), connection));
        CHECK(may_take_over(*tx.installation(office.company, office.sam), connection));
        return true;
    });
}

TEST_CASE("nothing is taken over where nothing is connected, or by a token that names another user")
{
    Office office;
    CHECK(office.take_over(office.eve()).error().kind == ErrorKind::unavailable);
    REQUIRE(run_task(disconnect_books(
                         office.books_authorizer, *office.store, office.log, office.caller()))
                .has_value());
    CHECK(office.take_over(office.caller()).error().message.key == "error.books_not_connected");
    CHECK(office.take_over({office.company, UserId(99)}).error().kind == ErrorKind::unauthorized);
}

TEST_CASE("only users who have the app installed now can be chosen")
{
    Office office;
    const auto names = [&] {
        return storage::test::read(*office.store, [&](Transaction& tx) {
            std::vector<std::string> list;
            for (const CrmUser& user : active_users(tx, office.company)) {
                list.push_back(user.name);
            }
            return list;
        });
    };
    CHECK(names() == std::vector<std::string>{"Eve", "Sam"});
    REQUIRE(office.uninstall_app(office.eve()).has_value());
    CHECK(names() == std::vector<std::string>{"Sam"});
}

TEST_CASE("links, settings and invoices are there again after uninstalling and coming back")
{
    Office office;
    REQUIRE(office.submit("k", office.order()).has_value());
    office.work();
    REQUIRE(office.save(office.caller(), with_term("3")).has_value());

    REQUIRE(office.uninstall_app(office.caller()).has_value());
    run_task(install(office.crm_authorizer, office.gateways, *office.store, office.clock, "good"))
        .value();
    REQUIRE(office.connect(office.caller(), "9130").has_value());

    storage::test::read(*office.store, [&](Transaction& tx) {
        const BooksId books("9130");
        CHECK(tx.payer_link(office.company, books, {RecordKind::organization, 12}).has_value());
        CHECK(tx.item_links(office.company, books, {ProductId(5)}).size() == 1);
        CHECK(tx.invoices(office.company, books, DealId(17)).size() == 1);
        return true;
    });
    CHECK(office.saved() == with_term("3"));
}

TEST_CASE("after an uninstallation another user may connect, and works with the same links")
{
    Office office;
    REQUIRE(office.submit("k", office.order()).has_value());
    office.work();
    REQUIRE(office.uninstall_app(office.caller()).has_value());
    CHECK(office.books_authorizer.revoked.size() == 1);

    REQUIRE(office.connect(office.eve(), "9130").has_value());

    CHECK(office.connected_user() == office.eve_);
    storage::test::read(*office.store, [&](Transaction& tx) {
        CHECK(tx.payer_link(office.company, BooksId("9130"), {RecordKind::organization, 12})
                  .has_value());
        return true;
    });
}

TEST_CASE("other books begin without links, and without what was chosen from the former ones")
{
    Office office;
    InvoiceSettings settings = with_term("3");
    settings.income_account = AccountId("79");
    settings.update_payer = true;
    REQUIRE(office.save(office.caller(), settings).has_value());

    REQUIRE(office.connect(office.caller(), "9131").has_value());

    InvoiceSettings rest;
    rest.update_payer = true;
    CHECK(office.saved() == rest);
}

TEST_CASE("what the books or the CRM do not have is not saved")
{
    Office office;
    InvoiceSettings settings;
    settings.tax_id.field = FieldRef{RecordKind::deal, "gone"};
    CHECK(refusal(office.save(office.caller(), settings)) == "tax_id.field error.field_ref");
    CHECK(refusal(office.save(office.caller(), with_term("4"))) == "term error.term_gone");
    CHECK(office.saved() == InvoiceSettings{});

    REQUIRE(office.save(office.caller(), with_term("3")).has_value());
    CHECK(office.audited().back() == "815 save settings invoice settings");
    office.gateways.books_->lists_.terms.clear(); // made inactive a moment ago
    CHECK(refusal(office.save(office.caller(), with_term("3"))) == "term error.term_gone");
}

TEST_CASE("settings are the connected user's; before anyone has connected, anybody's")
{
    Office office;
    const auto refused = office.save(office.eve(), InvoiceSettings{});
    CHECK(refused.error().kind == ErrorKind::forbidden);
    CHECK(refused.error().message == Message{"error.settings_of_other", {{"name", "Sam"}}});

    REQUIRE(office.hand_over(office.caller(), office.eve_).has_value());
    CHECK(office.save(office.eve(), InvoiceSettings{}).has_value());
    REQUIRE(office.uninstall_app(office.eve()).has_value());
    CHECK(office.save(office.caller(), InvoiceSettings{}).has_value());
}

TEST_CASE("without the books what was chosen from them may stay or go, and nothing new comes")
{
    Office office;
    REQUIRE(office.save(office.caller(), with_term("3")).has_value());
    REQUIRE(run_task(disconnect_books(
                         office.books_authorizer, *office.store, office.log, office.caller()))
                .has_value());
    const int reads = office.gateways.books_->list_reads;

    InvoiceSettings same = with_term("3");
    same.attach_pdf = true;
    CHECK(office.save(office.caller(), same).has_value());
    CHECK(refusal(office.save(office.caller(), with_term("4"))) ==
          "term error.setting_needs_books");
    same.income_account = AccountId("79");
    CHECK(refusal(office.save(office.caller(), same)) ==
          "income_account error.setting_needs_books");
    same.income_account = {};
    same.tax_code = TaxCodeId("5");
    CHECK(refusal(office.save(office.caller(), same)) == "tax_code error.setting_needs_books");
    same.tax_code = {};
    same.tax_treatment = TaxTreatment::inclusive;
    CHECK(refusal(office.save(office.caller(), same)) == "tax_treatment error.setting_needs_books");
    CHECK(office.save(office.caller(), InvoiceSettings{}).has_value());
    CHECK(office.gateways.books_->list_reads == reads);
}

TEST_CASE("books that do not answer leave the settings readable and say why the lists are missing")
{
    Office office;
    const auto load = [&] {
        return run_task(
                   load_settings(office.gateways, *office.store, office.lists, office.caller()))
            .value();
    };
    CHECK(load().lists->terms.size() == 1);
    office.gateways.books_->list_script.next(Trouble::lost_before);

    const SettingsForm form = load();

    CHECK(form.lists == nullptr);
    CHECK(form.books_error->kind == ErrorKind::unavailable);
    CHECK(form.fields.size() == 4);
    office.gateways.books_->list_script.next(Trouble::lost_before);
    CHECK(office.save(office.caller(), with_term("3")).error().kind == ErrorKind::unavailable);
    CHECK(office.save(office.caller(), InvoiceSettings{}).has_value()); // needs nothing of theirs
}

TEST_CASE("settings are tried on a deal before they are saved")
{
    Office office;
    Deal& deal = office.gateways.crm_->deal_;
    deal.id = DealId(17);
    deal.title = "Roof repair";
    deal.organization = Organization{OrganizationId(12), "Lee Ltd", {}};
    deal.organization->fields["name"] = {"Lee Ltd", {}};
    const auto today = [&](const InvoiceSettings& settings) {
        return run_task(preview_settings(office.gateways,
                                         *office.store,
                                         office.clock,
                                         office.lists,
                                         office.caller(),
                                         DealId(17),
                                         settings))
            .value();
    };
    InvoiceSettings settings;
    settings.term.days = 7;

    const SettingsPreview preview = today(settings);

    CHECK(preview.deal_title == "Roof repair");
    CHECK(preview.details.name == "Lee Ltd");
    CHECK(preview.due_date == preview.date.plus_days(7));
    CHECK(preview.missing == std::vector<std::string_view>{"address", "email"});
    CHECK(today(with_term("3")).due_date == preview.date.plus_days(30));
    CHECK(office.saved() == InvoiceSettings{});
}
