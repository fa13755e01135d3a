/// Patches of objects: JSON patches, JSON merge patches and Kubernetes' strategic merge patches,
/// applied, and made from two or three states of an object.
@NullMarked
package dev.slipway.object.patch;

import org.jspecify.annotations.NullMarked;
