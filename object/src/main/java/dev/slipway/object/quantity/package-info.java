/// Amounts of processor time, memory and other things that are counted.
@NullMarked
package dev.slipway.object.quantity;

import org.jspecify.annotations.NullMarked;
