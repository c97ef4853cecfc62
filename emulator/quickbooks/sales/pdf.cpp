#include "emulator/quickbooks/sales/pdf.hpp"

#include "emulator/quickbooks/sales/paper.hpp"

#include <algorithm>
#include <vector>

namespace emulator::quickbooks {

namespace {

/// The words on the paper.
struct Labels {
    std::string_view invoice, estimate, credit_memo, receipt, bill_to, date, due, terms, number;
    std::string_view item, description, quantity, rate, amount;
    std::string_view subtotal, discount, tax, total, paid, balance, message, page, tax_id;
};

constexpr Labels english{.invoice = "INVOICE",
                         .estimate = "ESTIMATE",
                         .credit_memo = "CREDIT MEMO",
                         .receipt = "PAYMENT RECEIPT",
                         .bill_to = "Bill to",
                         .date = "Date",
                         .due = "Due date",
                         .terms = "Terms",
                         .number = "No.",
                         .item = "Product or service",
                         .description = "Description",
                         .quantity = "Qty",
                         .rate = "Rate",
                         .amount = "Amount",
                         .subtotal = "Subtotal",
                         .discount = "Discount",
                         .tax = "Tax",
                         .total = "Total",
                         .paid = "Paid",
                         .balance = "Balance due",
                         .message = "Message",
                         .page = "Page",
                         .tax_id = "Tax ID"};

constexpr Labels polish{.invoice = "FAKTURA",
                        .estimate = "WYCENA",
                        .credit_memo = "NOTA KREDYTOWA",
                        .receipt = "POTWIERDZENIE WPŁATY",
                        .bill_to = "Nabywca",
                        .date = "Data",
                        .due = "Termin płatności",
                        .terms = "Warunki",
                        .number = "Nr",
                        .item = "Towar lub usługa",
                        .description = "Opis",
                        .quantity = "Ilość",
                        .rate = "Cena",
                        .amount = "Wartość",
                        .subtotal = "Razem netto",
                        .discount = "Rabat",
                        .tax = "VAT",
                        .total = "Razem",
                        .paid = "Zapłacono",
                        .balance = "Do zapłaty",
                        .message = "Uwagi",
                        .page = "Strona",
                        .tax_id = "NIP"};

constexpr int margin = 48;
constexpr int line_height = 13;
/// What stays free below the lines: the page number.
constexpr int foot = 60;
constexpr TextStyle bold{.size = 9, .is_bold = true};
constexpr TextStyle soft{.size = 8, .is_soft = true};

struct Size {
    int width;
    int height;
};
constexpr Size letter{612, 792};
constexpr Size a4{595, 842};

std::string_view title_of(const Labels& labels, std::string_view type)
{
    if (type == "Estimate") {
        return labels.estimate;
    }
    if (type == "CreditMemo") {
        return labels.credit_memo;
    }
    return type == "Payment" ? labels.receipt : labels.invoice;
}

/// American places end with state and postal code, others begin with the postal code.
std::vector<std::string> address_lines(const Json& address, bool is_american)
{
    using Members = std::initializer_list<std::string_view>;
    std::vector<std::string> lines;
    for (const std::string_view member : {"Line1", "Line2", "Line3", "Line4", "Line5"}) {
        lines.push_back(address[member].string_or());
    }
    std::string place;
    const Members american = {"City", "CountrySubDivisionCode", "PostalCode"};
    const Members other = {"PostalCode", "City", "CountrySubDivisionCode"};
    for (const std::string_view member : is_american ? american : other) {
        const std::string text = address[member].string_or();
        place += (place.empty() || text.empty() ? "" : " ") + text;
    }
    lines.push_back(place);
    lines.push_back(address["Country"].string_or());
    std::erase(lines, "");
    return lines;
}

/// Draws one document from top to bottom.
class Document {
public:
    Document(const Json& company, std::string_view type, const Json& document)
        : company_(company), document_(document),
          labels_(company["Country"].string_or() == "PL" ? polish : english),
          size_(company["Country"].string_or("US") == "US" ? letter : a4),
          title_(title_of(labels_, type)), paper_(size_.width, size_.height, title(), made())
    {
    }

