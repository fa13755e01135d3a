/// Helm charts: load, values, dependencies, schema, render, lint, package, repositories.
@NullMarked
package dev.slipway.chart;

import org.jspecify.annotations.NullMarked;
