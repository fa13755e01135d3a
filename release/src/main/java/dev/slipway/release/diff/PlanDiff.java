package dev.slipway.release.diff;

import dev.slipway.object.ObjectKey;
import dev.slipway.release.diff.Styling.Tone;
import dev.slipway.release.fields.FieldChange;
import dev.slipway.release.fields.FieldDiff;
import dev.slipway.release.plan.Action;
import dev.slipway.release.plan.AddedField;
import dev.slipway.release.plan.Finding;
import dev.slipway.release.plan.HookChange;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.Prediction;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows what a plan changes, field by field of what the release owns: as YAML before and after
/// ([#text]) or as a list of fields ([#fields]). Values of Secrets are hidden unless asked for; one
/// instance hides the same value the same way everywhere. Safe for use by several threads.
public final class PlanDiff {
  private final DiffOptions options;
  private final Styling styling;
  private final SecretData hashes = new SecretData();
  private final SecretValues secrets;

  public PlanDiff(DiffOptions options, Styling styling) {
    this.options = options;
    this.styling = styling;
    this.secrets = new SecretValues(hashes, options.showSecrets());
  }

  /// A unified diff of each object that changes, each after a line that says what happens to it,
  /// then the findings. Empty when there is nothing to tell.
  public String text(ReleasePlan plan) {
    StringBuilder out = new StringBuilder();
    for (ObjectChange change : all(plan)) {
      if (isShown(change)) {
        out.append(header(change)).append('\n');
        remarks(out, change);
        if (options.suppressed().contains(change.key().type().kind())) {
          out.append(styling.paint(Tone.QUIET, "  (not shown)")).append('\n');
        } else {
          Prediction.Sides sides = Prediction.sides(change);
          String kind = change.key().type().kind();
          unified(out, yaml(kind, sides.before()), yaml(kind, sides.after()));
        }
      }
    }
    for (HookChange hook : plan.hooks()) {
      out.append(header(hook)).append('\n');
      unified(out, hidden(hook.before()), hidden(hook.after()));
    }
    findings(out, plan.findings());
    return out.toString();
  }

  private static List<ObjectChange> all(ReleasePlan plan) {
    List<ObjectChange> all = new ArrayList<>(plan.crds());
    all.addAll(plan.changes());
    return all;
  }

  private static boolean isShown(ObjectChange change) {
    return change.action() != Action.NONE || change.restarts();
  }

  private String yaml(String kind, @Nullable Map<String, @Nullable Object> tree) {
    Map<String, @Nullable Object> hidden = secrets.hide(kind, tree);
    return hidden == null ? "" : Yaml.write(hidden);
  }

  private String hidden(String manifest) {
    String text = manifest.isEmpty() || manifest.endsWith("\n") ? manifest : manifest + "\n";
    return options.showSecrets() ? text : hashes.hide(text);
  }

  private void unified(StringBuilder out, String before, String after) {
    for (UnifiedDiff.Line line : UnifiedDiff.of(before, after, options.lines()).lines()) {
      String text =
          switch (line.mark()) {
            case HUNK -> styling.paint(Tone.HUNK, line.text());
            case CONTEXT -> line.text();
            case REMOVED -> styling.paint(Tone.REMOVED, line.text());
            case ADDED -> styling.paint(Tone.ADDED, line.text());
          };
      out.append(text).append('\n');
    }
  }

  /// The fields that change, each with its values before and after, then the findings.
  public String fields(ReleasePlan plan) {
    StringBuilder out = new StringBuilder();
    for (ObjectChange change : all(plan)) {
      if (isShown(change)) {
        out.append(header(change)).append('\n');
        remarks(out, change);
        boolean isWhole = change.action() != Action.CHANGE && change.action() != Action.REPLACE;
        if (!isWhole && !options.suppressed().contains(change.key().type().kind())) {
          changes(change).forEach(field -> field(out, field));
        }
      }
    }
    for (HookChange hook : plan.hooks()) {
      out.append(header(hook)).append('\n');
    }
    findings(out, plan.findings());
    return out.toString();
  }

