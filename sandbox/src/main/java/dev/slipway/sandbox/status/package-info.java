/// The answers of an API server that says no, in Kubernetes' own words.
@NullMarked
package dev.slipway.sandbox.status;

import org.jspecify.annotations.NullMarked;
