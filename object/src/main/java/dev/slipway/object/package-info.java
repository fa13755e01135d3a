/// Kubernetes objects as trees: what they are called, and how to read their fields.
@NullMarked
package dev.slipway.object;

import org.jspecify.annotations.NullMarked;
