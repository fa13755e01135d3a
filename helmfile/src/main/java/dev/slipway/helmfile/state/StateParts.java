package dev.slipway.helmfile.state;

import dev.slipway.helmfile.host.RecordingHost;
import dev.slipway.helmfile.template.HelmfileTemplates;
import java.util.List;
import java.util.Optional;

/// What a [DesiredState] is made of.
///
/// @param fields the helmfile's own fields, without releases
/// @param loaded the helmfile before its releases were rendered
record StateParts(
    String file,
    String directory,
    EnvironmentState environment,
    List<Release> releases,
    Fields fields,
    HelmDefaults helmDefaults,
    Optional<List<String>> selectors,
    RulesChoice rules,
    RecordingHost host,
    HelmfileTemplates templates,
    List<String> warnings,
    LoadedFile loaded) {
  StateParts {
    releases = List.copyOf(releases);
    warnings = List.copyOf(warnings);
  }
}