  private void field(StringBuilder out, FieldChange field) {
    out.append("  ").append(field.path()).append('\n');
    value(out, "- ", Tone.REMOVED, field.before());
    value(out, "+ ", Tone.ADDED, field.after());
  }

  private void value(StringBuilder out, String sign, Tone tone, @Nullable Object value) {
    if (value != null) {
      for (String line : Yaml.write(value).stripTrailing().split("\n", -1)) {
        out.append("    ").append(styling.paint(tone, sign + line)).append('\n');
      }
    }
  }

  /// The fields of an object that change, with secrets hidden.
  List<FieldChange> changes(ObjectChange change) {
    Prediction.Sides sides = Prediction.sides(change);
    List<FieldChange> changes = new ArrayList<>();
    for (FieldChange field : FieldDiff.between(sides.before(), sides.after())) {
      changes.add(secrets.hide(change.key().type().kind(), field));
    }
    return changes;
  }

  private String header(ObjectChange change) {
    StringBuilder text = new StringBuilder();
    text.append(
        switch (change.action()) {
          case CREATE, LATER -> "+ ";
          case CHANGE -> "~ ";
          case REPLACE -> "! ";
          case DELETE -> "- ";
          case KEEP, NONE -> "  ";
        });
    text.append(name(change.key()));
    text.append(
        switch (change.action()) {
          case CREATE -> " is added";
          case LATER -> " is added later";
          case CHANGE -> " changes";
          case REPLACE -> " is replaced";
          case DELETE -> " is deleted";
          case KEEP -> " is kept";
          case NONE -> " stays as it is";
        });
    if (!change.reason().isEmpty()) {
      text.append(": ").append(change.reason());
    }
    if (change.restarts()) {
      text.append("; its pods restart");
    }
    return styling.paint(tone(change.action()), text.toString());
  }

  private static Tone tone(Action action) {
    return switch (action) {
      case CREATE, LATER -> Tone.ADDED;
      case CHANGE, REPLACE -> Tone.CHANGED;
      case DELETE -> Tone.REMOVED;
      case KEEP, NONE -> Tone.QUIET;
    };
  }

  private String header(HookChange hook) {
    String name = "hook " + hook.kind() + "/" + hook.name();
    if (hook.before().isEmpty()) {
      return styling.paint(Tone.ADDED, "+ " + name + " is added");
    }
    return hook.after().isEmpty()
        ? styling.paint(Tone.REMOVED, "- " + name + " goes")
        : styling.paint(Tone.CHANGED, "~ " + name + " changes");
  }

  private static String name(ObjectKey key) {
    return key.namespace().isEmpty() ? key.label() : key.namespace() + "/" + key.label();
  }

  private void remarks(StringBuilder out, ObjectChange change) {
    if (change.drifted() && change.action() != Action.CREATE) {
      remark(out, "drift: " + String.join(", ", change.drift()));
    }
    if (!change.kept().isEmpty()) {
      remark(
          out, "kept, as rendering makes them anew each time: " + String.join(", ", change.kept()));
    }
    change.conflicts().forEach(conflict -> remark(out, "conflict: " + conflict.text()));
    for (AddedField field : AddedField.of(change)) {
      remark(out, "added by hand, and left: " + field.path() + " (" + field.owner().name() + ")");
    }
  }

  private void remark(StringBuilder out, String text) {
    out.append(styling.paint(Tone.QUIET, "  " + text)).append('\n');
  }

  private void findings(StringBuilder out, List<Finding> findings) {
    Map<String, Boolean> seen = new LinkedHashMap<>();
    for (Finding finding : findings) {
      String text = sentence(finding);
      if (seen.putIfAbsent(text, true) == null) {
        Tone tone =
            switch (finding.weight()) {
              case FAILS -> Tone.FAILURE;
              case WARNING -> Tone.WARNING;
              case NOTE -> Tone.QUIET;
            };
        out.append(styling.paint(tone, text)).append('\n');
      }
    }
  }

  /// A finding on one line: `will fail: shop/Deployment/web: … (…)`.
  public static String sentence(Finding finding) {
    return switch (finding.weight()) {
          case FAILS -> "will fail: ";
          case WARNING -> "warning: ";
          case NOTE -> "note: ";
        }
        + finding.text();
  }
}
