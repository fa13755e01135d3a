/// What looks at each write before it is stored: namespaces, limits, quotas.
@NullMarked
package dev.slipway.sandbox.admission;

import org.jspecify.annotations.NullMarked;
