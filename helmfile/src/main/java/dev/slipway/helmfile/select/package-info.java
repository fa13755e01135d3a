/// Which releases of a helmfile a command is about: selectors on labels, and the graph of `needs`.
@NullMarked
package dev.slipway.helmfile.select;

import org.jspecify.annotations.NullMarked;
