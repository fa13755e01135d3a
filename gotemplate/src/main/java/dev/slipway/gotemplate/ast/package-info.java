/// The syntax tree of templates: immutable records, for the evaluator and for static analysis.
@NullMarked
package dev.slipway.gotemplate.ast;

import org.jspecify.annotations.NullMarked;
