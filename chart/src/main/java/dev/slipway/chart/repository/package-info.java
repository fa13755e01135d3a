/// Chart repositories: over HTTP with an index.yaml, and OCI registries. Finds, fetches and checks
/// charts, with Helm's configuration files and caches.
///
/// The registry client is a small one of our own on java.net.http. The ORAS SDK for Java was
/// weighed and left: it is before 1.0, brings zstd-jni (7 MB of native code), Bouncy Castle and
/// Caffeine, costs start-up time on the path of `slipway template oci://…`, and hides the bounds on
/// sizes and redirects that untrusted input needs. What a chart needs of the distribution
/// specification is four requests: a token, a manifest, a blob, a list of tags.
@NullMarked
package dev.slipway.chart.repository;

import org.jspecify.annotations.NullMarked;
