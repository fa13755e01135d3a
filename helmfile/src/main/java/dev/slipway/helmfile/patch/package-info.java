/// What Kustomize does for helmfile, without it: patches (RFC 6902 and strategic merges), its
/// built-in transformers, and folders that are kustomizations.
@NullMarked
package dev.slipway.helmfile.patch;

import org.jspecify.annotations.NullMarked;
