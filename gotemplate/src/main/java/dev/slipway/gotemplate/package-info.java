/// Go's text/template language and the sprig functions, usable alone: no Helm, no Kubernetes.
@NullMarked
package dev.slipway.gotemplate;

import org.jspecify.annotations.NullMarked;
