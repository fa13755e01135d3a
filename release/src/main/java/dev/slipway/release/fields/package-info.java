/// Fields of objects: where they are, how trees of them differ, which of them belong together.
@NullMarked
package dev.slipway.release.fields;

import org.jspecify.annotations.NullMarked;
