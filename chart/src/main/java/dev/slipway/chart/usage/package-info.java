/// Which templates read which values, found without rendering: an abstract interpretation of a
/// chart and its subcharts. On it stand the report on values that no template reads, and the
/// explanation of where a value comes from and who reads it.
@NullMarked
package dev.slipway.chart.usage;

import org.jspecify.annotations.NullMarked;
