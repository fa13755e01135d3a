/// YAML and JSON as Go's libraries read and write them, in order and with positions.
@NullMarked
package dev.slipway.yaml;

import org.jspecify.annotations.NullMarked;
