/// Chart archives (`.tgz`): reading what others made within bounds, and writing reproducible ones.
@NullMarked
package dev.slipway.chart.archive;

import org.jspecify.annotations.NullMarked;
