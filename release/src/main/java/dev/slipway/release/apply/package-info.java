/// Carries out plans: records, hooks, objects, waiting, and the way back when something fails.
@NullMarked
package dev.slipway.release.apply;

import org.jspecify.annotations.NullMarked;
