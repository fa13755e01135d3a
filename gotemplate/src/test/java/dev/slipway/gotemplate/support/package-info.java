/// What the tests of this module share.
@NullMarked
package dev.slipway.gotemplate.support;

import org.jspecify.annotations.NullMarked;
