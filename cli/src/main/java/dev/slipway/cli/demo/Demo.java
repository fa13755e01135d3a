package dev.slipway.cli.demo;

import dev.slipway.cli.sandbox.SandboxGroup;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.EndedException;
import dev.slipway.cli.terminal.Style;
import dev.slipway.kube.KubeClient;
import dev.slipway.kube.PatchType;
import dev.slipway.kube.WriteOptions;
import dev.slipway.object.GroupVersionKind;
import dev.slipway.object.ObjectKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// Walks through a deployment on simulated clusters, with the very commands that a user types.
public final class Demo {
  /// Exit codes from here on are those of processes that a signal ended.
  private static final int SIGNALLED = 128;

  private static final ObjectKey SCALED =
      new ObjectKey(
          new GroupVersionKind("apps", "v1", "Deployment"), "thumbnails", "thumbnails-production");

  private final Console console;
  private final DemoFleet fleet;
  private final Path kubeconfig;
  private final ToIntFunction<List<String>> commands;
  private final Function<String, KubeClient> clusters;
  private final boolean waiting;

  /// @param console where it is shown
  /// @param example the folder of the example repository
  /// @param folder where its copy goes
  /// @param kubeconfig the clusters' kubeconfig
  /// @param commands runs a command line in the copy; gives its exit code
  /// @param clusters the clusters, by their contexts
  /// @param waiting whether it waits for the user before each step
  /// @throws IOException if the example cannot be copied
  public Demo(
      Console console,
      Path example,
      Path folder,
      Path kubeconfig,
      ToIntFunction<List<String>> commands,
      Function<String, KubeClient> clusters,
      boolean waiting)
      throws IOException {
    this.console = console;
    this.fleet = DemoFleet.copy(example, folder);
    this.kubeconfig = kubeconfig;
    this.commands = commands;
    this.clusters = clusters;
    this.waiting = waiting;
  }

  private record Shown(Story.Step step, int exitCode, Duration took) {
    boolean isRight() {
      return exitCode == step.exitCode();
    }
  }

  /// Shows it.
  ///
  /// @param group the clusters
  /// @return whether every step ended as it has to
  /// @throws EndedException if the user stopped a command
  /// @throws IOException if the repository's copy cannot be changed
  public boolean run(SandboxGroup group) throws IOException {
    introduce(group);
    List<Shown> shown = new ArrayList<>();
    List<Story.Step> steps = Story.steps();
    for (int i = 0; i < steps.size(); i++) {
      Story.Step step = steps.get(i);
      heading(i + 1, step);
      happen(step.before());
      console.println(
          console.styledOutput(Style.PLACE, "  $ slipway " + String.join(" ", step.line())));
      if (!proceed()) {
        return true;
      }
      console.flush();
      long begun = System.nanoTime();
      int exitCode = commands.applyAsInt(step.line());
      if (exitCode >= SIGNALLED) {
        throw new EndedException(exitCode);
      }
      shown.add(new Shown(step, exitCode, Duration.ofNanos(System.nanoTime() - begun)));
      console.println("");
    }
    return summary(shown);
  }

  private void introduce(SandboxGroup group) {
    console.println(
        "Three simulated clusters and a repository with "
            + "the helmfiles of all of them. Nothing real is touched.");
    console.println("");
    group.addresses().forEach((name, url) -> console.println("  " + name + "  " + url));
    console.println("  repository  " + fleet.root());
    console.println("");
    console.println(
        "In another terminal you can type the same commands, and kubectl's and helm's:");
    console.println("");
    console.println("  export KUBECONFIG=" + kubeconfig);
    console.println("  cd " + fleet.root());
    console.println("");
  }

  private void heading(int number, Story.Step step) {
    console.println(console.styledOutput(Style.STRONG, number + ". " + step.title()));
    console.println("  " + step.why());
  }

  private void happen(Story.Happening happening) throws IOException {
    switch (happening) {
      case NOTHING -> {}
      case BROKEN_IMAGE -> {
        String line = fleet.breakImage();
        console.println("  (in " + fleet.changedFile() + ":  " + line + ")");
      }
      case REVERT -> fleet.revert();
      case SCALED_BY_HAND -> {
        console.println(
            "  (kubectl --context staging -n "
                + SCALED.namespace()
                + " patch deployment "
                + SCALED.name()
                + " -p '{\"spec\":{\"replicas\":3}}')");
        clusters
            .apply("staging")
            .patch(
                SCALED,
                PatchType.MERGE,
                Map.of("spec", Map.of("replicas", 3L)),
                "",
                WriteOptions.as("kubectl-patch"));
      }
    }
  }

  /// Waits until the user wants to see the step.
  private boolean proceed() throws IOException {
    if (!waiting) {
      return true;
    }
    console.message(console.styled(Style.FAINT, "  Enter runs it, q and Enter ends the demo. "));
    int first = console.in().read();
    for (int next = first; next >= 0 && next != '\n'; ) {
      next = console.in().read();
    }
    return first >= 0 && first != 'q';
  }

  private boolean summary(List<Shown> shown) {
    console.println(console.styledOutput(Style.STRONG, "What was shown"));
    boolean right = true;
    for (Shown one : shown) {
      right &= one.isRight();
      String mark =
          one.isRight()
              ? console.styledOutput(Style.ADDED, "ok  ")
              : console.styledOutput(Style.ERROR, "FAIL");
      long millis = one.took().toMillis();
      console.println(
          "  "
              + mark
              + "  "
              + millis / 1000
              + "."
              + millis % 1000 / 100
              + "s  "
              + one.step().title()
              + (one.isRight()
                  ? ""
                  : "  (exit code "
                      + one.exitCode()
                      + " instead of "
                      + one.step().exitCode()
                      + ")"));
    }
    console.println("");
    console.println(
        right
            ? "Next: docs/quickstart.md, or 'slipway sandbox up' for clusters that stay."
            : "Not everything went as it should: please report it.");
    return right;
  }
}
