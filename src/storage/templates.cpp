#include "base/json_map.hpp"
#include "storage/sql_transaction.hpp"
#include "storage/words.hpp"

namespace billbridge::storage {

namespace {

struct TermRow {
    std::string kind;
    int days = 0;
    std::string books_term;
};
BOOST_DESCRIBE_STRUCT(TermRow, (), (kind, days, books_term))

struct DiscountRow {
    std::string kind;
    Decimal value;
};
BOOST_DESCRIBE_STRUCT(DiscountRow, (), (kind, value))

struct TemplateRow {
    std::string name, message, memo;
    std::optional<TermRow> term;
    std::optional<DiscountRow> discount;
    bool card_payment = false;
    bool bank_payment = false;
    std::string class_id, location_id, email_subject, email_text;
};
BOOST_DESCRIBE_STRUCT(TemplateRow,
                      (),
                      (name,
                       message,
                       memo,
                       term,
                       discount,
                       card_payment,
                       bank_payment,
                       class_id,
                       location_id,
                       email_subject,
                       email_text))

using TermKind = PaymentTerm::Kind;
constexpr Words<TermKind, 4> template_term_words = {{{TermKind::due_on_receipt, "due_on_receipt"},
                                                     {TermKind::days, "days"},
                                                     {TermKind::end_of_month, "end_of_month"},
                                                     {TermKind::books, "books"}}};
constexpr Words<Discount::Kind, 2> template_discount_words = {
    {{Discount::Kind::percentage, "percentage"}, {Discount::Kind::amount, "amount"}}};

std::string content_of(const InvoiceTemplate& preset)
{
    TemplateRow row{preset.name,
                    preset.message,
                    preset.memo,
                    {},
                    {},
                    preset.card_payment,
                    preset.bank_payment,
                    preset.class_id,
                    preset.location_id,
                    preset.email_subject,
                    preset.email_text};
    if (preset.term) {
        row.term = TermRow{word(template_term_words, preset.term->kind),
                           preset.term->days,
                           to_string(preset.term->books_term)};
    }
    if (preset.discount) {
        row.discount = DiscountRow{word(template_discount_words, preset.discount->kind),
                                   preset.discount->value};
    }
    return to_json(row).dump();
}

InvoiceTemplate template_of(const std::string& id, const std::string& content)
{
    auto read = parse_json<TemplateRow>(content);
    if (!read) {
        throw StoreFailure("a stored template does not read: " + read.error().cause);
    }
    InvoiceTemplate preset;
    preset.id = id;
    preset.name = read->name;
    preset.message = read->message;
    preset.memo = read->memo;
    if (read->term) {
        preset.term = PaymentTerm{from_word(template_term_words, read->term->kind),
                                  read->term->days,
                                  TermId(read->term->books_term)};
    }
    if (read->discount) {
        preset.discount = Discount{from_word(template_discount_words, read->discount->kind),
                                   read->discount->value};
    }
    preset.card_payment = read->card_payment;
    preset.bank_payment = read->bank_payment;
    preset.class_id = read->class_id;
    preset.location_id = read->location_id;
    preset.email_subject = read->email_subject;
    preset.email_text = read->email_text;
    return preset;
}

} // namespace

std::vector<InvoiceTemplate> SqlTransaction::templates(CompanyId company, const BooksId& books)
{
    std::vector<InvoiceTemplate> templates;
    for (const Row& row : session_.run("SELECT template_id, content FROM invoice_templates"
                                       " WHERE company_id = $1 AND books_id = $2 ORDER BY place",
                                       {company.value(), to_string(books)})) {
        templates.push_back(template_of(row.text(0), row.text(1)));
    }
    return templates;
}

void SqlTransaction::save(CompanyId company,
                          const BooksId& books,
                          const std::vector<InvoiceTemplate>& templates)
{
    session_.run("DELETE FROM invoice_templates WHERE company_id = $1 AND books_id = $2",
                 {company.value(), to_string(books)});
    std::int64_t place = 0;
    for (const InvoiceTemplate& preset : templates) {
        session_.run("INSERT INTO invoice_templates (company_id, books_id, template_id, place,"
                     " content) VALUES ($1, $2, $3, $4, $5)",
                     {company.value(), to_string(books), preset.id, place++, content_of(preset)});
    }
}

} // namespace billbridge::storage
