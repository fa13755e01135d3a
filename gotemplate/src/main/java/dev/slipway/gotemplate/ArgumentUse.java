package dev.slipway.gotemplate;

/// What a function does with the maps and lists that it is given, for a [RenderObserver].
public enum ArgumentUse {
  /// It looks at all that is inside: `toYaml`, and every function not declared otherwise.
  CONSUMES,
  /// It reads the keys that are its string arguments: `get`, `hasKey`, `dig`, `index`.
  NAVIGATES,
  /// It passes them on without a look inside: `dict`, `default`, `include`, `tpl`.
  HOLDS
}
