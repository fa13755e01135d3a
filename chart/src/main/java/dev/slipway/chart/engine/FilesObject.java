package dev.slipway.chart.engine;

import dev.slipway.chart.ChartFile;
import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoKind;
import dev.slipway.gotemplate.GoObject;
import dev.slipway.gotemplate.GoSlice;
import dev.slipway.gotemplate.GoType;
import dev.slipway.gotemplate.fmt.PlainValues;
import dev.slipway.yaml.Yaml;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// `.Files`: Helm's map of a chart's other files with its methods. Immutable.
final class FilesObject implements GoObject {
  private static final GoType TYPE = new GoType("engine.files", GoKind.MAP, GoType.BYTES);

  private static final Map<String, GoFunction> METHODS = methods();

  private final Map<String, ChartFile> files;
  private @Nullable Map<String, byte[]> contents;

  private FilesObject(Map<String, ChartFile> files) {
    this.files = files;
  }

  static FilesObject of(List<ChartFile> files) {
    Map<String, ChartFile> byName = LinkedHashMap.newLinkedHashMap(files.size());
    for (ChartFile file : files) {
      byName.put(file.name(), file);
    }
    return new FilesObject(byName);
  }

  @Override
  public GoType type() {
    return TYPE;
  }

  @Override
  public Object underlying() {
    Map<String, byte[]> known = contents;
    if (known == null) {
      Map<String, byte[]> made = LinkedHashMap.newLinkedHashMap(files.size());
      files.forEach((name, file) -> made.put(name, file.data()));
      known = Collections.unmodifiableMap(made);
      contents = known;
    }
    return known;
  }

  @Override
  public @Nullable GoFunction method(String name) {
    GoFunction unbound = METHODS.get(name);
    if (unbound == null) {
      return null;
    }
    return new GoFunction(
        name,
        unbound.parameters(),
        null,
        unbound.result(),
        (scope, arguments) -> {
          @Nullable Object[] all = new @Nullable Object[arguments.length + 1];
          all[0] = this;
          System.arraycopy(arguments, 0, all, 1, arguments.length);
          return unbound.body().call(scope, all);
        });
  }

  private static Map<String, GoFunction> methods() {
    return Map.of(
        "Get",
        GoFunction.of("Get", GoType.STRING, (_, a) -> self(a).get(text(a)), GoType.STRING),
        "GetBytes",
        GoFunction.of("GetBytes", GoType.BYTES, (_, a) -> self(a).bytes(text(a)), GoType.STRING),
        "Glob",
        GoFunction.of("Glob", TYPE, (_, a) -> self(a).glob(text(a)), GoType.STRING),
        "Lines",
        GoFunction.of("Lines", GoType.STRINGS, (_, a) -> self(a).lines(text(a)), GoType.STRING),
        "AsConfig",
        GoFunction.of("AsConfig", GoType.STRING, (_, a) -> self(a).asYaml(false)),
        "AsSecrets",
        GoFunction.of("AsSecrets", GoType.STRING, (_, a) -> self(a).asYaml(true)));
  }

  private static FilesObject self(@Nullable Object[] arguments) {
    if (arguments[0] instanceof FilesObject files) {
      return files;
    }
    throw new IllegalStateException("called without its receiver");
  }

  private static String text(@Nullable Object[] arguments) {
    return String.valueOf(arguments[1]);
  }

  private String get(String name) {
    ChartFile file = files.get(name);
    return file == null ? "" : file.text();
  }

  private byte[] bytes(String name) {
    ChartFile file = files.get(name);
    return file == null ? new byte[0] : file.data();
  }

  private FilesObject glob(String pattern) {
    GlobPattern glob = GlobPattern.parse(pattern);
    Map<String, ChartFile> found = new LinkedHashMap<>();
    files.forEach((name, file) -> {
      if (glob.matches(name)) {
        found.put(name, file);
      }
    });
    return new FilesObject(found);
  }

  private GoSlice lines(String name) {
    String content = get(name);
    if (content.isEmpty()) {
      return GoSlice.ofStrings(List.of());
    }
    String whole = content.endsWith("\n") ? content.substring(0, content.length() - 1) : content;
    return GoSlice.ofStrings(List.of(whole.split("\n", -1)));
  }

  private String asYaml(boolean encoded) {
    Map<String, @Nullable Object> flat = new TreeMap<>(GoStrings.BYTE_ORDER);
    files.forEach((name, file) ->
        flat.put(
            name.substring(name.lastIndexOf('/') + 1),
            encoded ? Base64.getEncoder().encodeToString(file.data()) : file.text()));
    return DataFunctions.withoutLastLineBreak(Yaml.write(flat, PlainValues.ADAPTER));
  }
}
