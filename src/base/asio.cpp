// Asio's implementation, compiled once (BOOST_ASIO_SEPARATE_COMPILATION): a file that only awaits
// then needs a second to compile instead of ten.
#include <boost/asio/impl/src.hpp>
