package dev.slipway.chart.engine;

import dev.slipway.chart.Chart;
import dev.slipway.chart.ChartException;
import dev.slipway.chart.ChartFile;
import dev.slipway.chart.HelmVersion;
import dev.slipway.chart.values.ValueTrees;
import dev.slipway.core.GoStrings;
import dev.slipway.gotemplate.MissingKey;
import dev.slipway.gotemplate.RenderOptions;
import dev.slipway.gotemplate.Rendering;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.TemplateSet;
import dev.slipway.gotemplate.TracedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Executes the templates of a chart and its subcharts, in the order and with the data that Helm
/// uses: deepest files first, and all files of one chart share one map, so that what a file changes
/// in it is seen by those after it. Stateless; each call is confined to its thread.
public final class ChartEngine {
  private ChartEngine() {}

  /// What is rendered.
  ///
  /// @param chart the chart, its dependencies processed
  /// @param values its coalesced values: templates may change them, so they serve for one call
  /// @param release what stands under `.Release`
  /// @param capabilities what stands under `.Capabilities`
  /// @param mode how to render
  /// @param lookup finds objects of the cluster
  /// @param options clock, randomness and limits
  public record Input(
      Chart chart,
      Map<String, @Nullable Object> values,
      ReleaseOptions release,
      Capabilities capabilities,
      EngineMode mode,
      ClusterLookup lookup,
      RenderOptions options) {}

  /// A file to execute.
  private record Renderable(ChartFile file, Map<String, @Nullable Object> data, String basePath) {}

  /// The output of all files that are no partials, in the order of their execution.
  ///
  /// @throws ChartException if a file does not parse or its execution fails, with Helm's text
  public static Map<String, String> render(Input input) {
    Map<String, Renderable> files = collect(input);
    Rendering rendering = parse(files, input);
    Map<String, String> rendered = LinkedHashMap.newLinkedHashMap(files.size());
    files.forEach((name, file) -> {
      if (!isPartial(name)) {
        rendered.put(name, execute(rendering, name, file, input));
      }
    });
    return rendered;
  }

  /// As [#render], but only for the files that `wanted` accepts, and each line of the output knows
  /// where it comes from. All other files are executed too, since they may change values.
  ///
  /// @throws ChartException if a file does not parse or its execution fails, with Helm's text
  public static Map<String, TracedText> trace(Input input, Predicate<String> wanted) {
    Map<String, Renderable> files = collect(input);
    Rendering rendering = parse(files, input);
    Map<String, TracedText> traced = new LinkedHashMap<>();
    files.forEach((name, file) -> {
      if (isPartial(name)) {
        return;
      }
      if (!wanted.test(name)) {
        execute(rendering, name, file, input);
        return;
      }
      Map<String, @Nullable Object> data = prepared(rendering, name, file);
      try {
        traced.put(name, rendering.executeTraced(name, data));
      } catch (TemplateException e) {
        throw TemplateErrors.executing(name, e, input.mode.version());
      }
    });
    return traced;
  }

  private static String execute(Rendering rendering, String name, Renderable file, Input input) {
    try {
      return HelmFunctions.withoutNoValue(rendering.execute(name, prepared(rendering, name, file)));
    } catch (TemplateException e) {
      throw TemplateErrors.executing(name, e, input.mode.version());
    }
  }

  private static Map<String, @Nullable Object> prepared(
      Rendering rendering, String name, Renderable file) {
    Map<String, @Nullable Object> template = new LinkedHashMap<>();
    template.put("Name", name);
    template.put("BasePath", file.basePath);
    TypeFunctions.name(rendering, template);
    file.data.put("Template", template);
    return file.data;
  }

  private static boolean isPartial(String name) {
    return name.startsWith("_", name.lastIndexOf('/') + 1);
  }

  /// The templates of a chart and its subcharts, parsed: for static analysis. Begins with the last
  /// file, so that it shares the work with a rendering that begins with the first one at the same
  /// time.
  ///
  /// @param chart the chart, its dependencies processed
  /// @throws ChartException if a file does not parse, with Helm's text
  public static TemplateSet templates(Chart chart, EngineMode mode) {
    Input input =
        new Input(
            chart,
            new LinkedHashMap<>(),
            ReleaseOptions.install("", ""),
            Capabilities.defaults(mode.version()),
            mode,
            ClusterLookup.NONE,
            RenderOptions.defaults());
    Map<String, Renderable> files = collect(input);
    TemplateSet.Builder ahead = TemplateSet.builder(HelmFunctions.table(mode));
    for (Map.Entry<String, Renderable> file : new ArrayList<>(files.entrySet()).reversed()) {
      add(ahead, file.getKey(), file.getValue());
    }
    return templates(files, mode);
  }

