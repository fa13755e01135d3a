/// Who owns which fields of an object: field sets as `managedFields` has them, server-side apply
/// with its conflicts, and what other writes do to ownership. It follows
/// sigs.k8s.io/structured-merge-diff and k8s.io/apimachinery/pkg/util/managedfields.
@NullMarked
package dev.slipway.object.fields;

import org.jspecify.annotations.NullMarked;
