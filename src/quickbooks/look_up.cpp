#include "quickbooks/look_up.hpp"

#include "domain/similar.hpp"
#include "quickbooks/client.hpp"
#include "quickbooks/rows.hpp"
#include "quickbooks/wire.hpp"

#include <algorithm>

namespace billbridge::quickbooks {

namespace {

constexpr char up_to_a_page[] = " MAXRESULTS 1000";
/// Customers of similar names; where there are more, no single one stands out anyway.
constexpr char few[] = " MAXRESULTS 50";

template <class Id>
std::vector<std::string> texts(const std::vector<Id>& ids)
{
    std::vector<std::string> list;
    for (const Id& id : ids) {
        list.push_back(to_string(id));
    }
    return list;
}

std::vector<std::string> some(std::vector<std::string> list, std::size_t max)
{
    list.resize(std::min(list.size(), max));
    return list;
}

/// Matches names that have these words in this order, whatever stands between and behind them.
std::string words_pattern(const std::vector<std::string>& words)
{
    std::string pattern;
    for (const std::string& word : words) {
        pattern += word + "%";
    }
    return pattern;
}

} // namespace

LookUp::LookUp(const BooksQuestions& questions)
{
    const std::size_t linked = std::min(questions.items.size(), BooksQuestions::items_max);
    const std::size_t left = BooksQuestions::items_max - linked;
    const std::string item = "SELECT * FROM Item WHERE ";
    ask_in_lists(About::payers,
                 "SELECT * FROM Customer WHERE Active IN (true, false) AND Id IN ",
                 texts(questions.payers));
    ask_in_lists(About::items,
                 item + "Active IN (true, false) AND Id IN ",
                 some(texts(questions.items), linked));
    const std::string active = item + std::string(sellable) + " AND ";
    ask_in_lists(About::similar_items, active + "Sku IN ", some(questions.item_codes, left));
    ask_in_lists(About::similar_items, active + "Name IN ", some(questions.item_names, left));
    if (const auto words = company_words(questions.payer_name); !words.empty()) {
        questions_.push_back({About::similar_payers,
                              "SELECT * FROM Customer WHERE DisplayName LIKE " +
                                  quoted(words_pattern(words)) + few});
    }
    if (!questions.payer_email.empty()) {
        questions_.push_back({About::similar_payers,
                              "SELECT * FROM Customer WHERE PrimaryEmailAddr LIKE " +
                                  quoted("%" + questions.payer_email + "%") + few});
    }
    questions_.resize(std::min(questions_.size(), Client::queries_max));
}

void LookUp::ask_in_lists(About about,
                          const std::string& before,
                          const std::vector<std::string>& list)
{
    for (std::size_t from = 0; from < list.size(); from += list_max) {
        std::string names;
        for (std::size_t at = from; at < std::min(from + list_max, list.size()); ++at) {
            names += (names.empty() ? "" : ", ") + quoted(list[at]);
        }
        questions_.push_back({about, before + "(" + names + ")" + up_to_a_page});
    }
}

std::vector<std::string> LookUp::statements() const
{
    std::vector<std::string> statements;
    for (const Question& question : questions_) {
        statements.push_back(question.statement);
    }
    return statements;
}

Result<BooksFindings> LookUp::findings(const std::vector<Json>& answers, const Currency& home) const
{
    if (answers.size() != questions_.size()) {
        return fail(no_answer_to("one of several questions"));
    }
    BooksFindings findings;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const About about = questions_[i].about;
        const bool is_needed = about == About::payers || about == About::items;
        if (answers[i].is_null() && is_needed) {
            return fail(no_answer_to(questions_[i].statement.substr(0, 100)));
        }
        TRY(const std::vector<Payer> payers, payers_of(answers[i], home));
        TRY(const std::vector<Item> items, items_of(answers[i]));
        auto& to_payers = is_needed ? findings.payers : findings.similar_payers;
        auto& to_items = is_needed ? findings.items : findings.similar_items;
        to_payers.insert(to_payers.end(), payers.begin(), payers.end());
        to_items.insert(to_items.end(), items.begin(), items.end());
    }
    return findings;
}

} // namespace billbridge::quickbooks
