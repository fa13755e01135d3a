/// Checks values against values.schema.json, with Helm's wording.
@NullMarked
package dev.slipway.chart.schema;

import org.jspecify.annotations.NullMarked;
