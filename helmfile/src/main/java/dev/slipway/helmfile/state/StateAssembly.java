package dev.slipway.helmfile.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the desired state of a loaded helmfile: releases rendered, overrides applied.
final class StateAssembly {
  private final LoadSession session;
  private final LoadedFile file;

  StateAssembly(LoadSession session, LoadedFile file) {
    this.session = session;
    this.file = file;
  }

  DesiredState assemble(Optional<List<String>> selectors) {
    List<SpecMap> rendered = new ReleaseExecution(session, file).releases();
    Map<String, Boolean> installed = installed(rendered);
    List<Release> releases = new ArrayList<>();
    for (SpecMap release : rendered) {
      boolean enabled = Conditions.holds(release, file.renderedValues(), session.isOld());
      override(release);
      needs(release, installed);
      releases.add(new Release(release, enabled, release));
    }
    Map<String, @Nullable Object> own = new LinkedHashMap<>(file.fields());
    own.remove("releases");
    EnvironmentValues environment = file.environment();
    Map<String, @Nullable Object> defaults =
        file.fields().get("helmDefaults") instanceof SpecMap map ? map : Map.of();
    return new DesiredState(
        new StateParts(
            file.file(),
            file.directory(),
            new EnvironmentState(
                environment.name(),
                environment.kubeContext(),
                environment.visibleValues(),
                file.renderedValues()),
            releases,
            new Fields.Plain(own),
            new HelmDefaults(defaults),
            selectors,
            session.choice(),
            session.host(),
            session.templates(),
            session.warnings(),
            file));
  }

  private void override(SpecMap release) {
    for (String key : List.of("kubeContext", "namespace")) {
      String override = file.fields().text(key);
      if (!override.isEmpty()) {
        release.put(key, override);
      }
    }
  }

  private Map<String, Boolean> installed(List<SpecMap> releases) {
    Map<String, Boolean> installed = new HashMap<>();
    for (SpecMap release : releases) {
      boolean desired = !Boolean.FALSE.equals(release.get("installed"));
      String context = overridden(release, "kubeContext");
      String namespace = overridden(release, "namespace");
      installed.put(
          session.isOld()
              ? release.text("name")
              : context + "/" + namespace + "/" + release.text("name"),
          desired);
    }
    return installed;
  }

  private String overridden(SpecMap release, String key) {
    String override = file.fields().text(key);
    return override.isEmpty() ? release.text(key) : override;
  }

  /// Puts the namespace and the context into what a release needs: Go's `reformat`.
  private void needs(SpecMap release, Map<String, Boolean> installed) {
    if (!(release.get("needs") instanceof List<?> needs)) {
      return;
    }
    List<@Nullable Object> all = new ArrayList<>();
    for (Object need : needs) {
      String[] steps = String.valueOf(need).split("/", -1);
      int last = steps.length - 1;
      String name = steps[last];
      String namespace = last > 0 ? steps[last - 1] : release.text("namespace");
      String context =
          last > 1
              ? String.join("/", List.of(steps).subList(0, last - 1))
              : release.text("kubeContext");
      warnNotInstalled(release, name, context + "/" + namespace + "/" + name, installed);
      StringBuilder id = new StringBuilder();
      if (!context.isEmpty()) {
        id.append(context).append('/');
      }
      if (!context.isEmpty() || !namespace.isEmpty()) {
        id.append(namespace).append('/');
      }
      all.add(id.append(name).toString());
    }
    release.put("needs", all);
  }

  private void warnNotInstalled(
      SpecMap release, String name, String id, Map<String, Boolean> installed) {
    boolean there = installed.getOrDefault(session.isOld() ? name : id, false);
    boolean asks = session.isOld() || !Boolean.FALSE.equals(release.get("installed"));
    if (!there && asks) {
      String own = release.text("name");
      session.warn(
          "release "
              + own
              + " needs "
              + name
              + ", but "
              + name
              + " is not installed due to installed: false. Either mark "
              + name
              + " as installed or remove "
              + name
              + " from "
              + own
              + "'s needs");
    }
  }
}
