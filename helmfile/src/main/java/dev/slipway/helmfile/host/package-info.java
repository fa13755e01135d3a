/// What a helmfile may reach outside of itself: files, environment variables, programs; and the
/// record of it.
@NullMarked
package dev.slipway.helmfile.host;

import org.jspecify.annotations.NullMarked;
