package dev.slipway.compat.contract;

import java.util.List;

/// A case of the contract.
///
/// @param name the file's name without its ending
/// @param about what it proves, in one line
/// @param only `sandbox` or `real` where the other one cannot do it; else empty
/// @param steps what it does
record Script(String name, String about, String only, List<Step> steps) {}
