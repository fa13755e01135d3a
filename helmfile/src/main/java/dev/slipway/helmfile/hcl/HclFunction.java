package dev.slipway.helmfile.hcl;

import org.jspecify.annotations.Nullable;

/// A function of HCL.
@FunctionalInterface
interface HclFunction {
  @Nullable Object apply(HclArguments arguments);
}
