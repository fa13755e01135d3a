/// The OpenAPI documents of a sandbox, made from the schemas of its kinds.
@NullMarked
package dev.slipway.sandbox.openapi;

import org.jspecify.annotations.NullMarked;
