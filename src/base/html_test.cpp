#include "base/html.hpp"

#include <doctest/doctest.h>

using namespace billbridge;

TEST_CASE("text cannot become markup")
{
    CHECK(escape_html(R"(<a href="x" o='y'>&)") ==
          "&lt;a href=&quot;x&quot; o=&#39;y&#39;&gt;&amp;");
}
