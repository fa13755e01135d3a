package dev.slipway.chart;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One entry of `dependencies` in Chart.yaml, requirements.yaml or a lock file. Fields that are not
/// set are empty.
///
/// @param name the name in the dependency's own Chart.yaml
/// @param version the version or range of versions
/// @param repository the URL of its repository, `file://…`, `@name`, `alias:name` or empty
/// @param condition comma-separated value paths that switch it
/// @param tags groups that switch it
/// @param enabled Helm's own field of that name
/// @param importValues what it exports to its parent: strings, or maps of `child` and `parent`
/// @param alias another name for it within this chart
public record ChartDependency(
    String name,
    String version,
    String repository,
    String condition,
    List<String> tags,
    boolean enabled,
    List<@Nullable Object> importValues,
    String alias) {
  public ChartDependency {
    tags = List.copyOf(tags);
    importValues = Collections.unmodifiableList(importValues);
  }

  /// A dependency of which only name, version and repository are known.
  public static ChartDependency of(String name, String version, String repository) {
    return new ChartDependency(name, version, repository, "", List.of(), false, List.of(), "");
  }

  /// The name under which the parent chart knows it: its alias, if it has one.
  public String effectiveName() {
    return alias.isEmpty() ? name : alias;
  }

  /// A copy with another name.
  public ChartDependency withName(String newName) {
    return new ChartDependency(
        newName, version, repository, condition, tags, enabled, importValues, alias);
  }

  /// A copy with another version.
  public ChartDependency withVersion(String newVersion) {
    return new ChartDependency(
        name, newVersion, repository, condition, tags, enabled, importValues, alias);
  }

  /// A copy with another repository.
  public ChartDependency withRepository(String newRepository) {
    return new ChartDependency(
        name, version, newRepository, condition, tags, enabled, importValues, alias);
  }

  /// A copy with other imports.
  public ChartDependency withImportValues(List<@Nullable Object> newImportValues) {
    return new ChartDependency(
        name, version, repository, condition, tags, enabled, newImportValues, alias);
  }

  /// A copy that is enabled or not.
  public ChartDependency withEnabled(boolean newEnabled) {
    return new ChartDependency(
        name, version, repository, condition, tags, newEnabled, importValues, alias);
  }
}
