package dev.slipway.cli.demo;

import java.util.List;

/// What the demonstration shows: one step after another, each with the command line that does it.
final class Story {
  private Story() {}

  /// A step.
  ///
  /// @param title what it is about
  /// @param why what to look at
  /// @param before what somebody else does before
  /// @param line the command line, without the program's name
  /// @param exitCode how it has to end
  record Step(String title, String why, Happening before, List<String> line, int exitCode) {}

  /// What somebody else does meanwhile.
  enum Happening {
    /// Nothing.
    NOTHING,
    /// A service owner deploys an image that does not exist.
    BROKEN_IMAGE,
    /// That change is taken back.
    REVERT,
    /// Somebody scales a deployment by hand.
    SCALED_BY_HAND
  }

  /// All steps.
  static List<Step> steps() {
    return List.of(
        new Step(
            "What would be deployed to staging?",
            "Every helmfile of the cluster is rendered, and compared with the cluster itself.",
            Happening.NOTHING,
            List.of("diff", "-e", "staging", "--summary"),
            0),
        new Step(
            "Deploy it",
            "The cluster's own services first, then namespaces, then services. Each is watched until"
                + " it is ready.",
            Happening.NOTHING,
            List.of("apply", "-e", "staging", "--summary"),
            0),
        new Step(
            "Then the data centres, one after the other",
            "A failure in one would keep the next from being touched.",
            Happening.NOTHING,
            List.of("apply", "-e", "codfw", "-e", "eqiad", "--summary"),
            0),
        new Step(
            "A service owner deploys an image that does not exist",
            "The diff shows the change, and that pods will be replaced.",
            Happening.BROKEN_IMAGE,
            List.of("diff", "staging/formulas", "-l", "name=production"),
            0),
        new Step(
            "It is caught within seconds, and undone",
            "The reason is the cluster's own; nobody waits for the timeout of ten minutes.",
            Happening.NOTHING,
            List.of("apply", "staging/formulas", "-l", "name=production", "--atomic", "--summary"),
            1),
        new Step(
            "What happened?",
            "The history is Helm's: 'helm history' prints the same.",
            Happening.REVERT,
            List.of("history", "production", "-n", "formulas", "--kube-context", "staging"),
            0),
        new Step(
            "Somebody scales a deployment by hand",
            "The cluster is no longer what the repository says: that is drift.",
            Happening.SCALED_BY_HAND,
            List.of("diff", "staging/thumbnails"),
            0),
        new Step(
            "Repair it",
            "Only what drifted is written.",
            Happening.NOTHING,
            List.of("apply", "staging/thumbnails", "--take-conflicts", "--summary"),
            0),
        new Step(
            "Nothing is left to do, on any cluster",
            "With --detailed-exitcode a difference would end with 2.",
            Happening.NOTHING,
            List.of("diff", "--summary", "--detailed-exitcode"),
            0));
  }
}
