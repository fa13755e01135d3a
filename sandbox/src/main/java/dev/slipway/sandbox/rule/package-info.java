/// What the API server adds to objects and asks of them: defaults, what a write may change, what is
/// valid.
@NullMarked
package dev.slipway.sandbox.rule;

import org.jspecify.annotations.NullMarked;
