/// The life of a release: what is stored of it, what a change would do, doing it, undoing it.
@NullMarked
package dev.slipway.release;

import org.jspecify.annotations.NullMarked;
