package dev.slipway.sandbox.fault;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fault rules as JSON, for those who ask for faults from another process:
/// `{"kind":"refusal","code":429,"retryAfterSeconds":1,"method":"PATCH","path":"*/deployments/*",
/// "probability":0.2,"count":5,"seconds":30}`. The kinds are `latency` (`millis`), `refusal`
/// (`code`, `retryAfterSeconds`), `brokenAnswer` (`bytes`), `reset` (`afterwards`), `droppedWatch`
/// (`millis`) and `slowStore` (`millis`).
public final class FaultJson {
  private FaultJson() {}

  /// Reads a rule.
  ///
  /// @throws IllegalArgumentException with a text for people if it is none
  public static FaultRule read(Map<String, @Nullable Object> tree) {
    Duration millis = Duration.ofMillis(number(tree, "millis", 0));
    String kind = tree.get("kind") instanceof String text ? text : "";
    Fault fault =
        switch (kind) {
          case "latency" -> new Fault.Latency(millis);
          case "refusal" ->
              new Fault.Refusal(
                  (int) number(tree, "code", 500), (int) number(tree, "retryAfterSeconds", -1));
          case "brokenAnswer" -> new Fault.BrokenAnswer((int) number(tree, "bytes", 0));
          case "reset" -> new Fault.Reset(Boolean.TRUE.equals(tree.get("afterwards")));
          case "droppedWatch" -> new Fault.DroppedWatch(millis);
          case "slowStore" -> new Fault.SlowStore(millis);
          default ->
              throw new IllegalArgumentException(
                  "unknown kind of fault \""
                      + kind
                      + "\": use latency, refusal, brokenAnswer, reset, droppedWatch or slowStore");
        };
    double probability =
        tree.get("probability") instanceof Number number ? number.doubleValue() : 1;
    return new FaultRule(
        fault,
        tree.get("method") instanceof String text ? text : "",
        tree.get("path") instanceof String text ? text : "",
        probability,
        (int) number(tree, "count", 0),
        Duration.ofSeconds(number(tree, "seconds", 0)));
  }

  private static long number(Map<String, @Nullable Object> tree, String key, long otherwise) {
    return tree.get(key) instanceof Number number ? number.longValue() : otherwise;
  }

  /// Writes a rule that is in force.
  public static Map<String, @Nullable Object> write(Faults.Listed listed) {
    FaultRule rule = listed.rule();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("id", listed.id());
    switch (rule.fault()) {
      case Fault.Latency latency -> put(tree, "latency", latency.delay());
      case Fault.Refusal refusal -> {
        tree.put("kind", "refusal");
        tree.put("code", (long) refusal.code());
        tree.put("retryAfterSeconds", (long) refusal.retryAfterSeconds());
      }
      case Fault.BrokenAnswer broken -> {
        tree.put("kind", "brokenAnswer");
        tree.put("bytes", (long) broken.bytes());
      }
      case Fault.Reset reset -> {
        tree.put("kind", "reset");
        tree.put("afterwards", reset.afterwards());
      }
      case Fault.DroppedWatch dropped -> put(tree, "droppedWatch", dropped.after());
      case Fault.SlowStore slow -> put(tree, "slowStore", slow.delay());
    }
    tree.put("method", rule.method());
    tree.put("path", rule.path());
    tree.put("probability", rule.probability());
    tree.put("count", (long) rule.count());
    tree.put("seconds", rule.lasting().toSeconds());
    tree.put("happened", (long) listed.happened());
    return tree;
  }

  private static void put(Map<String, @Nullable Object> tree, String kind, Duration time) {
    tree.put("kind", kind);
    tree.put("millis", time.toMillis());
  }
}
