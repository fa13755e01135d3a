/// One cluster: how to reach it, what it has, and how to change that.
@NullMarked
package dev.slipway.kube;

import org.jspecify.annotations.NullMarked;
