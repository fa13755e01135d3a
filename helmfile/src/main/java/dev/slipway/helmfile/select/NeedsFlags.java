package dev.slipway.helmfile.select;

/// What a command line says about releases that the selected ones need.
///
/// @param skip `--skip-needs`; on unless they are to be included
/// @param include `--include-needs`
/// @param transitive `--include-transitive-needs`
public record NeedsFlags(boolean skip, boolean include, boolean transitive) {
  /// Needed releases that are not selected are left out.
  public static final NeedsFlags SKIP = new NeedsFlags(true, false, false);

  /// What becomes of needed releases that are not selected.
  NeedsGraph.Unselected unselected() {
    if (include || transitive) {
      return NeedsGraph.Unselected.INCLUDE;
    }
    return skip ? NeedsGraph.Unselected.SKIP : NeedsGraph.Unselected.REFUSE;
  }

  /// Whether anything is taken beyond what is selected.
  boolean includes() {
    return include || transitive;
  }
}
