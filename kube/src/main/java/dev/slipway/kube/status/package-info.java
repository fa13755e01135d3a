/// Whether objects are ready, and which signs say that they never will be. Nothing here asks a
/// cluster: all of it is worked out from objects.
@NullMarked
package dev.slipway.kube.status;

import org.jspecify.annotations.NullMarked;
