/// Admission webhooks: services outside the cluster that are asked about each write.
@NullMarked
package dev.slipway.sandbox.admission.webhook;

import org.jspecify.annotations.NullMarked;
