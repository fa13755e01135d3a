/// From a template's text to its syntax tree.
@NullMarked
package dev.slipway.gotemplate.parse;

import org.jspecify.annotations.NullMarked;
