package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.cli.option.UsageException;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.EndedException;
import dev.slipway.cli.terminal.Style;
import dev.slipway.kube.ListOptions;
import dev.slipway.kube.LogOptions;
import dev.slipway.kube.access.PodFollow;
import dev.slipway.kube.access.PodLogs;
import dev.slipway.kube.access.PodQuery;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectKey;
import dev.slipway.release.apply.Cancellation;
import dev.slipway.release.apply.ReleasePods;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// `slipway logs RELEASE`: what the pods of a release write, or those with some labels.
final class LogsCommand implements Command {
  private static final GroupVersionKind POD = GroupVersionKind.of("v1", "Pod");

  private static final Option<Boolean> FOLLOW =
      Option.flag(
              "follow",
              "go on, also with pods that start later and containers that start again, until Ctrl-C"
                  + " or until all pods have ended for good")
          .orShort('f');

  private static final Option<String> SINCE =
      Option.text("since", "DURATION", "only lines of the last while, such as 10m");

  private static final Option<String> TAIL =
      Option.text("tail", "N", "so many lines from the end of each; all without it");

  private static final Option<String> CONTAINER =
      Option.text("container", "NAME", "of that container, init containers too; of all without it")
          .orShort('c');

  private static final Option<Boolean> PREVIOUS =
      Option.flag("previous", "of the containers that ran before, as after a crash").orShort('p');

  private static final Option<Boolean> TIMESTAMPS =
      Option.flag("timestamps", "each line with its time");

  private static final Option<Boolean> NO_PREFIX =
      Option.flag("no-prefix", "the lines as they are, without their pods' names");

  @Override
  public Usage usage() {
    return Usage.of(
            "Print the logs of all pods of a release, each line with its pod and container. In place"
                + " of RELEASE labels mean pods, such as app=web.")
        .withArguments("RELEASE|LABELS", 1, 1, new Suggestions.None())
        .withExample("slipway logs web -n web -f --since 5m", "and go on, as through a rollout")
        .withExample("slipway logs web -n web --previous --tail 20", "what was said before a crash")
        .withExample("slipway logs app=web -n web -c proxy", "of pods with a label, one container")
        .withOptions(List.of(FOLLOW, SINCE, TAIL, CONTAINER, PREVIOUS, TIMESTAMPS, NO_PREFIX))
        .withOptions(ClusterOptions.ALL);
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    String what = invocation.arguments().getFirst();
    try (ReleaseRun run = new ReleaseRun(invocation, session, what)) {
      if (invocation.get(FOLLOW) && !invocation.get(PREVIOUS)) {
        return followed(run, what, invocation, session);
      }
      List<KubeObject> pods = pods(run, what);
      if (pods.isEmpty()) {
        session.console().note("no pods in namespace " + run.name().namespace());
        return true;
      }
      Lines lines = new Lines(session.console(), !invocation.get(NO_PREFIX));
      try (PodLogs logs = new PodLogs(run.cluster(), options(invocation), lines)) {
        if (invocation.get(PREVIOUS) && !invocation.has(CONTAINER)) {
          if (pods.stream().allMatch(pod -> logs.containers(pod).isEmpty())) {
            session.console().note("no container of these pods ran before");
          }
        } else {
          check(pods, logs, invocation);
        }
        return logs.read(pods);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return true;
      }
    }
  }

  private static List<KubeObject> pods(ReleaseRun run, String what) {
    return what.contains("=")
        ? run.cluster().list(POD, run.name().namespace(), ListOptions.labelled(what)).items()
        : ReleasePods.of(run.cluster(), run.revision(0));
  }

  private static void check(List<KubeObject> pods, PodLogs logs, Invocation invocation) {
    if (!pods.isEmpty() && pods.stream().allMatch(pod -> logs.containers(pod).isEmpty())) {
      throw new UsageException(
          "no pod has a container " + invocation.get(CONTAINER),
          "there are "
              + String.join(
                  ", ",
                  pods.getFirst().maps("spec", "containers").stream()
                      .map(each -> String.valueOf(each.get("name")))
                      .toList()));
    }
  }

  /// Goes on until Ctrl-C.
  ///
  /// @throws EndedException with the signal's code if one ended it
  private static boolean followed(
      ReleaseRun run, String what, Invocation invocation, Session session) {
    List<PodQuery> queries =
        what.contains("=")
            ? List.of(PodQuery.labelled(run.name().namespace(), what))
            : ReleasePods.queries(run.cluster(), run.revision(0));
    if (queries.isEmpty()) {
      session.console().note("the release has nothing that runs pods");
      return true;
    }
    Lines lines = new Lines(session.console(), !invocation.get(NO_PREFIX));
    if (invocation.has(CONTAINER)) {
      check(pods(run, what), new PodLogs(run.cluster(), options(invocation), lines), invocation);
    }
    AtomicBoolean ended = new AtomicBoolean();
    try (PodFollow follow = new PodFollow(run.cluster(), options(invocation), lines);
        Interrupts interrupts =
            Interrupts.to(
                new Cancellation(),
                _ -> {
                  ended.set(true);
                  follow.end();
                })) {
      boolean well = follow.follow(queries);
      if (ended.get()) {
        throw new EndedException(interrupts.exitCode());
      }
      return well;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static LogOptions options(Invocation invocation) {
    return new LogOptions(
        invocation.get(CONTAINER),
        tail(invocation.get(TAIL)),
        since(invocation),
        invocation.get(PREVIOUS),
        invocation.get(FOLLOW),
        invocation.get(TIMESTAMPS));
  }

  private static @Nullable Duration since(Invocation invocation) {
    String text = invocation.get(SINCE);
    return text.isEmpty() ? null : RolloutFlags.duration(SINCE, text);
  }

  private static int tail(String text) {
    if (text.isEmpty()) {
      return -1;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException _) {
      throw new UsageException(
          "invalid argument \"" + text + "\" for --tail: not a number", "such as --tail 20");
    }
  }

  /// Prints lines as they come, whole.
  private record Lines(Console console, boolean prefix) implements PodFollow.Listener {
    @Override
    public void begins(ObjectKey pod, String container) {
      console.note("+ " + pod.name() + "/" + container);
    }

    @Override
    public void restarts(ObjectKey pod, String container, int times) {
      console.note("+ " + pod.name() + "/" + container + ", restart " + times);
    }

    @Override
    public void ends(ObjectKey pod) {
      console.note("- " + pod.name());
    }

    @Override
    public void line(ObjectKey pod, String container, String text) {
      synchronized (console) {
        String place =
            prefix ? console.styledOutput(Style.PLACE, pod.name() + "/" + container) + " | " : "";
        console.println(place + text);
        console.flush();
      }
    }

    @Override
    public void trouble(ObjectKey pod, String container, String message) {
      synchronized (console) {
        console.warn(pod.name() + "/" + container + ": " + message);
      }
    }
  }
}
