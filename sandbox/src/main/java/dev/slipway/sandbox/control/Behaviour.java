package dev.slipway.sandbox.control;

import dev.slipway.object.KubeObject;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a pod's containers behave: what its annotations ask for, what their commands say, and what
/// their images are called.
///
/// The annotation `sandbox.slipway.dev/fail` asks for failures: `image`, `crash`, `oom`, `slow`,
/// `never-ready` or `job`. `sandbox.slipway.dev/run-seconds` says how long a container runs that
/// ends by itself, `sandbox.slipway.dev/ready-seconds` how long one takes to get ready.
record Behaviour(String failure, Duration ready, Duration run) {
  /// On a node: with the value `any`, it takes every pod that is not kept away by taints, whatever
  /// room that wants and whatever labels it asks for.
  static final String ROOM = "sandbox.slipway.dev/room";

  static final String FAIL = "sandbox.slipway.dev/fail";
  static final String RUN_SECONDS = "sandbox.slipway.dev/run-seconds";
  static final String READY_SECONDS = "sandbox.slipway.dev/ready-seconds";

  private static final Duration READY = Duration.ofSeconds(1);
  private static final Duration RUN = Duration.ofSeconds(2);
  private static final Duration SLOW = Duration.ofSeconds(60);

  static Behaviour of(KubeObject pod) {
    Map<String, String> annotations = pod.annotations();
    String failure = annotations.getOrDefault(FAIL, "");
    return new Behaviour(
        failure,
        seconds(annotations.get(READY_SECONDS), failure.equals("slow") ? SLOW : READY),
        seconds(annotations.get(RUN_SECONDS), RUN));
  }

  private static Duration seconds(@Nullable String text, Duration otherwise) {
    try {
      return text == null ? otherwise : Duration.ofMillis((long) (Double.parseDouble(text) * 1000));
    } catch (NumberFormatException _) {
      return otherwise;
    }
  }

  /// Whether an image cannot be pulled: one whose tag is `does-not-exist`, or whose last name is
  /// `missing`.
  boolean isMissing(String image) {
    if (failure.equals("image")) {
      return true;
    }
    String name = image.substring(image.lastIndexOf('/') + 1);
    return name.endsWith(":does-not-exist")
        || name.equals("missing")
        || name.startsWith("missing:")
        || name.startsWith("missing@");
  }

  /// How long after its start a container is ready; empty for never.
  @Nullable Duration readyAfter(Map<String, @Nullable Object> container) {
    if (failure.equals("never-ready")) {
      return null;
    }
    Duration delay = ready;
    for (String probe : new String[] {"startupProbe", "readinessProbe"}) {
      delay =
          delay.plusSeconds(
              Tree.number(Tree.asMap(container.get(probe)).get("initialDelaySeconds"), 0));
    }
    return delay;
  }

  /// How long a container runs; null if it goes on for ever.
  ///
  /// @param endless whether it is of a kind that goes on unless its command says otherwise
  @Nullable Duration runsFor(ContainerScript script, boolean endless) {
    if (failure.equals("crash") || failure.equals("oom")) {
      return READY;
    }
    if (script.seconds().isPresent()) {
      return Duration.ofSeconds(script.seconds().getAsLong());
    }
    return endless && script.exitCode().isEmpty() ? null : run;
  }

  /// With what a container ends.
  int exitCode(ContainerScript script) {
    return switch (failure) {
      case "crash", "job" -> 1;
      case "oom" -> 137;
      default -> script.exitCode().orElse(0);
    };
  }
}
