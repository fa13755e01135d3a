package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.release.diff.SecretData;
import dev.slipway.release.store.StoredHook;
import dev.slipway.release.store.StoredRelease;
import dev.slipway.yaml.Json;
import dev.slipway.yaml.Yaml;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `slipway get PART RELEASE`: what is recorded of a release, as `helm get` prints it. Values of
/// Secrets are hidden in manifests and hooks unless they are asked for.
///
/// @param part what of it
record GetCommand(Part part) implements Command {
  /// What is recorded of a release.
  enum Part {
    VALUES("the values that the user gave"),
    MANIFEST("the objects, as they were rendered"),
    HOOKS("the hooks, as they were rendered"),
    NOTES("the chart's notes"),
    ALL("all of these");

    private final String what;

    Part(String what) {
      this.what = what;
    }

    /// In a few words.
    String what() {
      return what;
    }
  }

  private static final Option<Integer> REVISION =
      Option.count("revision", 0, "of that revision; of the newest without it");

  @Override
  public Usage usage() {
    String name = part.name().toLowerCase(Locale.ROOT);
    Usage usage =
        Usage.of("Print " + part.what() + " of a release, from its record on the cluster.")
            .withArguments("RELEASE", 1, 1, new Suggestions.None())
            .withExample("slipway get " + name + " web -n web", "of the newest revision")
            .withExample("slipway get " + name + " web -n web --revision 3", "of another")
            .withOptions(List.of(REVISION))
            .withOptions(ClusterOptions.ALL);
    return switch (part) {
      case VALUES -> usage.withOptions(List.of(OutputFormat.OPTION));
      case MANIFEST, HOOKS, ALL -> usage.withOptions(List.of(HelmfileOptions.SHOW_SECRETS));
      case NOTES -> usage;
    };
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    try (ReleaseRun run =
        ReleaseRun.ofRecords(invocation, session, invocation.arguments().getFirst())) {
      StoredRelease release = run.revision(invocation.get(REVISION));
      boolean hide =
          part != Part.VALUES
              && part != Part.NOTES
              && !invocation.get(HelmfileOptions.SHOW_SECRETS);
      String text = text(release, invocation);
      session.console().print(hide ? new SecretData().hide(text) : text);
      return true;
    }
  }

  private String text(StoredRelease release, Invocation invocation) {
    return switch (part) {
      case VALUES -> values(release, invocation);
      case MANIFEST -> release.manifest() + "\n";
      case HOOKS -> hooks(release);
      case NOTES -> notes(release);
      case ALL ->
          "USER-SUPPLIED VALUES:\n"
              + yaml(release.values())
              + "\nHOOKS:\n"
              + hooks(release)
              + "MANIFEST:\n"
              + release.manifest()
              + "\n"
              + notes(release);
    };
  }

  private static String values(StoredRelease release, Invocation invocation) {
    return switch (invocation.get(OutputFormat.OPTION)) {
      case "json" -> (release.values().isEmpty() ? "null" : Json.write(release.values())) + "\n";
      case "yaml" -> yaml(release.values());
      default -> "USER-SUPPLIED VALUES:\n" + yaml(release.values());
    };
  }

  private static String yaml(Map<String, @Nullable Object> values) {
    return values.isEmpty() ? "null\n" : Yaml.write(values);
  }

  private static String hooks(StoredRelease release) {
    StringBuilder out = new StringBuilder();
    for (StoredHook hook : release.hooks()) {
      out.append("---\n# Source: ")
          .append(hook.hook().path())
          .append('\n')
          .append(hook.hook().content())
          .append('\n');
    }
    return out.toString();
  }

  private static String notes(StoredRelease release) {
    return release.notes().isEmpty() ? "" : "NOTES:\n" + release.notes() + "\n";
  }
}
