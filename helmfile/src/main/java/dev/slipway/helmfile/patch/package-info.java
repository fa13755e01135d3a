/// Patches of rendered objects: JSON patches (RFC 6902) and strategic merge patches, as Kustomize
/// applies them for helmfile.
@NullMarked
package dev.slipway.helmfile.patch;

import org.jspecify.annotations.NullMarked;
