/// Renders a chart's templates: Helm's functions and built-in objects.
@NullMarked
package dev.slipway.chart.engine;

import org.jspecify.annotations.NullMarked;
