/// Simulated Kubernetes clusters inside this process, for the demo, rehearsals and tests.
@NullMarked
package dev.slipway.sandbox;

import org.jspecify.annotations.NullMarked;
