/// What all connections share: certificates and keys in PEM, TLS parts made of them, proxies.
@NullMarked
package dev.slipway.core.net;

import org.jspecify.annotations.NullMarked;
