/// What Kubernetes itself says of the schemas of its kinds.
@NullMarked
package dev.slipway.sandbox.definition;

import org.jspecify.annotations.NullMarked;
