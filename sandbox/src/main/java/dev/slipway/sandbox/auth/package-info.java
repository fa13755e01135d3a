/// Who asks, and what they may do: tokens, certificates, and Kubernetes' role-based access control.
@NullMarked
package dev.slipway.sandbox.auth;

import org.jspecify.annotations.NullMarked;
