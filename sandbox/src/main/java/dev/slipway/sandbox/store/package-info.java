/// What a simulated cluster holds: objects by key, their one line of versions, and who waits for
/// changes.
@NullMarked
package dev.slipway.sandbox.store;

import org.jspecify.annotations.NullMarked;
