/// What a change alters: between texts, and between objects field by field.
@NullMarked
package dev.slipway.release.diff;

import org.jspecify.annotations.NullMarked;
