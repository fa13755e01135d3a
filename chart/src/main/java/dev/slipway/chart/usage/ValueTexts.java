package dev.slipway.chart.usage;

import dev.slipway.chart.ChartFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The texts in values and files that may be templates: `tpl` may get any of them.
final class ValueTexts {
  private static final String ACTION = "{{";

  private final List<Scope> scopes;
  private final List<Map<String, @Nullable Object>> values;
  private @Nullable Map<String, String> inValues;
  private @Nullable Map<String, String> inFiles;

  /// @param values the user's values and the defaults of charts
  ValueTexts(List<Scope> scopes, List<Map<String, @Nullable Object>> values) {
    this.scopes = scopes;
    this.values = values;
  }

  /// Gives each text that a pattern may be, with a name for it.
  ///
  /// @param described the name of what is known of it
  void fill(String pattern, String described, BiConsumer<String, String> text) {
    boolean anyValue = pattern.indexOf(TextAtom.HOLE) >= 0;
    boolean anyFile = pattern.indexOf(TextAtom.FILE_HOLE) >= 0;
    if (!anyValue && !anyFile) {
      giveIfTemplate(pattern, described, text);
      return;
    }
    String known = pattern.replace(TextAtom.HOLE, ' ').replace(TextAtom.FILE_HOLE, ' ');
    giveIfTemplate(known, described, text);
    Map<String, String> candidates = new LinkedHashMap<>();
    if (anyValue) {
      candidates.putAll(inValues());
    }
    if (anyFile) {
      candidates.putAll(inFiles());
    }
    String values = String.valueOf(TextAtom.HOLE);
    String files = String.valueOf(TextAtom.FILE_HOLE);
    candidates.forEach((candidate, name) ->
        text.accept(name, pattern.replace(values, candidate).replace(files, candidate)));
  }

  private static void giveIfTemplate(String known, String name, BiConsumer<String, String> text) {
    if (known.contains(ACTION)) {
      text.accept(name, known);
    }
  }

  /// Texts with the paths of the values that they are.
  private Map<String, String> inValues() {
    Map<String, String> known = inValues;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Map<String, @Nullable Object> map : values) {
        collect(map, "", known);
      }
      inValues = known;
    }
    return known;
  }

  private static void collect(@Nullable Object value, String path, Map<String, String> found) {
    switch (value) {
      case String text when text.contains(ACTION) -> found.putIfAbsent(text, "value " + path);
      case Map<?, ?> map ->
          map.forEach((key, inner) -> {
            collect(key, path, found);
            collect(inner, path.isEmpty() ? "" + key : path + "." + key, found);
          });
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          collect(list.get(i), path + "[" + i + "]", found);
        }
      }
      case null, default -> {}
    }
  }

  private Map<String, String> inFiles() {
    Map<String, String> known = inFiles;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Scope scope : scopes) {
        for (ChartFile file : scope.chart().files()) {
          if (!file.name().endsWith(".md") && file.text().contains(ACTION)) {
            known.putIfAbsent(file.text(), scope.path() + "/" + file.name());
          }
        }
      }
      inFiles = known;
    }
    return known;
  }

  /// The maps of values, for those who collect them.
  static List<Map<String, @Nullable Object>> defaults(List<Scope> scopes) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (Scope scope : scopes) {
      Map<String, @Nullable Object> own = scope.chart().values();
      if (own != null) {
        all.add(own);
      }
    }
    return all;
  }
}
