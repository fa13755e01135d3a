/// From a chart and values to the text that 'helm template' prints.
@NullMarked
package dev.slipway.chart.render;

import org.jspecify.annotations.NullMarked;
