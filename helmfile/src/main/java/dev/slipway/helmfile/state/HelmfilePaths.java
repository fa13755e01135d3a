package dev.slipway.helmfile.state;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.host.RemoteFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Finds helmfiles: nested ones, those of a folder, and the one of the working folder.
final class HelmfilePaths {
  private static final String FILE = "helmfile.yaml";
  private static final String TEMPLATE = "helmfile.yaml.gotmpl";
  private static final String FOLDER = "helmfile.d";
  private static final String OLD_FILE = "charts.yaml";

  private HelmfilePaths() {}

  /// Replaces the paths of nested helmfiles by those of the files that match.
  static void expand(SpecMap fields, String directory, LoadSession session) {
    if (!(fields.get("helmfiles") instanceof List<?> list)) {
      return;
    }
    List<@Nullable Object> expanded = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof SpecMap entry)) {
        continue;
      }
      String path = entry.text("path");
      if (RemoteFiles.isRemote(path)) {
        expanded.add(entry);
        continue;
      }
      List<String> matches = session.host().glob(Paths.resolve(directory, path));
      if (matches.isEmpty()) {
        missing(fields, entry, path, session);
      }
      for (String match : matches) {
        SpecMap one = new SpecMap(entry);
        one.put("path", shown(path, match, directory));
        one.put(SubHelmfile.ABSOLUTE, match);
        expanded.add(one);
      }
    }
    fields.put("helmfiles", expanded);
  }

  /// The path as helmfile writes it: relative to the helmfile if it was so.
  private static String shown(String written, String match, String directory) {
    if (Paths.isAbsolute(written)) {
      return match;
    }
    String pattern = Paths.clean(written);
    int steps = 0;
    while (pattern.startsWith("../", steps * 3)) {
      steps++;
    }
    String from = directory;
    for (int i = 0; i < steps; i++) {
      from = Paths.directory(from);
    }
    return Paths.isWithin(match, from)
        ? "../".repeat(steps) + match.substring(from.equals("/") ? 1 : from.length() + 1)
        : match;
  }

  private static void missing(SpecMap fields, SpecMap entry, String path, LoadSession session) {
    String message = "no matches for path: " + path;
    String handler = fields.text("missingFileHandler");
    boolean tolerated =
        session.isOld() ? !handler.equals("Error") : !handler.isEmpty() && !handler.equals("Error");
    if (tolerated) {
      session.warn(message);
      return;
    }
    SourceLocation location =
        entry.location("path") == null ? fields.location("helmfiles") : entry.location("path");
    Diagnostic diagnostic = Diagnostic.error(HelmfileErrorCode.MISSING_FILE, message);
    throw new HelmfileException(
        location == null ? diagnostic : diagnostic.at(location, fields.lineText(location)));
  }

  /// The files that `--file` means, or those that helmfile finds by itself.
  ///
  /// @throws HelmfileException if there are none
  static List<String> find(HelmfileHost host, @Nullable String specified, boolean old) {
    String folder = host.workingDirectory();
    if (specified != null && !specified.isEmpty()) {
      String path =
          RemoteFiles.isRemote(specified)
              ? new RemoteFiles(host, old).fetch(specified, "states")
              : Paths.resolve(folder, specified);
      if (host.isFile(path)) {
        return List.of(path);
      }
      if (host.isDirectory(path)) {
        return inFolder(host, path);
      }
      throw HelmfileException.in(
          HelmfileErrorCode.NO_STATE_FILE,
          specified,
          "specified state file " + specified + " is not found",
          null);
    }
    return byDefault(host, folder, old);
  }

  private static List<String> byDefault(HelmfileHost host, String folder, boolean old) {
    boolean file = host.isFile(Paths.join(folder, FILE));
    boolean template = host.isFile(Paths.join(folder, TEMPLATE));
    if (file && template) {
      throw HelmfileException.in(
          HelmfileErrorCode.NO_STATE_FILE,
          folder,
          "both helmfile.yaml and helmfile.yaml.gotmpl exist. Please remove one of them",
          null);
    }
    String name = file ? FILE : template ? TEMPLATE : "";
    if (name.isEmpty() && old && host.isFile(Paths.join(folder, OLD_FILE))) {
      name = OLD_FILE;
    }
    if (host.isDirectory(Paths.join(folder, FOLDER))) {
      if (!name.isEmpty()) {
        throw HelmfileException.in(
            HelmfileErrorCode.NO_STATE_FILE,
            folder,
            "configuration conlict error: you can have either "
                + name
                + " or helmfile.d, but not"
                + " both",
            "name the one that you mean with --file");
      }
      return inFolder(host, Paths.join(folder, FOLDER));
    }
    if (name.isEmpty()) {
      throw HelmfileException.in(
          HelmfileErrorCode.NO_STATE_FILE,
          folder,
          "no state file found. It must be named"
              + " helmfile.d/*.{yaml,yml,yaml.gotmpl,yml.gotmpl}, helmfile.yaml, or"
              + " helmfile.yaml.gotmpl, otherwise specified with the --file flag or"
              + " HELMFILE_FILE_PATH environment variable",
          null);
    }
    return List.of(Paths.join(folder, name));
  }

  private static List<String> inFolder(HelmfileHost host, String folder) {
    TreeSet<String> files = new TreeSet<>(dev.slipway.core.GoStrings.BYTE_ORDER);
    files.addAll(host.glob(Paths.join(folder, "*.y*ml")));
    files.addAll(host.glob(Paths.join(folder, "*.y*ml.gotmpl")));
    return new ArrayList<>(files);
  }
}
