/// Which kinds a simulated cluster serves: the built-in ones, those of custom resource definitions,
/// and how clients discover them.
@NullMarked
package dev.slipway.sandbox.resource;

import org.jspecify.annotations.NullMarked;
