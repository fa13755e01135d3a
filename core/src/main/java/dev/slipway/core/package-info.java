/// Diagnostics, error codes, source locations and Go's byte strings: what every other module stands
/// on.
@NullMarked
package dev.slipway.core;

import org.jspecify.annotations.NullMarked;
