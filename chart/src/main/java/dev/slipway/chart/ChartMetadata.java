package dev.slipway.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The content of Chart.yaml. Text fields that are not set are empty. Made by the loader, or with
/// [#named] and the withers.
///
/// @param name the chart's name
/// @param home the project's page
/// @param sources URLs of its source code
/// @param version its semantic version
/// @param description one sentence
/// @param keywords search words
/// @param maintainers who maintains it
/// @param icon the URL of an image
/// @param apiVersion `v1` or `v2`
/// @param condition value paths that switch the chart
/// @param tags groups that switch the chart
/// @param appVersion the version of the application inside
/// @param deprecated whether it is deprecated
/// @param annotations free key and value pairs
/// @param kubeVersion the range of Kubernetes versions it needs
/// @param dependencies the charts it depends on
/// @param type `application`, `library` or empty
public record ChartMetadata(
    String name,
    String home,
    List<String> sources,
    String version,
    String description,
    List<String> keywords,
    List<ChartMaintainer> maintainers,
    String icon,
    String apiVersion,
    String condition,
    String tags,
    String appVersion,
    boolean deprecated,
    Map<String, String> annotations,
    String kubeVersion,
    List<ChartDependency> dependencies,
    String type) {
  /// The older API version: dependencies stand in requirements.yaml.
  public static final String API_V1 = "v1";

  /// The present API version: dependencies stand in Chart.yaml.
  public static final String API_V2 = "v2";

  public ChartMetadata {
    sources = List.copyOf(sources);
    keywords = List.copyOf(keywords);
    maintainers = List.copyOf(maintainers);
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    dependencies = List.copyOf(dependencies);
  }

  /// Metadata of API version `v2` with a name and a version only.
  public static ChartMetadata named(String name, String version) {
    return new ChartMetadata(
        name, "", List.of(), version, "", List.of(), List.of(), "", API_V2, "", "", "", false,
        Map.of(), "", List.of(), "");
  }

  /// Whether this is a library chart, which cannot be installed by itself.
  public boolean isLibrary() {
    return type.equals("library");
  }

  /// The dependency with that name or alias, or null.
  public @Nullable ChartDependency dependency(String wanted) {
    for (ChartDependency dependency : dependencies) {
      if (dependency.effectiveName().equals(wanted)) {
        return dependency;
      }
    }
    return null;
  }

  /// A copy with another name.
  public ChartMetadata withName(String newName) {
    return copy(newName, version, appVersion, dependencies);
  }

  /// A copy with another version.
  public ChartMetadata withVersion(String newVersion) {
    return copy(name, newVersion, appVersion, dependencies);
  }

  /// A copy with another version of the application.
  public ChartMetadata withAppVersion(String newAppVersion) {
    return copy(name, version, newAppVersion, dependencies);
  }

  /// A copy with other dependencies.
  public ChartMetadata withDependencies(List<ChartDependency> newDependencies) {
    return copy(name, version, appVersion, new ArrayList<>(newDependencies));
  }

  private ChartMetadata copy(
      String newName,
      String newVersion,
      String newAppVersion,
      List<ChartDependency> newDependencies) {
    return new ChartMetadata(
        newName,
        home,
        sources,
        newVersion,
        description,
        keywords,
        maintainers,
        icon,
        apiVersion,
        condition,
        tags,
        newAppVersion,
        deprecated,
        annotations,
        kubeVersion,
        newDependencies,
        type);
  }
}
