/// The API server of a simulated cluster, without HTTP.
@NullMarked
package dev.slipway.sandbox.api;

import org.jspecify.annotations.NullMarked;
