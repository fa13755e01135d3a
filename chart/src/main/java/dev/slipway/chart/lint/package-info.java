/// Examines charts for mistakes, as `helm lint` does and with its words.
@NullMarked
package dev.slipway.chart.lint;

import org.jspecify.annotations.NullMarked;
