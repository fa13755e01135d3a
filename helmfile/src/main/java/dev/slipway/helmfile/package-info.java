/// helmfile's desired state: environments, layered values, secrets, selectors, needs, and the
/// releases' manifests.
@NullMarked
package dev.slipway.helmfile;

import org.jspecify.annotations.NullMarked;
