/// What makes the program start fast; run by the launcher when it has built the program.
@NullMarked
package dev.slipway.cli.start;

import org.jspecify.annotations.NullMarked;
