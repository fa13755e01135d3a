/// The grammar of a command line, as Go's pflag library reads it, so that whatever was typed for
/// helm or helmfile means the same here: flags and arguments in any order, `--flag value` and
/// `--flag=value`, clusters of short flags, lists by repetition or by commas.
@NullMarked
package dev.slipway.cli.option;

import org.jspecify.annotations.NullMarked;
