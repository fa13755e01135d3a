package dev.slipway.chart.loader;

import dev.slipway.chart.ChartMaintainer;
import dev.slipway.chart.HelmVersion;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Chart.yaml as it stands there, unchecked: what `lint` looks at.
///
/// @param problem why it cannot be read, in Go's words, or null
/// @param strictProblem why it cannot be read if no key may be unknown or stand twice, or null
/// @param document the tree of its values; empty if it is no map
/// @param name the chart's name
/// @param version the chart's version
/// @param apiVersion the version of the file's form
/// @param type the chart's type
/// @param icon the URL of an image
/// @param sources URLs of source code
/// @param maintainers who maintains it; null for empty entries
/// @param hasDependencies whether it declares any
public record ChartYaml(
    @Nullable String problem,
    @Nullable String strictProblem,
    Map<String, @Nullable Object> document,
    String name,
    String version,
    String apiVersion,
    String type,
    String icon,
    List<String> sources,
    List<@Nullable ChartMaintainer> maintainers,
    boolean hasDependencies) {
  private static final String UNMARSHALING = "error unmarshaling JSON: while decoding JSON: ";

  public ChartYaml {
    document = Collections.unmodifiableMap(document);
    sources = List.copyOf(sources);
    maintainers = Collections.unmodifiableList(maintainers);
  }

  /// Reads the text of a Chart.yaml.
  public static ChartYaml parse(String text, HelmVersion version) {
    MetadataReader reader = new MetadataReader(version);
    Object tree = null;
    String problem;
    try {
      tree = Yaml.read(text);
      problem = unmarshaling(reader.read(tree));
    } catch (YamlException e) {
      problem = e.getMessage();
    }
    return new ChartYaml(
        problem,
        strictProblem(text, version),
        tree instanceof Map<?, ?> map ? typed(map) : Map.of(),
        reader.text("name"),
        reader.text("version"),
        reader.text("apiVersion"),
        reader.text("type"),
        reader.text("icon"),
        reader.sources(),
        reader.maintainers(),
        reader.hasDependencies());
  }

  private static @Nullable String strictProblem(String text, HelmVersion version) {
    try {
      return unmarshaling(new MetadataReader(version).read(Yaml.readStrict(text), true));
    } catch (YamlException e) {
      return e.getMessage();
    }
  }

  private static @Nullable String unmarshaling(@Nullable String problem) {
    return problem == null ? null : UNMARSHALING + problem;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> typed(Map<?, ?> map) {
    return (Map<String, @Nullable Object>) map;
  }
}
