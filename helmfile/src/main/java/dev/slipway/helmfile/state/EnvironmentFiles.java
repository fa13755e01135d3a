package dev.slipway.helmfile.state;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.core.SourceLocation;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.document.HelmfileYaml;
import dev.slipway.helmfile.document.Trees;
import dev.slipway.helmfile.hcl.HclValues;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.host.RemoteFiles;
import dev.slipway.helmfile.template.GoStruct;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the values of environments: Go's `EnvironmentValuesLoader`.
final class EnvironmentFiles {
  private static final String FALLBACK = "fallback";

  private final LoadSession session;
  private final String directory;

  /// @param directory the folder that relative paths start from
  EnvironmentFiles(LoadSession session, String directory) {
    this.session = session;
    this.directory = directory;
  }

  /// What the entries are read for.
  ///
  /// @param missingFileHandler what to do about missing files, or empty
  /// @param context the environment that templates see, or null for one without values
  /// @param environment the environment's name
  /// @param strategy `override`, `fallback` or empty
  /// @param origin where the entries are written
  record Purpose(
      String missingFileHandler,
      @Nullable EnvironmentValues context,
      String environment,
      String strategy,
      Origin origin) {}

  /// The entries merged: paths and maps.
  Map<String, @Nullable Object> load(List<? extends @Nullable Object> entries, Purpose purpose) {
    if (!List.of("", "override", FALLBACK).contains(purpose.strategy)) {
      throw invalid(
          "environment "
              + GoFormat.quote(purpose.environment)
              + ": invalid mergeStrategy "
              + GoFormat.quote(purpose.strategy)
              + " (must be \"override\" or \"fallback\")",
          purpose);
    }
    Map<String, @Nullable Object> result = Map.of();
    List<HclValues.Source> hcl = new ArrayList<>();
    for (Object entry : entries) {
      switch (entry) {
        case String path -> {
          for (String file : resolve(path, "environment values", purpose)) {
            if (file.endsWith(".hcl")) {
              String text = session.read(file, purpose.origin);
              hcl.add(new HclValues.Source(file, text));
            } else {
              result = merged(result, file(file, result, purpose), purpose);
            }
          }
        }
        case Map<?, ?> map -> {
          String problem = HelmfileYaml.keyProblem(map);
          if (problem != null) {
            throw invalid(problem, purpose);
          }
          result = merged(result, Trees.strings(map), purpose);
        }
        case null -> throw invalid("unexpected type of value: value=<nil>, type=<nil>", purpose);
        default ->
            throw invalid(
                "unexpected type of value: value="
                    + GoFormat.toText(entry)
                    + ", type="
                    + GoFormat.typeName(entry),
                purpose);
      }
    }
    return hcl.isEmpty() ? result : merged(result, HclValues.read(hcl, session.rules()), purpose);
  }

  private static HelmfileException invalid(String message, Purpose purpose) {
    Diagnostic diagnostic = Diagnostic.error(HelmfileErrorCode.INVALID_VALUES, message);
    return new HelmfileException(purpose.origin.place(diagnostic));
  }

  private static Map<String, @Nullable Object> merged(
      Map<String, @Nullable Object> result, Map<String, @Nullable Object> more, Purpose purpose) {
    return purpose.strategy.equals(FALLBACK)
        ? Trees.merge(more, result, Trees.Lists.SPARSE)
        : Trees.override(result, more);
  }

  /// The files that a path or pattern means; empty when there is none and that is no error.
  List<String> resolve(String path, String what, Purpose purpose) {
    List<String> files =
        RemoteFiles.isRemote(path)
            ? fetched(path)
            : session.host().glob(Paths.resolve(directory, path));
    if (!files.isEmpty()) {
      return files;
    }
    String message =
        what + " file matching \"" + path + "\" does not exist in \"" + directory + "\"";
    switch (purpose.missingFileHandler) {
      case "", "Error" -> {
        Diagnostic diagnostic =
            Diagnostic.error(HelmfileErrorCode.MISSING_FILE, message)
                .withHint("set missingFileHandler to Warn if it may be missing");
        throw new HelmfileException(purpose.origin.place(diagnostic));
      }
      case "Warn" -> session.warn("skipping missing " + what + " file matching \"" + path + "\"");
      case "Info", "Debug" -> {}
      default ->
          throw invalid(
              "invalid missing file handler \""
                  + purpose.missingFileHandler
                  + "\" while processing \""
                  + path
                  + "\""
                  + purpose.origin.file().map(file -> " in \"" + file + "\"").orElse("")
                  + ": it must be one of [Error Warn Info Debug]",
              purpose);
    }
    return List.of();
  }

  private List<String> fetched(String reference) {
    String path = session.remote().fetch(reference, "values");
    if (session.host().isFile(path)) {
      return List.of(path);
    }
    return RemoteFiles.isPattern(reference) ? session.host().glob(path) : List.of();
  }

  private Map<String, @Nullable Object> file(
      String path, Map<String, @Nullable Object> earlier, Purpose purpose) {
    String text = session.read(path, purpose.origin);
    if (path.endsWith(".gotmpl")) {
      text = rendered(path, text, earlier, purpose);
    }
    return parse(text, path, session);
  }

  static Map<String, @Nullable Object> parse(String text, String path, LoadSession session) {
    try {
      return session.cache().readMap(text, session.rules());
    } catch (YamlException e) {
      SourceLocation at = e.diagnostic().location();
      String shown = session.shown(path);
      throw new HelmfileException(
          Diagnostic.error(
                  HelmfileErrorCode.INVALID_VALUES,
                  "failed to load environment values file \"" + shown + "\": " + e.getMessage())
              .at(
                  path.endsWith(".gotmpl")
                      ? SourceLocation.of(shown)
                      : at == null
                          ? new SourceLocation(shown, 1, 0)
                          : new SourceLocation(shown, at.line(), at.column()),
                  null)
              .withHint("a values file must hold a map"),
          e);
    }
  }

  private String rendered(
      String path, String text, Map<String, @Nullable Object> earlier, Purpose purpose) {
    EnvironmentValues environment =
        purpose.context == null ? EnvironmentValues.named(purpose.environment) : purpose.context;
    Map<String, @Nullable Object> values = Map.of();
    if (!session.isOld()) {
      values = environment.merged(session.rules());
      if (purpose.strategy.equals(FALLBACK)) {
        values = Trees.override(earlier, values);
      }
    }
    GoStruct data =
        TemplateData.environment(
            environment, "", new LinkedHashMap<>(values), session.rules(), text);
    String shown = session.shown(path);
    try {
      return session.templates().render(text, Paths.directory(path), data);
    } catch (TemplateException e) {
      throw TemplateFailures.inFile(
          "failed to load environment values file \""
              + shown
              + "\": failed to render ["
              + shown
              + "], because of ",
          e,
          shown);
    }
  }

  /// The values of encrypted files, merged.
  Map<String, @Nullable Object> secrets(List<String> paths, Purpose purpose) {
    Map<String, @Nullable Object> result = Map.of();
    for (String entry : paths) {
      for (String path : resolve(entry, "environment values", purpose)) {
        String text;
        try {
          text = session.options().secretFiles().decrypt(session.host(), path);
        } catch (SlipwayException e) {
          throw HelmfileException.prefixed("failed loading environment secrets: ", e);
        }
        result = Trees.override(result, parse(text, path, session));
      }
    }
    return result;
  }
}
