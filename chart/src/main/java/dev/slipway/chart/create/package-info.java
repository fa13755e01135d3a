/// Makes new charts, from a starter that is built in or one of the user's own.
@NullMarked
package dev.slipway.chart.create;

import org.jspecify.annotations.NullMarked;
