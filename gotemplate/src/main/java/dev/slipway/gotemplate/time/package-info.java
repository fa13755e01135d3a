/// Go's `time`: times, durations and zones with Go's layouts and texts.
@NullMarked
package dev.slipway.gotemplate.time;

import org.jspecify.annotations.NullMarked;
