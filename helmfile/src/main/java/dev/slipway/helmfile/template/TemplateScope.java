package dev.slipway.helmfile.template;

import java.util.HashMap;
import java.util.Map;

/// What helmfile's functions know of the rendering that calls them. Confined to its thread.
///
/// @param templates renders what functions render
/// @param directory the folder that relative paths start from
/// @param firstPass whether nothing outside may be touched
/// @param depth how many renderings are within each other
/// @param included how often each template is being included now
record TemplateScope(
    HelmfileTemplates templates,
    String directory,
    boolean firstPass,
    int depth,
    Map<String, Integer> included) {
  TemplateScope(HelmfileTemplates templates, String directory, boolean firstPass, int depth) {
    this(templates, directory, firstPass, depth, new HashMap<>());
  }
}
