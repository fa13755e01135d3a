/// Where the state of a sandbox is kept on disk.
@NullMarked
package dev.slipway.sandbox.folder;

import org.jspecify.annotations.NullMarked;
