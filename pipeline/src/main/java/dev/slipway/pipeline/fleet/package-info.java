/// The fleet's commands: all releases of all helmfiles on all clusters.
@NullMarked
package dev.slipway.pipeline.fleet;

import org.jspecify.annotations.NullMarked;
