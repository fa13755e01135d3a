/// Faults on request: what a sandbox does wrong, when, and how often.
@NullMarked
package dev.slipway.sandbox.fault;

import org.jspecify.annotations.NullMarked;
