/// Rendered manifests: splitting, hooks and Helm's order of kinds.
@NullMarked
package dev.slipway.chart.manifest;

import org.jspecify.annotations.NullMarked;
