/// `slipway.yaml`: what it says, checked, and which helmfiles it means.
@NullMarked
package dev.slipway.pipeline.settings;

import org.jspecify.annotations.NullMarked;
