/// What differs between two states of a Git repository, and how files read before a change.
@NullMarked
package dev.slipway.pipeline.git;

import org.jspecify.annotations.NullMarked;
