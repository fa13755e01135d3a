/// What the user sees: the console with its colours, and errors made readable.
@NullMarked
package dev.slipway.cli.terminal;

import org.jspecify.annotations.NullMarked;
