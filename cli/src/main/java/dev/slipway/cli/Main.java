package dev.slipway.cli;

/// The program's entry.
public final class Main {
  private Main() {}

  /// Runs a command and exits with its code.
  public static void main(String[] arguments) {
    System.out.println("slipway 0.1.0-SNAPSHOT");
  }
}
