package dev.slipway.sandbox.fault;

import java.time.Duration;

/// When a fault happens.
///
/// @param fault what happens
/// @param method only to requests of this method; to all if empty
/// @param path only to requests whose path looks like this: `*` stands for any text; to all if
///   empty
/// @param probability how often, from 0 to 1
/// @param count how many times at most; 0 for no limit
/// @param lasting for how long from now; zero for ever
public record FaultRule(
    Fault fault, String method, String path, double probability, int count, Duration lasting) {
  public FaultRule {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability is from 0 to 1, not " + probability);
    }
    if (count < 0) {
      throw new IllegalArgumentException("a count is not below 0: " + count);
    }
  }

  /// A fault that happens to every request.
  public static FaultRule always(Fault fault) {
    return new FaultRule(fault, "", "", 1, 0, Duration.ZERO);
  }

  /// The same for requests of one method, and a path with `*` for any text; empty for any.
  public FaultRule on(String newMethod, String newPath) {
    return new FaultRule(fault, newMethod, newPath, probability, count, lasting);
  }

  /// The same with another probability.
  public FaultRule withProbability(double newProbability) {
    return new FaultRule(fault, method, path, newProbability, count, lasting);
  }

  /// The same, so many times at most.
  public FaultRule times(int newCount) {
    return new FaultRule(fault, method, path, probability, newCount, lasting);
  }

  /// The same for some time from its adding on.
  public FaultRule lasting(Duration newLasting) {
    return new FaultRule(fault, method, path, probability, count, newLasting);
  }

  boolean matches(String requestMethod, String requestPath, boolean isWatch) {
    boolean fits =
        switch (fault) {
          case Fault.DroppedWatch _ -> isWatch;
          case Fault.SlowStore _ -> !requestMethod.equals("GET") && !requestMethod.equals("HEAD");
          case Fault.Latency _, Fault.Refusal _, Fault.BrokenAnswer _, Fault.Reset _ -> true;
        };
    return fits
        && (method.isEmpty() || method.equalsIgnoreCase(requestMethod))
        && (path.isEmpty() || looksLike(path, requestPath));
  }

  /// Whether a text has the parts of a pattern between its `*` in order.
  static boolean looksLike(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    String last = parts[parts.length - 1];
    if (!text.startsWith(parts[0])) {
      return false;
    }
    int at = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + parts[i].length();
    }
    return text.length() - last.length() >= at && text.endsWith(last);
  }
}
