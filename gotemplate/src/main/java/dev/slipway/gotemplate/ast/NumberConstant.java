package dev.slipway.gotemplate.ast;

/// A number as the text spells it, with its value in each of the types that can hold it: Go's ideal
/// constants.
///
/// @param text the source text
/// @param isInt whether `int64` holds it
/// @param isUint whether `uint64` holds it
/// @param isFloat whether `float64` holds it
/// @param signed the value if `isInt`
/// @param unsigned the bits of the value if `isUint`
/// @param floating the value if `isFloat`
public record NumberConstant(
    String text,
    boolean isInt,
    boolean isUint,
    boolean isFloat,
    long signed,
    long unsigned,
    double floating) {}
