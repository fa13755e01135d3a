package dev.slipway.pipeline.fleet;

import dev.slipway.core.ProcessResult;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.HostPaths;
import dev.slipway.helmfile.host.HostRecord;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.host.ProcessRequest;
import dev.slipway.pipeline.cache.Input;
import dev.slipway.pipeline.settings.Fixture;
import dev.slipway.pipeline.settings.Settings;
import dev.slipway.pipeline.settings.Target;
import dev.slipway.yaml.Yaml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files as the helmfiles of one target see them: paths of the deployment servers are those
/// that `slipway.yaml` maps them to, fixtures stand in for them, and its variables are set.
final class TargetHost implements HelmfileHost {
  private final HelmfileHost files;
  private final HostPaths paths;
  private final Map<String, List<String>> fixtures;
  private final Map<String, String> variables;

  private TargetHost(
      HelmfileHost files,
      HostPaths paths,
      Map<String, List<String>> fixtures,
      Map<String, String> variables) {
    this.files = files;
    this.paths = paths;
    this.fixtures = fixtures;
    this.variables = variables;
  }

  /// The host of a target.
  ///
  /// @param root the repository's folder, absolute
  static TargetHost of(Settings settings, Target target, HelmfileHost files, String root) {
    Map<String, String> mapped = new LinkedHashMap<>();
    settings
        .paths()
        .forEach((from, to) ->
            mapped.put(filled(from, target), Paths.resolve(root, filled(to, target))));
    Map<String, List<String>> fixtures = new LinkedHashMap<>();
    for (Fixture fixture : settings.fixtures()) {
      List<String> from = new ArrayList<>();
      for (String path : fixture.from()) {
        String folder = Paths.resolve(root, target.folder());
        from.add(Paths.resolve(folder, filled(path, target)));
      }
      fixtures.put(filled(fixture.into(), target), List.copyOf(from));
    }
    return new TargetHost(
        files, HostPaths.of(mapped), fixtures, variables(settings, files.variables()));
  }

  /// What the hosts of two targets must have in common so that one can serve for both.
  static String kind(Settings settings, Target target) {
    StringBuilder kind = new StringBuilder();
    settings
        .paths()
        .forEach((from, to) ->
            kind.append(filled(from, target)).append('=').append(filled(to, target)).append('\n'));
    if (!settings.fixtures().isEmpty()) {
      kind.append(target.folder()).append('\n');
      for (Fixture fixture : settings.fixtures()) {
        kind.append(filled(fixture.into() + fixture.from(), target)).append('\n');
      }
    }
    return kind.toString();
  }

  static Map<String, String> variables(Settings settings, Map<String, String> own) {
    if (settings.variables().isEmpty()) {
      return own;
    }
    Map<String, String> all = new LinkedHashMap<>(settings.variables());
    all.putAll(own);
    return Collections.unmodifiableMap(all);
  }

  private static String filled(String text, Target target) {
    return text.indexOf('{') < 0
        ? text
        : text.replace("{cluster}", target.cluster().name())
            .replace("{environment}", target.environment())
            .replace("{service}", target.service());
  }

  /// The real place of a path.
  String realPath(String path) {
    return paths.map(path);
  }

  /// Adds what a record of this host means on the real files.
  void addInputs(HostRecord record, Set<Input> inputs) {
    for (String path : record.files()) {
      inputs.add(new Input(Input.Kind.FILE, paths.map(path)));
      fixture(path).forEach(file -> inputs.add(new Input(Input.Kind.FILE, file)));
    }
    for (String path : record.probed()) {
      inputs.add(new Input(Input.Kind.PRESENCE, paths.map(path)));
      fixture(path).forEach(file -> inputs.add(new Input(Input.Kind.PRESENCE, file)));
    }
    for (String path : record.listed()) {
      inputs.add(new Input(Input.Kind.LISTING, paths.map(path)));
    }
    for (String name : record.variables().keySet()) {
      inputs.add(new Input(Input.Kind.VARIABLE, name));
    }
  }

  private List<String> fixture(String path) {
    return fixtures.getOrDefault(path, List.of());
  }

  private @Nullable String present(String path) {
    for (String file : fixture(path)) {
      if (files.isFile(file)) {
        return file;
      }
    }
    return null;
  }

  @Override
  public String read(String path) throws IOException {
    String fixture = present(path);
    String real = paths.map(path);
    if (fixture == null) {
      return files.read(real);
    }
    String over = files.read(fixture);
    if (!files.isFile(real)) {
      return over;
    }
    Map<String, @Nullable Object> values = Yaml.readMap(files.read(real));
    merge(values, Yaml.readMap(over));
    return Yaml.write(values);
  }

  @SuppressWarnings("unchecked")
  private static void merge(Map<String, @Nullable Object> values, Map<String, ?> over) {
    over.forEach((key, value) -> {
      if (value instanceof Map<?, ?> above && values.get(key) instanceof Map<?, ?> below) {
        merge((Map<String, @Nullable Object>) below, (Map<String, ?>) above);
      } else {
        values.put(key, value);
      }
    });
  }

  @Override
  public boolean isFile(String path) {
    return present(path) != null || files.isFile(paths.map(path));
  }

  @Override
  public boolean isDirectory(String path) {
    return files.isDirectory(paths.map(path));
  }

  @Override
  public List<Entry> list(String directory) throws IOException {
    return files.list(paths.map(directory));
  }

  @Override
  public String workingDirectory() {
    return files.workingDirectory();
  }

  @Override
  public Map<String, String> variables() {
    return variables;
  }

  @Override
  public ProcessResult run(ProcessRequest request) throws IOException {
    return files.run(request);
  }
}