  private static TemplateSet templates(Map<String, Renderable> files, EngineMode mode) {
    TemplateSet.Builder set = TemplateSet.builder(HelmFunctions.table(mode)).rootName("gotpl");
    files.forEach((name, file) -> add(set, name, file));
    return set.build();
  }

  private static void add(TemplateSet.Builder set, String name, Renderable file) {
    try {
      set.add(name, file.file.text());
    } catch (TemplateException e) {
      throw TemplateErrors.parsing(name, e);
    }
  }

  private static Rendering parse(Map<String, Renderable> files, Input input) {
    TemplateSet set = templates(files, input.mode);
    MissingKey missingKey = input.mode.strict() ? MissingKey.ERROR : MissingKey.ZERO;
    Rendering rendering = set.rendering(input.options.withMissingKey(missingKey));
    HelmFunctions.ask(rendering, input.lookup);
    files.values().forEach(file -> TypeFunctions.name(rendering, file.data.get("Values")));
    return rendering;
  }

  /// Where a chart stands in the tree of charts.
  ///
  /// @param path its names and those above it, with `/charts/` between them
  /// @param sourcePath the same with the names that the charts have without aliases
  private record Location(boolean root, String path, String sourcePath) {
    static Location root(Chart chart) {
      return new Location(true, chart.name(), chart.name());
    }

    /// Where a subchart stands. In Helm 3 the subcharts of a chart without declared dependencies
    /// keep to the place where the chart was loaded, even when it is used under an alias; of two
    /// such charts the later one wins.
    Location of(Chart subchart, Chart parent, Input input) {
      boolean moved =
          input.mode.version().atLeast(HelmVersion.V4)
              || !parent.metadata().dependencies().isEmpty();
      return new Location(
          false,
          (moved ? path : sourcePath) + "/charts/" + subchart.name(),
          sourcePath + "/charts/" + subchart.sourceName());
    }
  }

  /// All files in Helm's order: those with the most slashes first, then by their bytes from the
  /// last to the first.
  private static Map<String, Renderable> collect(Input input) {
    Map<String, Renderable> files = new TreeMap<>(ChartEngine::compareDeepestFirst);
    Map<String, @Nullable Object> outer = new HashMap<>();
    outer.put("Release", BuiltInObjects.release(input.release));
    outer.put("Capabilities", BuiltInObjects.capabilities(input.capabilities));
    outer.put("Values", input.values);
    collect(input, input.chart, Location.root(input.chart), outer, files);
    return files;
  }

  private static Map<String, @Nullable Object> collect(
      Input input,
      Chart chart,
      Location location,
      Map<String, @Nullable Object> outer,
      Map<String, Renderable> files) {
    boolean root = location.root;
    String path = location.path;
    Map<String, @Nullable Object> subcharts = new LinkedHashMap<>();
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("Chart", BuiltInObjects.chart(chart.metadata(), root, input.mode.version()));
    data.put("Files", FilesObject.of(chart.files()));
    data.put("Release", outer.get("Release"));
    data.put("Capabilities", outer.get("Capabilities"));
    Map<String, @Nullable Object> values =
        root ? input.values : ValueTrees.tableAt(outer, "Values." + chart.name());
    data.put("Values", values == null ? new LinkedHashMap<>() : values);
    data.put("Subcharts", subcharts);
    for (Chart subchart : chart.subcharts()) {
      subcharts.put(
          subchart.name(),
          collect(input, subchart, location.of(subchart, chart, input), data, files));
    }
    boolean library = chart.metadata().type().equalsIgnoreCase("library");
    String basePath = path + "/templates";
    for (ChartFile file : chart.templates()) {
      if (!library || isPartial(file.name())) {
        files.put(path + "/" + file.name(), new Renderable(file, data, basePath));
      }
    }
    return data;
  }

  private static int compareDeepestFirst(String a, String b) {
    int byDepth = Integer.compare(slashes(b), slashes(a));
    return byDepth != 0 ? byDepth : GoStrings.compare(b, a);
  }

  private static int slashes(String name) {
    int count = 0;
    for (int i = name.indexOf('/'); i >= 0; i = name.indexOf('/', i + 1)) {
      count++;
    }
    return count;
  }
}
