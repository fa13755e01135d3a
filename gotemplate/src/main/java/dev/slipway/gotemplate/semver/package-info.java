/// Semantic versions and version ranges as Masterminds/semver v3 reads them.
@NullMarked
package dev.slipway.gotemplate.semver;

import org.jspecify.annotations.NullMarked;
