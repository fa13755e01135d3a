/// The comparison with the real Helm: which charts and values to render (`collections.txt`), what
/// Helm made of them (golden results in a cache outside the checkout), and what Slipway makes of
/// them. `compat/run` drives it; nothing here ships.
@NullMarked
package dev.slipway.compat;

import org.jspecify.annotations.NullMarked;
