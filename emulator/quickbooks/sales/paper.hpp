#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace emulator::quickbooks {

enum class Align { left, right };

struct TextStyle {
    int size = 9; ///< in points
    bool is_bold = false;
    bool is_soft = false; ///< in gray
};

/// The pages of a PDF, drawn with cairo. Places are whole points from the upper left corner; a text
/// stands on the line at its y.
class Paper {
public:
    /// `made` is the time in the document's properties, ISO 8601.
    Paper(int width, int height, const std::string& title, const std::string& made);
    ~Paper();
    Paper(const Paper&) = delete;
    Paper& operator=(const Paper&) = delete;

    void text(int x, int y, const std::string& text, TextStyle style = {}, Align = Align::left);
    void line(int x1, int y, int x2);
    void new_page();
    /// The text in lines that are not wider than that, broken between words and, where a word is
    /// too long, inside it. An empty text is one empty line.
    std::vector<std::string> wrapped(std::string_view text, int width, TextStyle style = {});

    /// The bytes; nothing may be drawn afterwards.
    std::string finish();

private:
    struct Surface;
    std::unique_ptr<Surface> surface_;
};

} // namespace emulator::quickbooks
