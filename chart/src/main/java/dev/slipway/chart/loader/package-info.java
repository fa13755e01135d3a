/// Loads charts: folders, .helmignore, Chart.yaml and the other files, by Helm's rules.
@NullMarked
package dev.slipway.chart.loader;

import org.jspecify.annotations.NullMarked;
