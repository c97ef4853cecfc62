#pragma once

#include "emulator/kit/app.hpp"

/// The part of `/_emulator/` that every vendor has: reset, seed, clock, requests, faults. Its own
/// requests are neither logged nor hit by faults. `docs/emulator.md` describes it.
namespace emulator::kit {

inline constexpr std::string_view control_prefix = "/_emulator/";

/// Adds the routes to `router`; `app` must outlive it.
void add_control_api(Router& router, App& app);

/// An answer of the control API.
net::Response control_answer(const billbridge::Json& body, int status = 200);
/// 400 with `{"error": reason}`.
net::Response control_refusal(std::string_view reason);

} // namespace emulator::kit
