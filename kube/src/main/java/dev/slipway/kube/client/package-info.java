/// The client of one cluster over HTTP: requests that are repeated where that is safe, a rate that
/// follows the cluster, discovery, watches that renew themselves.
@NullMarked
package dev.slipway.kube.client;

import org.jspecify.annotations.NullMarked;
