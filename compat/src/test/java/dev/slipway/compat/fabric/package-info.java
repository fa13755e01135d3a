/// fabric8's client as a client of clusters.
@NullMarked
package dev.slipway.compat.fabric;

import org.jspecify.annotations.NullMarked;
