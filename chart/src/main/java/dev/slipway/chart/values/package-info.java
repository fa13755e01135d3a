/// Chart values: reading, Helm's coalescing rules, the grammar of --set, dependencies.
@NullMarked
package dev.slipway.chart.values;

import org.jspecify.annotations.NullMarked;
