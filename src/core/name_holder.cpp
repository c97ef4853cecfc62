#include "core/name_holder.hpp"

namespace billbridge {

namespace {

constexpr char kind_arg[] = "holder_kind";
constexpr char id_arg[] = "holder_id";
constexpr char name_arg[] = "holder_name";

std::string arg(const Error& error, const char* which)
{
    const auto found = error.message.args.find(which);
    return found == error.message.args.end() ? std::string() : found->second;
}

} // namespace

std::string_view name(Holder::Kind kind)
{
    switch (kind) {
    case Holder::Kind::customer:
        return "customer";
    case Holder::Kind::item:
        return "item";
    case Holder::Kind::other:
        return "other";
    }
    return {};
}

void put_holder(Error& error, const Holder& holder)
{
    error.message.args[kind_arg] = name(holder.kind);
    error.message.args[id_arg] = holder.id;
    error.message.args[name_arg] = holder.name;
}

std::optional<Holder> holder_of(const Error& error)
{
    const std::string kind = arg(error, kind_arg);
    for (const auto candidate : {Holder::Kind::customer, Holder::Kind::item, Holder::Kind::other}) {
        if (name(candidate) == kind) {
            return Holder{candidate, arg(error, id_arg), arg(error, name_arg)};
        }
    }
    return std::nullopt;
}

} // namespace billbridge
