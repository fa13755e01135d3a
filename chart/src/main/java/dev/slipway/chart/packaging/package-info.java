/// Charts as files to pass on: packing, fetching and unpacking them, showing what is inside, and
/// the index of a repository.
@NullMarked
package dev.slipway.chart.packaging;

import org.jspecify.annotations.NullMarked;
