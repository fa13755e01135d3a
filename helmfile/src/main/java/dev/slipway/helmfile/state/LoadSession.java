package dev.slipway.helmfile.state;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.document.HelmfileYaml;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.host.RecordingHost;
import dev.slipway.helmfile.host.RemoteFiles;
import dev.slipway.helmfile.template.HelmfileTemplates;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/// One load of a helmfile and of what belongs to it. Confined to a thread.
final class LoadSession {
  private final LoadOptions options;
  private final RecordingHost host;
  private final RulesChoice choice;
  private final HelmfileTemplates templates;
  private final HelmfileYaml.Cache cache;
  private final List<String> warnings = new ArrayList<>();

  LoadSession(
      LoadOptions options, RecordingHost host, RulesChoice choice, HelmfileYaml.Cache cache) {
    this.options = options;
    this.host = host;
    this.choice = choice;
    this.cache = cache;
    this.templates = new HelmfileTemplates(host, choice.rules(), options.secretReferences());
  }

  LoadOptions options() {
    return options;
  }

  RecordingHost host() {
    return host;
  }

  /// What brings files of other machines here.
  RemoteFiles remote() {
    return new RemoteFiles(host, isOld());
  }

  RulesChoice choice() {
    return choice;
  }

  HelmfileRules rules() {
    return choice.rules();
  }

  boolean isOld() {
    return choice.rules() == HelmfileRules.V0;
  }

  HelmfileTemplates templates() {
    return templates;
  }

  HelmfileYaml.Cache cache() {
    return cache;
  }

  List<String> warnings() {
    return warnings;
  }

  void warn(String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  /// A path as errors show it: relative to the working folder when it lies there.
  String shown(String path) {
    String folder = host.workingDirectory();
    return Paths.isWithin(path, folder) && path.length() > folder.length() + 1
        ? path.substring(folder.equals("/") ? 1 : folder.length() + 1)
        : path;
  }

  /// The text of a file.
  ///
  /// @param origin where its name is written
  /// @throws HelmfileException if it cannot be read
  String read(String path, Origin origin) {
    try {
      return host.read(path);
    } catch (NoSuchFileException e) {
      throw new HelmfileException(
          origin.place(
              Diagnostic.error(
                      HelmfileErrorCode.MISSING_FILE,
                      "open " + path + ": no such file or directory")
                  .at(SourceLocation.of(shown(path)), null)),
          e);
    } catch (IOException e) {
      throw new HelmfileException(
          origin.place(
              Diagnostic.error(HelmfileErrorCode.READ, "open " + path + ": " + e.getMessage())
                  .at(SourceLocation.of(shown(path)), null)),
          e);
    }
  }
}
