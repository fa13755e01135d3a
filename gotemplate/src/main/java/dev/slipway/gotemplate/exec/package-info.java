/// The evaluator: templates are planned into trees of small final objects with variables resolved
/// to slots and functions bound, and executed from there. Not for use from outside: see
/// [dev.slipway.gotemplate.Template], [dev.slipway.gotemplate.TemplateSet] and
/// [dev.slipway.gotemplate.Rendering].
///
/// Inside this package a value is "raw" when it tells Go's two forms of nothing apart: null is Go's
/// invalid `reflect.Value` (a missing key, an untyped nil), [Raw#NIL_INTERFACE] a nil at a place of
/// type `interface {}`.
@NullMarked
package dev.slipway.gotemplate.exec;

import org.jspecify.annotations.NullMarked;
