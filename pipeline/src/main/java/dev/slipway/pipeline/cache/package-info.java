/// What is kept between runs: results by all that they were made from. Safe to delete at any time.
@NullMarked
package dev.slipway.pipeline.cache;

import org.jspecify.annotations.NullMarked;
