/// One at a time: who is at work on a release, who waits, and what is left of those who were
/// killed.
@NullMarked
package dev.slipway.release.lock;

import org.jspecify.annotations.NullMarked;
