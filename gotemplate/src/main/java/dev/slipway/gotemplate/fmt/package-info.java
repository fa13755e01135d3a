/// Go's `fmt` and `strconv` for template values: printing, quoting, number texts, and the escapers
/// of text/template.
@NullMarked
package dev.slipway.gotemplate.fmt;

import org.jspecify.annotations.NullMarked;