    std::string draw()
    {
        draw_head();
        draw_parties();
        draw_lines();
        draw_totals();
        draw_message();
        draw_foot();
        return paper_.finish();
    }

private:
    bool is_american() const { return company_["Country"].string_or("US") == "US"; }
    int right() const { return size_.width - margin; }
    int bottom() const { return size_.height - foot; }
    std::string number() const { return document_["DocNumber"].string_or(); }
    std::string currency() const { return referred(document_, "CurrencyRef"); }
    std::string title() const
    {
        return std::string(title_) + (number().empty() ? "" : " " + number());
    }
    std::string made() const { return document_["MetaData"]["LastUpdatedTime"].string_or(); }
    /// Where a column ends (amounts) or begins (texts).
    int rate_column() const { return right() - 78; }
    int quantity_column() const { return right() - 150; }
    int description_column() const { return margin + 130; }

    void draw_head();
    void draw_parties();
    void draw_facts(int y);
    void draw_table_head();
    void draw_lines();
    void draw_line(const Json& line);
    void draw_totals();
    void draw_total(std::string_view label, const Decimal& amount, bool is_bold = false);
    void draw_message();
    void draw_foot();
    /// Goes on on a new page where so much no longer fits.
    void need(int height);

    const Json& company_;
    const Json& document_;
    const Labels& labels_;
    Size size_;
    std::string_view title_;
    Paper paper_;
    int y_ = margin;
    int page_ = 1;
    bool is_in_table_ = false;
};

void Document::need(int height)
{
    if (y_ + height <= bottom()) {
        return;
    }
    draw_foot();
    paper_.new_page();
    ++page_;
    y_ = margin;
    if (is_in_table_) {
        draw_table_head();
    }
}

void Document::draw_foot()
{
    const std::string text = std::string(labels_.page) + " " + std::to_string(page_);
    paper_.text(right(), size_.height - 30, text, soft, Align::right);
    paper_.text(margin, size_.height - 30, title(), soft);
}

void Document::draw_head()
{
    y_ += 12;
    paper_.text(right(), y_, std::string(title_), {.size = 18, .is_bold = true}, Align::right);
    paper_.text(margin, y_, company_["CompanyName"].string_or(), {.size = 13, .is_bold = true});
    y_ += line_height + 3;
    for (const std::string& line : address_lines(company_["CompanyAddr"], is_american())) {
        paper_.text(margin, y_, line);
        y_ += line_height;
    }
    for (const std::string& line : {company_["Email"]["Address"].string_or(),
                                    company_["PrimaryPhone"]["FreeFormNumber"].string_or()}) {
        if (!line.empty()) {
            paper_.text(margin, y_, line);
            y_ += line_height;
        }
    }
    y_ += line_height;
    paper_.line(margin, y_, right());
    y_ += 2 * line_height;
}

void Document::draw_facts(int y)
{
    const int labels = right() - 190;
    auto fact = [&](std::string_view label, const std::string& value) {
        if (!value.empty()) {
            paper_.text(labels, y, std::string(label), soft);
            paper_.text(right(), y, value, {}, Align::right);
            y += line_height;
        }
    };
    fact(labels_.number, number());
    fact(labels_.date, document_["TxnDate"].string_or());
    fact(labels_.terms, document_["SalesTermRef"]["name"].string_or());
    fact(labels_.due, document_["DueDate"].string_or());
}

void Document::draw_parties()
{
    const int top = y_;
    paper_.text(margin, y_, std::string(labels_.bill_to), soft);
    y_ += line_height;
    const std::string name = document_["CustomerRef"]["name"].string_or();
    auto lines = address_lines(document_["BillAddr"], is_american());
    if (lines.empty() || lines.front() != name) {
        lines.insert(lines.begin(), name); // an address that was changed names the customer itself
    }
    for (const std::string& line : lines) {
        for (const std::string& part : paper_.wrapped(line, 260)) {
            paper_.text(margin, y_, part);
            y_ += line_height;
        }
    }
    draw_facts(top);
    constexpr int facts_height = 5 * line_height;
    y_ = std::max(y_, top + facts_height) + line_height;
}

void Document::draw_table_head()
{
    paper_.text(margin, y_, std::string(labels_.item), soft);
    paper_.text(description_column(), y_, std::string(labels_.description), soft);
    paper_.text(quantity_column(), y_, std::string(labels_.quantity), soft, Align::right);
    paper_.text(rate_column(), y_, std::string(labels_.rate), soft, Align::right);
    paper_.text(right(), y_, std::string(labels_.amount), soft, Align::right);
    y_ += 6;
    paper_.line(margin, y_, right());
    y_ += line_height + 2;
}

void Document::draw_line(const Json& line)
{
    const Json& bundle = line["GroupLineDetail"];
    const Json& detail = bundle.is_null() ? line["SalesItemLineDetail"] : bundle;
    const std::string item = bundle.is_null() ? detail["ItemRef"]["name"].string_or()
                                              : bundle["GroupItemRef"]["name"].string_or();
    const int item_width = description_column() - margin - 8;
    const int description_width = quantity_column() - description_column() - 45;
    const auto names = paper_.wrapped(item, item_width);
    const auto texts = paper_.wrapped(line["Description"].string_or(), description_width);
    for (std::size_t i = 0; i < std::max(names.size(), texts.size()); ++i) {
        need(line_height);
        if (i < names.size()) {
            paper_.text(margin, y_, names[i]);
        }
        if (i < texts.size()) {
            paper_.text(description_column(), y_, texts[i]);
        }
        if (i == 0 && !line["Amount"].is_null()) {
            const Json& quantity = bundle.is_null() ? detail["Qty"] : detail["Quantity"];
            paper_.text(quantity_column(), y_, text_of(quantity), {}, Align::right);
            paper_.text(rate_column(), y_, text_of(detail["UnitPrice"]), {}, Align::right);
            paper_.text(right(), y_, grouped_amount(line["Amount"]), {}, Align::right);
        }
        y_ += line_height;
    }
    y_ += 3;
}

void Document::draw_lines()
{
    const auto* lines = document_["Line"].if_array();
    if (lines == nullptr) {
        return;
    }
    draw_table_head();
    is_in_table_ = true;
    for (const Json& line : *lines) {
        const std::string type = line["DetailType"].string_or();
        if (type != "SubTotalLineDetail" && type != "DiscountLineDetail") {
            draw_line(line);
        }
    }
    is_in_table_ = false;
    paper_.line(margin, y_ - line_height + 6, right());
}

void Document::draw_total(std::string_view label, const Decimal& amount, bool is_bold)
{
    need(line_height + 3);
    const TextStyle style = is_bold ? bold : TextStyle{};
    paper_.text(right() - 200, y_, std::string(label), style);
    paper_.text(right(), y_, grouped_amount(money(amount)) + " " + currency(), style, Align::right);
    y_ += line_height + 3;
}

void Document::draw_totals()
{
    y_ += line_height;
    const auto* lines = document_["Line"].if_array();
    for (const Json& line : lines == nullptr ? Json::Array() : *lines) {
        const std::string type = line["DetailType"].string_or();
        if (type == "SubTotalLineDetail") {
            draw_total(labels_.subtotal, decimal_of(line["Amount"]));
        } else if (type == "DiscountLineDetail") {
            draw_total(labels_.discount, -decimal_of(line["Amount"]));
        }
    }
    const auto* taxes = document_["TxnTaxDetail"]["TaxLine"].if_array();
    for (const Json& tax : taxes == nullptr ? Json::Array() : *taxes) {
        const std::string percent = text_of(tax["TaxLineDetail"]["TaxPercent"]);
        draw_total(std::string(labels_.tax) + " " + percent + " %", decimal_of(tax["Amount"]));
    }
    const Decimal total = decimal_of(document_["TotalAmt"]);
    draw_total(labels_.total, total, true);
    if (document_.find("Balance") != nullptr) {
        const Decimal balance = decimal_of(document_["Balance"]);
        if (balance != total) {
            draw_total(labels_.paid, balance - total);
        }
        draw_total(labels_.balance, balance, true);
    }
}

void Document::draw_message()
{
    const std::string message = document_["CustomerMemo"]["value"].string_or();
    if (message.empty()) {
        return;
    }
    y_ += line_height;
    need(3 * line_height);
    paper_.text(margin, y_, std::string(labels_.message), soft);
    y_ += line_height;
    for (const std::string& line : paper_.wrapped(message, right() - margin)) {
        need(line_height);
        paper_.text(margin, y_, line);
        y_ += line_height;
    }
}

} // namespace

std::string document_pdf(const Json& company_info, std::string_view type, const Json& document)
{
    return Document(company_info, type, document).draw();
}

} // namespace emulator::quickbooks
