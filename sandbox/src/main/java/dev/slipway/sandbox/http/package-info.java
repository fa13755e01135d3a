/// The sandbox's HTTP server: TLS on loopback, streams, and the way from a request to the API.
@NullMarked
package dev.slipway.sandbox.http;

import org.jspecify.annotations.NullMarked;
