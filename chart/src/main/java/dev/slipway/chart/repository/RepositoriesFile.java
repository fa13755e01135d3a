package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import dev.slipway.core.GoStrings;
import dev.slipway.yaml.Yaml;
import dev.slipway.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Helm's repositories.yaml: the chart repositories that have names.
///
/// @param repositories the repositories in the file's order
public record RepositoriesFile(List<RepositoryEntry> repositories) {
  public RepositoriesFile {
    repositories = List.copyOf(repositories);
  }

  /// Reads the file; no repositories without one.
  ///
  /// @throws ChartException if it cannot be read
  public static RepositoriesFile read(Path path) {
    Object document;
    try {
      document = Yaml.read(GoStrings.fromBytes(Files.readAllBytes(path)));
    } catch (NoSuchFileException e) {
      return new RepositoriesFile(List.of());
    } catch (IOException e) {
      throw new ChartException(
          ChartErrorCode.READ,
          "couldn't load repositories file (" + path + "): " + e.getMessage(),
          e);
    } catch (YamlException e) {
      throw new ChartException(ChartErrorCode.READ, path + ": " + e.getMessage(), e);
    }
    List<RepositoryEntry> entries = new ArrayList<>();
    if (document instanceof Map<?, ?> map && map.get("repositories") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> fields) {
          entries.add(entry(fields));
        }
      }
    }
    return new RepositoriesFile(entries);
  }

  private static RepositoryEntry entry(Map<?, ?> fields) {
    ServerAccess access =
        new ServerAccess(
            Documents.text(fields, "username"),
            Documents.text(fields, "password"),
            Documents.flag(fields, "pass_credentials_all"),
            Documents.text(fields, "certFile"),
            Documents.text(fields, "keyFile"),
            Documents.text(fields, "caFile"),
            Documents.flag(fields, "insecure_skip_tls_verify"),
            false);
    return new RepositoryEntry(
        Documents.text(fields, "name"), Documents.text(fields, "url"), access);
  }

  /// These repositories and then those of the file that have other names.
  public RepositoriesFile under(List<RepositoryEntry> others) {
    if (others.isEmpty()) {
      return this;
    }
    List<RepositoryEntry> all = new ArrayList<>(others);
    for (RepositoryEntry entry : repositories) {
      if (others.stream().noneMatch(other -> other.name().equals(entry.name()))) {
        all.add(entry);
      }
    }
    return new RepositoriesFile(all);
  }

  /// The repository of that name.
  public Optional<RepositoryEntry> named(String name) {
    return repositories.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /// The repository of that name.
  ///
  /// @throws ChartException if there is none, or if it has no URL
  RepositoryEntry require(String name) {
    RepositoryEntry entry =
        named(name)
            .orElseThrow(() ->
                ChartException.of(
                    ChartErrorCode.REPOSITORY_UNKNOWN,
                    "repo " + name + " not found",
                    "a chart's folder needs './' before it when no such repository is meant;"
                        + " 'helm repo add' names repositories"));
    if (entry.url().isEmpty()) {
      throw new ChartException(
          ChartErrorCode.REPOSITORY_UNKNOWN, "no URL found for repository " + name);
    }
    return entry;
  }
}
