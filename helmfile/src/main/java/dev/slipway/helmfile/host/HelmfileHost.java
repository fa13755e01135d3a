package dev.slipway.helmfile.host;

import dev.slipway.core.ProcessResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a helmfile may reach outside of itself. Everything that is read goes through here, so that
/// it can come from a folder, a Git tree or memory, can be mapped ([MappedHost]) and recorded
/// ([RecordingHost]).
///
/// Paths are absolute, clean (no `.` or `..`) and use `/`. Implementations are safe for use by
/// several threads at once.
public interface HelmfileHost {
  /// An entry of a folder.
  ///
  /// @param name its name, without the folder's
  /// @param directory whether it is itself a folder (links are followed)
  record Entry(String name, boolean directory) {}

  /// The bytes of a file as a string of [dev.slipway.core.GoStrings].
  ///
  /// @throws java.nio.file.NoSuchFileException if there is none
  /// @throws IOException if it cannot be read
  String read(String path) throws IOException;

  /// Whether there is a file (no folder) at `path`.
  boolean isFile(String path);

  /// Whether there is a folder at `path`.
  boolean isDirectory(String path);

  /// The entries of a folder, sorted by name.
  ///
  /// @throws IOException if there is no such folder or it cannot be read
  List<Entry> list(String directory) throws IOException;

  /// The folder that relative paths of the command line start from.
  String workingDirectory();

  /// All environment variables.
  Map<String, String> variables();

  /// The value of an environment variable, or null.
  default @Nullable String variable(String name) {
    return variables().get(name);
  }

  /// Whether an environment variable says yes, as Go's `strconv.ParseBool` reads it.
  default boolean isOn(String name) {
    String value = variable(name);
    return value != null && List.of("1", "t", "T", "true", "TRUE", "True").contains(value);
  }

  /// Runs a program and waits for it.
  ///
  /// @throws IOException if it cannot be started
  ProcessResult run(ProcessRequest request) throws IOException;

  /// The files and folders that match a pattern of Go's `filepath.Glob`, sorted; empty when there
  /// are none.
  default List<String> glob(String pattern) {
    return Glob.expand(this, pattern);
  }
}
