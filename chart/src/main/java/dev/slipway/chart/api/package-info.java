/// What a cluster's Kubernetes version makes of manifests, without the cluster: API versions that
/// are deprecated, removed or not there yet, and objects that do not fit their schemas.
@NullMarked
package dev.slipway.chart.api;

import org.jspecify.annotations.NullMarked;
