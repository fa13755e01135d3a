package dev.slipway.cli.command;

/// The program's own version: a constant, since reading it from the jar would cost start-up time; a
/// test compares it with the build's.
public final class Version {
  public static final String CURRENT = "0.1.0-SNAPSHOT";

  private Version() {}
}
