/// What is known of the kinds of objects: the fields of Kubernetes' own kinds in each minor
/// version, and those of custom resources, behind one interface; and what follows from that alone:
/// validation, pruning, defaults.
@NullMarked
package dev.slipway.object.schema;

import org.jspecify.annotations.NullMarked;
