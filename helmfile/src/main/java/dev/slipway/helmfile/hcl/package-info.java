/// Environment values in HCL: `values` and `locals` blocks with expressions, as helmfile reads
/// them.
@NullMarked
package dev.slipway.helmfile.hcl;

import org.jspecify.annotations.NullMarked;
