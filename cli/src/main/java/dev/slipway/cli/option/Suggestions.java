package dev.slipway.cli.option;

import java.util.List;

/// What a shell may offer in place of a value.
public sealed interface Suggestions {
  /// Nothing is known about the value.
  record None() implements Suggestions {}

  /// Files; with the given endings before others, none for all.
  record Files(List<String> endings) implements Suggestions {
    public Files {
      endings = List.copyOf(endings);
    }
  }

  /// Folders.
  record Folders() implements Suggestions {}

  /// Charts: folders that hold a Chart.yaml, and archives.
  record Charts() implements Suggestions {}

  /// The templates of the chart that the command line names.
  record Templates() implements Suggestions {}

  /// One of these words.
  record Words(List<String> words) implements Suggestions {
    public Words {
      words = List.copyOf(words);
    }
  }
}
