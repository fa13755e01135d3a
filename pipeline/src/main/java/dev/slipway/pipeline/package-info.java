/// The fleet: every helmfile of a repository on every cluster, as `slipway.yaml` lists them.
@NullMarked
package dev.slipway.pipeline;

import org.jspecify.annotations.NullMarked;
