/// From helmfile.yaml files to typed desired state.
@NullMarked
package dev.slipway.helmfile.state;

import org.jspecify.annotations.NullMarked;
