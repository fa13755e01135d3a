/// What is stored of a release: Helm's records, read and written so that Helm can go on with them.
@NullMarked
package dev.slipway.release.store;

import org.jspecify.annotations.NullMarked;
