package dev.slipway.helmfile.release;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.document.HelmfileYaml;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.host.RemoteFiles;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import dev.slipway.helmfile.state.ReleaseTemplates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes the values files that helmfile hands to Helm for one release: `values` in order, then
/// `secrets` (pkg/state/state.go, `generateValuesFiles`). Plain files pass unchanged, `.gotmpl`
/// files are rendered, inline maps are written as YAML, references to secrets are resolved. Used
/// once.
final class ReleaseLayers {
  private static final String REFERENCE = "ref+";

  private final DesiredState state;
  private final Release release;
  private final HelmfileHost host;
  private final ReleaseTemplates templates;
  private final SecretSources secrets;
  private final Consumer<LogLine> log;
  private final List<ValuesLayer> layers = new ArrayList<>();

  ReleaseLayers(
      DesiredState state,
      Release release,
      HelmfileHost host,
      SecretSources secrets,
      Consumer<LogLine> log) {
    this.state = state;
    this.release = labelled(state, release);
    this.host = host;
    this.templates = state.templates();
    this.secrets = secrets.in(state.directory());
    this.log = log;
  }

  /// Since 1.0 templates see the labels that helmfile adds itself.
  static Release labelled(DesiredState state, Release release) {
    return state.rules().rules() == HelmfileRules.V0
        ? release
        : release.with("labels", release.selectableLabels());
  }

  /// All layers, later ones win.
  ///
  /// @throws dev.slipway.core.SlipwayException if one cannot be read, rendered or decrypted
  List<ValuesLayer> all() {
    int index = 0;
    for (Object entry : release.values()) {
      String place = "values[" + index++ + "] of release " + release.name();
      switch (entry) {
        case String path -> file(release.valuesPathPrefix() + expanded(path));
        case Map<?, ?> map -> inline(place, map);
        case null, default -> throw wrongEntry(place, entry);
      }
    }
    index = 0;
    for (Object entry : release.secrets()) {
      String place = "secrets[" + index++ + "] of release " + release.name();
      switch (entry) {
        case String path -> secretFile(release.valuesPathPrefix() + path);
        case Map<?, ?> map ->
            layers.add(new ValuesLayer(place, secrets.decryptInline(place, write(map)), true));
        case null, default -> throw wrongEntry(place, entry);
      }
    }
    return layers;
  }

  private String expanded(String path) {
    return path.contains(REFERENCE)
        ? String.valueOf(secrets.references().expand(Map.of("value", path)).get("value"))
        : path;
  }

  private void file(String entry) {
    String path = find(entry, "values", handler());
    if (path == null) {
      return;
    }
    String text = templates.valuesFile(release, path, host);
    if (text.contains(REFERENCE)) {
      layers.add(new ValuesLayer(entry, resolved(entry, text), true));
    } else {
      layers.add(new ValuesLayer(entry, text, false));
    }
  }

  private String resolved(String name, String text) {
    try {
      return write(secrets.references().expand(HelmfileYaml.readMap(text, state.rules().rules())));
    } catch (dev.slipway.core.SlipwayException e) {
      throw HelmfileException.prefixed("failed to render values files \"" + name + "\": ", e);
    }
  }

  private void secretFile(String entry) {
    String path = find(entry, "secrets", release.missingFileHandler());
    if (path == null) {
      return;
    }
    log.accept(LogLine.info("Decrypting secret " + path));
    String text = secrets.files().decrypt(host, path);
    layers.add(new ValuesLayer(entry, templates.renderValues(release, path, text), true));
  }

  private void inline(String place, Map<?, ?> map) {
    Map<String, @Nullable Object> values = LinkedHashMap.newLinkedHashMap(map.size());
    map.forEach((key, value) -> values.put(String.valueOf(key), value));
    String text = write(values);
    if (text.contains(REFERENCE)) {
      layers.add(new ValuesLayer(place, write(secrets.references().expand(values)), true));
    } else {
      layers.add(new ValuesLayer(place, text, false));
    }
  }

  private String write(Map<?, ?> map) {
    return HelmfileYaml.write(map, state.rules().rules());
  }

  private String handler() {
    return release.missingFileHandler().isEmpty()
        ? state.missingFileHandler()
        : release.missingFileHandler();
  }

  /// The absolute path of a file; null if it is missing and that is to be let pass.
  private @Nullable String find(String entry, String kind, String handler) {
    List<String> found =
        RemoteFiles.isRemote(entry)
            ? fetched(entry)
            : matches(Paths.resolve(state.directory(), entry));
    if (found.size() > 1) {
      throw located(
          HelmfileErrorCode.INVALID_RELEASE,
          "glob patterns in release values and secrets is not supported yet: \""
              + entry
              + "\" matches "
              + String.join(", ", found),
          "name one file in each entry");
    }
    if (found.isEmpty()) {
      missing(entry, kind, handler);
      return null;
    }
    return found.getFirst();
  }

  private List<String> fetched(String reference) {
    boolean old = state.rules().rules() == HelmfileRules.V0;
    String path;
    try {
      path = new RemoteFiles(host, old).fetch(reference, "values");
    } catch (HelmfileException e) {
      if ((release.ignoreMissingGitBranch() || state.ignoreMissingGitBranch())
          && e.diagnostic().message().contains(RemoteFiles.MISSING_BRANCH)) {
        log.accept(LogLine.debug("Ignored missing git branch error: " + e.getMessage()));
        return List.of();
      }
      SourceLocation place = release.location().orElseGet(() -> SourceLocation.of(state.file()));
      throw new HelmfileException(e.diagnostic().at(place, null), e);
    }
    if (host.isFile(path)) {
      return List.of(path);
    }
    return RemoteFiles.isPattern(reference) ? host.glob(path) : List.of();
  }

  private List<String> matches(String path) {
    if (path.indexOf('*') < 0 && path.indexOf('?') < 0 && path.indexOf('[') < 0) {
      return host.isFile(path) || host.isDirectory(path) ? List.of(path) : List.of();
    }
    return host.glob(path);
  }

  private void missing(String entry, String kind, String handler) {
    String shown = Paths.clean(entry);
    String skipping = "skipping missing " + kind + " file matching \"" + shown + "\"";
    switch (handler) {
      case "Warn" -> log.accept(LogLine.warn(skipping));
      case "Info" -> log.accept(LogLine.info(skipping));
      case "Debug" -> log.accept(LogLine.debug(skipping));
      case "", "Error" ->
          throw located(
              HelmfileErrorCode.MISSING_FILE,
              kind
                  + " file matching \""
                  + shown
                  + "\" does not exist in \""
                  + state.directory()
                  + "\"",
              "create it, or let missing files pass with 'missingFileHandler: Warn'");
      default ->
          throw located(
              HelmfileErrorCode.INVALID_RELEASE,
              "invalid missing file handler \""
                  + handler
                  + "\" while processing \""
                  + shown
                  + "\": it must be one of [Error Warn Info Debug]",
              null);
    }
  }

  private HelmfileException wrongEntry(String place, @Nullable Object entry) {
    return located(
        HelmfileErrorCode.WRONG_TYPE,
        "unexpected type of value: " + place + " is " + (entry == null ? "null" : entry),
        "an entry is the path of a file or a map of values");
  }

  private HelmfileException located(HelmfileErrorCode code, String message, @Nullable String hint) {
    SourceLocation place = release.location().orElseGet(() -> SourceLocation.of(state.file()));
    return new HelmfileException(
        Diagnostic.error(code, "release \"" + release.name() + "\": " + message)
            .at(place, null)
            .withHint(hint));
  }
}
