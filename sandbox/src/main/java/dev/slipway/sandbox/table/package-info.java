/// The tables that kubectl prints.
@NullMarked
package dev.slipway.sandbox.table;

import org.jspecify.annotations.NullMarked;
