package dev.slipway.cli.command;

import dev.slipway.cli.option.Invocation;
import dev.slipway.cli.option.Option;
import dev.slipway.cli.option.Suggestions;
import dev.slipway.release.diff.SecretData;
import dev.slipway.release.store.StoredRelease;
import dev.slipway.yaml.Json;
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
    METADATA("the chart, state and labels"),
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

  private static final Option<Boolean> COMPUTED =
      Option.flag("all", "with the chart's defaults, as templates saw them").orShort('a');

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
      case VALUES -> usage.withOptions(List.of(COMPUTED, OutputFormat.OPTION));
      case METADATA -> usage.withOptions(List.of(OutputFormat.OPTION));
      case MANIFEST, HOOKS, ALL -> usage.withOptions(List.of(HelmfileOptions.SHOW_SECRETS));
      case NOTES -> usage;
    };
  }

  @Override
  public boolean run(Invocation invocation, Session session) {
    try (ReleaseRun run =
        ReleaseRun.ofRecords(invocation, session, invocation.arguments().getFirst())) {
      StoredRelease release = run.revision(invocation.get(REVISION));
      SecretData secrets = invocation.get(HelmfileOptions.SHOW_SECRETS) ? null : new SecretData();
      session.console().print(text(new RecordText(release, secrets), invocation));
      return true;
    }
  }

  private String text(RecordText record, Invocation invocation) {
    return switch (part) {
      case VALUES -> values(record, invocation);
      case MANIFEST -> record.manifest() + "\n";
      case HOOKS -> record.hooks();
      case NOTES -> record.notes();
      case METADATA ->
          OutputFormat.isWanted(invocation)
              ? OutputFormat.text(invocation, record.metadata())
              : record.metadataLines();
      case ALL -> record.all();
    };
  }

  private static String values(RecordText record, Invocation invocation) {
    boolean computed = invocation.get(COMPUTED);
    Map<String, @Nullable Object> values =
        computed ? record.computedValues() : record.release().values();
    return switch (invocation.get(OutputFormat.OPTION)) {
      case "json" -> (values.isEmpty() ? "null" : Json.write(values)) + "\n";
      case "yaml" -> RecordText.yaml(values);
      default ->
          (computed ? "COMPUTED VALUES:\n" : "USER-SUPPLIED VALUES:\n") + RecordText.yaml(values);
    };
  }
}
