/// Bringing the releases of helmfiles onto clusters: what would change, in which order, and doing
/// it.
@NullMarked
package dev.slipway.pipeline.rollout;

import org.jspecify.annotations.NullMarked;
