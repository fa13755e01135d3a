/// Waits until objects are ready or gone, sees early that they never will be, and gathers the
/// evidence.
@NullMarked
package dev.slipway.kube.wait;

import org.jspecify.annotations.NullMarked;
