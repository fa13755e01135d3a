/// The charts that a chart depends on: listing, locking and fetching them into `charts/`.
@NullMarked
package dev.slipway.chart.dependency;

import org.jspecify.annotations.NullMarked;
