package dev.slipway.helmfile.release;

import dev.slipway.core.GoStrings;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.Release;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where `template --output-dir` and `write-values` put the files of a release (helmfile,
/// `GenerateOutputDir` and `GenerateOutputFilePath` in pkg/state/state.go).
public final class OutputPaths {
  private static final String FOLDER =
      "{{ .State.BaseName }}-{{ .State.AbsPathSHA1 }}-{{ .Release.Name}}";
  private static final String FILE =
      "{{ .State.BaseName }}-{{ .State.AbsPathSHA1 }}/{{ .Release.Name }}.yaml";
  private static final int DIGITS = 8;

  private OutputPaths() {}

  /// The folder of a release's manifests.
  ///
  /// @param outputDir `--output-dir`
  /// @param template `--output-dir-template`, or empty for helmfile's own
  /// @throws dev.slipway.core.SlipwayException if the template is malformed or fails
  public static String folder(
      DesiredState state, Release release, String outputDir, String template) {
    Map<String, @Nullable Object> data = data(state, release);
    data.put("OutputDir", outputDir);
    if (template.isEmpty()) {
      return Paths.join(outputDir, render(state, "output-dir", FOLDER, data));
    }
    return render(state, "output-dir", template, data);
  }

  /// The file of a release's values.
  ///
  /// @param template `--output-file-template`, or empty for helmfile's own
  /// @throws dev.slipway.core.SlipwayException if the template is malformed or fails
  public static String valuesFile(DesiredState state, Release release, String template) {
    return render(state, "output-file", template.isEmpty() ? FILE : template, data(state, release));
  }

  private static String render(
      DesiredState state, String name, String template, Map<String, @Nullable Object> data) {
    return state.templates().render(name, template, data);
  }

  private static Map<String, @Nullable Object> data(DesiredState state, Release release) {
    String file = Paths.name(state.file());
    Map<String, @Nullable Object> own = new LinkedHashMap<>();
    own.put("BaseName", file.substring(0, file.length() - Paths.extension(file).length()));
    own.put("Path", file);
    own.put("AbsPath", state.file());
    own.put("AbsPathSHA1", sha1(state.file()));
    Map<String, @Nullable Object> environment = new LinkedHashMap<>();
    environment.put("Name", state.environment().name());
    environment.put("KubeContext", state.environment().kubeContext());
    environment.put("Values", state.environment().values());
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("State", own);
    data.put("Release", fields(release));
    data.put("Environment", environment);
    return data;
  }

  /// A release's fields as Go names them.
  private static Map<String, @Nullable Object> fields(Release release) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("Name", release.name());
    fields.put("Namespace", release.namespace());
    fields.put("KubeContext", release.kubeContext());
    fields.put("Chart", release.chart());
    fields.put("Version", release.version());
    fields.put("Labels", release.selectableLabels());
    return fields;
  }

  private static String sha1(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(GoStrings.toBytes(text));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
