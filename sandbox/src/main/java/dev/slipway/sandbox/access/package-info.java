/// Who asks, what for, and who says whether it is allowed.
@NullMarked
package dev.slipway.sandbox.access;

import org.jspecify.annotations.NullMarked;
