/// The commands, the terminal and the distribution: the only module that prints, exits or reads the
/// environment.
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
