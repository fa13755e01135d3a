package dev.slipway.release.diff;

import dev.slipway.chart.manifest.Hook;
import dev.slipway.core.GoStrings;
import dev.slipway.object.KubeObject;
import dev.slipway.release.ManifestObjects;
import dev.slipway.release.diff.Styling.Tone;
import dev.slipway.release.plan.RenderedRelease;
import dev.slipway.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Compares two manifests line by line and prints what differs as helm-diff does: `default, web,
/// Deployment (apps) has changed:`. Of Secrets it shows keyed hashes where helm-diff shows lengths.
/// Safe for use by several threads.
public final class ManifestDiff {
  private final DiffOptions options;
  private final Styling styling;
  private final SecretData secrets = new SecretData();

  public ManifestDiff(DiffOptions options, Styling styling) {
    this.options = options;
    this.styling = styling;
  }

  /// One object of a manifest.
  ///
  /// @param text its YAML after the comment on its source
  private record Entry(String kind, boolean isKept, String text) {}

  /// The difference; empty when there is none.
  ///
  /// @param before the deployed revision; null for none
  /// @param after what it becomes; null when it goes
  /// @param namespace of objects that name none
  /// @param hooks whether hooks are compared too; tests never are
  public String text(
      @Nullable RenderedRelease before,
      @Nullable RenderedRelease after,
      String namespace,
      boolean hooks) {
    Map<String, Entry> old = entries(before, namespace, hooks);
    Map<String, Entry> fresh = entries(after, namespace, hooks);
    StringBuilder out = new StringBuilder();
    old.forEach((key, entry) -> {
      Entry now = fresh.get(key);
      if (now != null && !now.text().equals(entry.text())) {
        print(out, key, Tone.CHANGED, "has changed:", entry.kind(), entry.text(), now.text());
      }
    });
    old.forEach((key, entry) -> {
      if (!fresh.containsKey(key) && !entry.isKept()) {
        print(out, key, Tone.REMOVED, "has been removed:", entry.kind(), entry.text(), "");
      }
    });
    fresh.forEach((key, entry) -> {
      if (!old.containsKey(key)) {
        print(out, key, Tone.ADDED, "has been added:", entry.kind(), "", entry.text());
      }
    });
    return out.toString();
  }

  private Map<String, Entry> entries(
      @Nullable RenderedRelease release, String namespace, boolean hooks) {
    Map<String, Entry> entries = new TreeMap<>(GoStrings.BYTE_ORDER);
    if (release == null) {
      return entries;
    }
    StringBuilder manifest = new StringBuilder("\n").append(release.manifest());
    if (hooks) {
      for (Hook hook : release.hooks()) {
        if (!hook.isTest()) {
          manifest.append("\n---\n# Source: ").append(hook.path()).append('\n');
          manifest.append(hook.content());
        }
      }
    }
    String[] documents = manifest.toString().split("\n---\n", -1);
    for (int i = 1; i < documents.length; i++) {
      String document = documents[i].strip();
      if (!document.isEmpty()) {
        add(entries, document, namespace);
      }
    }
    return entries;
  }

  private void add(Map<String, Entry> entries, String document, String namespace) {
    List<KubeObject> objects = ManifestObjects.read(document);
    for (KubeObject object : objects) {
      String text = objects.size() == 1 ? document : Yaml.write(object.tree()).strip();
      String group = object.type().group();
      String place = object.namespace().isEmpty() ? namespace : object.namespace();
      String api = group.isEmpty() ? object.apiVersion() : group;
      String key = place + ", " + object.name() + ", " + object.kind() + " (" + api + ")";
      boolean isKept = "keep".equals(object.annotations().get("helm.sh/resource-policy"));
      String shown = options.showSecrets() ? text : secrets.hide(text + "\n").stripTrailing();
      entries.putIfAbsent(key, new Entry(object.kind(), isKept, shown));
    }
  }

  private void print(
      StringBuilder out,
      String key,
      Tone tone,
      String what,
      String kind,
      String before,
      String after) {
    out.append(styling.paint(tone, key + " " + what)).append('\n');
    if (options.suppressed().contains(kind)) {
      out.append(
              styling.paint(
                  Tone.WARNING, "+ Changes suppressed on sensitive content of type " + kind))
          .append('\n');
      return;
    }
    lines(out, before, after);
  }

  /// All lines, those that are far from a change as `...`.
  private void lines(StringBuilder out, String before, String after) {
    List<UnifiedDiff.Line> lines = new ArrayList<>();
    for (UnifiedDiff.Line line : UnifiedDiff.of(ended(before), ended(after), 1 << 24).lines()) {
      if (line.mark() != UnifiedDiff.Mark.HUNK) {
        lines.add(line);
      }
    }
    boolean[] near = near(lines);
    boolean omitting = false;
    for (int i = 0; i < lines.size(); i++) {
      if (!near[i]) {
        out.append(omitting ? "" : "...\n");
        omitting = true;
        continue;
      }
      omitting = false;
      UnifiedDiff.Line line = lines.get(i);
      String text = line.text().substring(1);
      out.append(
              switch (line.mark()) {
                case ADDED -> styling.paint(Tone.ADDED, "+ " + text);
                case REMOVED -> styling.paint(Tone.REMOVED, "- " + text);
                case CONTEXT, HUNK -> text.isEmpty() ? "" : "  " + text;
              })
          .append('\n');
    }
  }

  private static String ended(String text) {
    return text.isEmpty() ? text : text + "\n";
  }

  /// Which lines are as near to a change as the context asks.
  private boolean[] near(List<UnifiedDiff.Line> lines) {
    boolean[] near = new boolean[lines.size()];
    int context = options.lines();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).mark() != UnifiedDiff.Mark.CONTEXT) {
        int from = Math.max(0, i - context);
        int to = (int) Math.min(lines.size() - 1L, (long) i + context);
        for (int at = from; at <= to; at++) {
          near[at] = true;
        }
      }
    }
    return near;
  }
}
