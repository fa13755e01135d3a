/// The commands: each says what it takes and hands it on; the work is done in the modules below.
@NullMarked
package dev.slipway.cli.command;

import org.jspecify.annotations.NullMarked;
