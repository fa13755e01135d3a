/// From a release of a helmfile to its manifests: value files, chart, patches, hooks.
@NullMarked
package dev.slipway.helmfile.release;

import org.jspecify.annotations.NullMarked;
