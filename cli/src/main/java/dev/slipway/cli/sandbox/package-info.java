/// Simulated clusters that run beside the commands: started, looked at and ended.
@NullMarked
package dev.slipway.cli.sandbox;

import org.jspecify.annotations.NullMarked;
