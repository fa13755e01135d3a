package dev.slipway.pipeline.settings;

import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.pipeline.PipelineErrorCode;
import dev.slipway.pipeline.PipelineException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The files with definitions of custom resources that `crds` of slipway.yaml names.
public final class DefinitionFiles {
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

  private DefinitionFiles() {}

  /// The files for a cluster, relative to the repository's root, in the order in which `crds` names
  /// them. Of a folder these are all YAML and JSON files at any depth.
  ///
  /// @param root the folder of slipway.yaml, an absolute path
  /// @throws PipelineException if an entry names no file
  public static List<String> of(Settings settings, HelmfileHost host, String root, String cluster) {
    Set<String> files = new LinkedHashSet<>();
    for (String entry : settings.crds()) {
      String place = entry.replace("{cluster}", cluster);
      List<String> found = find(host, root, place);
      if (found.isEmpty()) {
        throw PipelineException.of(
            PipelineErrorCode.SETTINGS,
            "crds in slipway.yaml names " + entry + ", and no YAML file is there",
            "Name files, folders or patterns such as crds/*.yaml, relative to slipway.yaml.");
      }
      files.addAll(found);
    }
    return List.copyOf(files);
  }

  private static List<String> find(HelmfileHost host, String root, String place) {
    String folder = place.endsWith("/") ? place.substring(0, place.length() - 1) : place;
    boolean isFolder = host.isDirectory(root + "/" + folder);
    List<String> found = new ArrayList<>();
    for (String file : PathSearch.files(host, root, isFolder ? folder + "/**" : place)) {
      if (!isFolder || ENDINGS.stream().anyMatch(file::endsWith)) {
        found.add(file);
      }
    }
    return found;
  }
}
