package dev.slipway.cli.command;

import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.ErrorReport;

/// What a command runs in.
///
/// @param console where it reads and prints
/// @param environment variables and folders
/// @param errors how it reports what does not end it
public record Session(Console console, Environment environment, ErrorReport errors) {}
