/// What one may do on a cluster, and ways into its pods.
@NullMarked
package dev.slipway.kube.access;

import org.jspecify.annotations.NullMarked;
