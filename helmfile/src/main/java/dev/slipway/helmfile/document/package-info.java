/// The YAML of helmfiles, and how helmfile merges values.
@NullMarked
package dev.slipway.helmfile.document;

import org.jspecify.annotations.NullMarked;
