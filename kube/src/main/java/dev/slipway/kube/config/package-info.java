/// How to reach a cluster and who asks: kubeconfig files, the cluster around a pod, credentials.
@NullMarked
package dev.slipway.kube.config;

import org.jspecify.annotations.NullMarked;
