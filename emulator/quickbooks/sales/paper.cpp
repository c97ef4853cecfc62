#include "emulator/quickbooks/sales/paper.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <cmath>

#if __has_feature(address_sanitizer)
/// fontconfig keeps what it has read to the end of the program.
extern "C" const char* __lsan_default_suppressions()
{
    return "leak:libfontconfig";
}
#endif

namespace emulator::quickbooks {

namespace {

constexpr const char* font = "DejaVu Sans";

/// Collects what cairo writes.
cairo_status_t append(void* target, const unsigned char* data, unsigned int length)
{
    static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

/// Without characters that are no text: a line ends where the caller says so.
std::string printable(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        const bool is_control = static_cast<unsigned char>(c) < ' ';
        result += is_control ? ' ' : c;
    }
    return result;
}

/// The length of the first character of UTF-8 text.
std::size_t character_length(std::string_view text)
{
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) {
        ++length;
    }
    return length;
}

} // namespace

struct Paper::Surface {
    std::string bytes;
    cairo_surface_t* pdf = nullptr;
    cairo_t* context = nullptr;

    void use(TextStyle style)
    {
        cairo_select_font_face(context,
                               font,
                               CAIRO_FONT_SLANT_NORMAL,
                               style.is_bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
        cairo_set_font_size(context, style.size);
        if (style.is_soft) {
            cairo_set_source_rgb(context, 0.38, 0.42, 0.48);
        } else {
            cairo_set_source_rgb(context, 0.1, 0.13, 0.17);
        }
    }

    int width(const std::string& text)
    {
        cairo_text_extents_t extents;
        cairo_text_extents(context, text.c_str(), &extents);
        return static_cast<int>(std::ceil(extents.x_advance));
    }
};

Paper::Paper(int width, int height, const std::string& title, const std::string& made)
    : surface_(std::make_unique<Surface>())
{
    surface_->pdf = cairo_pdf_surface_create_for_stream(append, &surface_->bytes, width, height);
    surface_->context = cairo_create(surface_->pdf);
    cairo_pdf_surface_set_metadata(surface_->pdf, CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(surface_->pdf, CAIRO_PDF_METADATA_CREATE_DATE, made.c_str());
    cairo_pdf_surface_set_metadata(
        surface_->pdf, CAIRO_PDF_METADATA_CREATOR, "billbridge-emulator");
}

Paper::~Paper()
{
    cairo_destroy(surface_->context);
    cairo_surface_destroy(surface_->pdf);
}

void Paper::text(int x, int y, const std::string& text, TextStyle style, Align align)
{
    const std::string shown = printable(text);
    surface_->use(style);
    const int left = align == Align::right ? x - surface_->width(shown) : x;
    cairo_move_to(surface_->context, left, y);
    cairo_show_text(surface_->context, shown.c_str());
}

void Paper::line(int x1, int y, int x2)
{
    cairo_set_source_rgb(surface_->context, 0.78, 0.81, 0.85);
    cairo_set_line_width(surface_->context, 0.7);
    cairo_move_to(surface_->context, x1, y);
    cairo_line_to(surface_->context, x2, y);
    cairo_stroke(surface_->context);
}

void Paper::new_page()
{
    cairo_show_page(surface_->context);
}

std::vector<std::string> Paper::wrapped(std::string_view text, int width, TextStyle style)
{
    surface_->use(style);
    std::vector<std::string> lines;
    std::string line;
    auto flush = [&] {
        lines.push_back(std::move(line));
        line.clear();
    };
    auto add_word = [&](std::string word) {
        const std::string joined = line.empty() ? word : line + " " + word;
        if (surface_->width(joined) <= width) {
            line = joined;
            return;
        }
        if (!line.empty()) {
            flush();
        }
        while (surface_->width(word) > width) {
            std::size_t fits = character_length(word);
            while (fits < word.size()) {
                const std::size_t next =
                    fits + character_length(std::string_view(word).substr(fits));
                if (surface_->width(word.substr(0, next)) > width) {
                    break;
                }
                fits = next;
            }
            lines.push_back(word.substr(0, fits));
            word.erase(0, fits);
        }
        line = std::move(word);
    };
    std::string word;
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            if (!word.empty()) {
                add_word(std::move(word));
                word.clear();
            }
            if (c == '\n') {
                flush();
            }
        } else {
            word += c;
        }
    }
    if (!word.empty()) {
        add_word(std::move(word));
    }
    flush();
    return lines;
}

std::string Paper::finish()
{
    cairo_surface_finish(surface_->pdf);
    return std::move(surface_->bytes);
}

} // namespace emulator::quickbooks
