/// The cluster contract: scripts of requests (`compat/contract/*.txt`) that run against a real API
/// server and against the sandbox, and whose answers must be the same but for what always differs
/// (identities, times, versions). What the real one answers is recorded beside the scripts.
@NullMarked
package dev.slipway.compat.contract;

import org.jspecify.annotations.NullMarked;
