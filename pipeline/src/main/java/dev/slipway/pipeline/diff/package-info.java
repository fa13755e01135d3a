/// What a change alters in rendered manifests.
@NullMarked
package dev.slipway.pipeline.diff;

import org.jspecify.annotations.NullMarked;
