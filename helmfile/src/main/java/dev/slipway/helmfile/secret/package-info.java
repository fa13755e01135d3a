/// Secrets: files that SOPS encrypted, decrypted in memory only, references to values that are kept
/// elsewhere (`ref+…`), and the mask that keeps all of these out of what is printed.
@NullMarked
package dev.slipway.helmfile.secret;

import org.jspecify.annotations.NullMarked;
