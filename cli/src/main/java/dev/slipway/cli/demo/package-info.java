/// The demonstration: simulated clusters, an example repository, and a walk through a deployment.
@NullMarked
package dev.slipway.cli.demo;

import org.jspecify.annotations.NullMarked;
