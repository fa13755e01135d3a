/// Which objects are meant: label selectors and field selectors.
@NullMarked
package dev.slipway.object.select;

import org.jspecify.annotations.NullMarked;
