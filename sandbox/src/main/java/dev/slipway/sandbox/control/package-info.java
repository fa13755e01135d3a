/// The controllers, the scheduler and the nodes of a sandbox, in simulated time.
@NullMarked
package dev.slipway.sandbox.control;

import org.jspecify.annotations.NullMarked;
