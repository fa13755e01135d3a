package dev.slipway.helmfile.state;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.core.Spelling;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Merges into a release what it inherits of `templates`.
final class ReleaseInheritance {
  private static final List<String> EXCEPTIONS =
      List.of("labels", "values", "valuesTemplate", "setTemplate", "set", "setString", "secrets");

  private final Map<String, @Nullable Object> templates = new LinkedHashMap<>();
  private final List<String> defaults = new ArrayList<>();
  private final boolean old;

  ReleaseInheritance(LoadedFile file, LoadSession session) {
    old = session.isOld();
    if (file.fields().get("templates") instanceof Map<?, ?> map) {
      templates.putAll(Fields.stringKeys(map));
    }
    if (!old && file.fields().get("defaultInherit") instanceof List<?> list) {
      for (Object name : list) {
        String stripped = String.valueOf(name).strip();
        if (!stripped.isEmpty()) {
          defaults.add(stripped);
        }
      }
    }
  }

  /// An inherited template.
  private record Inherit(String template, List<?> except) {}

  /// The release with what it inherits; a copy.
  SpecMap resolved(SpecMap release) {
    return merged(release, withDefaults(inherits(release)), List.of(), release);
  }

  private static List<Inherit> inherits(SpecMap release) {
    List<Inherit> all = new ArrayList<>();
    if (release.get("inherit") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof SpecMap map) {
          List<?> except = map.get("except") instanceof List<?> keys ? keys : List.of();
          all.add(new Inherit(map.text("template"), except));
        }
      }
    }
    return all;
  }

  private List<Inherit> withDefaults(List<Inherit> own) {
    if (defaults.isEmpty()) {
      return own;
    }
    List<Inherit> all = new ArrayList<>();
    List<Inherit> named = own.stream().filter(one -> !one.template().isBlank()).toList();
    for (String name : defaults) {
      boolean known =
          named.stream().anyMatch(one -> one.template().strip().equals(name))
              || all.stream().anyMatch(one -> one.template().equals(name));
      if (!known) {
        all.add(new Inherit(name, List.of()));
      }
    }
    all.addAll(named);
    return all;
  }

  private SpecMap merged(
      SpecMap release, List<Inherit> inherits, List<String> path, SpecMap outermost) {
    if (inherits.isEmpty()) {
      SpecMap copy = new SpecMap(release);
      copy.remove("inherit");
      return copy;
    }
    // The copy of an empty struct that knows where the release stands.
    SpecMap merged = new SpecMap(release);
    merged.clear();
    for (Inherit inherit : inherits) {
      String name = inherit.template();
      if (name.isEmpty()) {
        return new SpecMap(release);
      }
      List<String> newPath = new ArrayList<>(path);
      newPath.add(name);
      if (path.contains(name)) {
        throw failed(
            outermost,
            HelmfileErrorCode.CYCLE,
            "unable to load release "
                + GoFormat.quote(outermost.text("name"))
                + " with template: cyclic inheritance detected: "
                + String.join("->", newPath),
            null);
      }
      SpecMap source = inherited(inherit, newPath, outermost);
      SpecMerge.APPEND_OVERRIDE.merge(merged, source, Spec.RELEASE);
    }
    SpecMerge.APPEND_OVERRIDE.merge(merged, release, Spec.RELEASE);
    merged.remove("inherit");
    return merged;
  }

  private SpecMap inherited(Inherit inherit, List<String> path, SpecMap outermost) {
    if (!(templates.get(inherit.template()) instanceof SpecMap template)) {
      throw failed(
          outermost,
          HelmfileErrorCode.INVALID_RELEASE,
          "release "
              + GoFormat.quote(outermost.text("name"))
              + " tried to inherit inexistent release template "
              + GoFormat.quote(inherit.template()),
          Spelling.nearest(inherit.template(), templates.keySet())
              .map(near -> "did you mean \"" + near + "\"?")
              .orElse(null));
    }
    SpecMap source = merged(template, inherits(template), path, outermost);
    for (Object key : inherit.except()) {
      if (!EXCEPTIONS.contains(String.valueOf(key))) {
        throw failed(
            outermost,
            HelmfileErrorCode.INVALID_RELEASE,
            GoFormat.quote(String.valueOf(key))
                + " is not allowed under `inherit`. Allowed values are \"set\", \"setTemplate\","
                + " \"values\", \"valuesTemplate\", \"secrets\", and \"labels\"",
            null);
      }
      source.remove(String.valueOf(key));
    }
    return source;
  }

  private static HelmfileException failed(
      SpecMap release, HelmfileErrorCode code, String message, @Nullable String hint) {
    SourceLocation location = release.location("inherit");
    Diagnostic diagnostic = Diagnostic.error(code, message).withHint(hint);
    return new HelmfileException(
        location == null ? diagnostic : diagnostic.at(location, release.lineText(location)));
  }
}
