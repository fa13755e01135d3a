/// The functions of sprig v3.3.0 with its exact behaviour: results, types, error texts and panics.
@NullMarked
package dev.slipway.gotemplate.sprig;

import org.jspecify.annotations.NullMarked;
