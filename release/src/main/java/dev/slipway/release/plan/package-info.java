/// What a change of a release would do to a cluster, before anything is touched.
@NullMarked
package dev.slipway.release.plan;

import org.jspecify.annotations.NullMarked;
