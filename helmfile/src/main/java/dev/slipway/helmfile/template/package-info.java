/// helmfile's template functions, and rendering of helmfiles and values files.
@NullMarked
package dev.slipway.helmfile.template;

import org.jspecify.annotations.NullMarked;
