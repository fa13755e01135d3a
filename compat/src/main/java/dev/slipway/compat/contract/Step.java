package dev.slipway.compat.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One thing that a script does.
sealed interface Step {
  /// The line that it stands in.
  int line();

  /// A request, and what is expected of its answer.
  ///
  /// @param headers more headers, by name
  /// @param body the text to send, or null
  /// @param checks what must hold of the answer
  /// @param until what the answer must be in the end: the request is repeated for so long
  /// @param shown what of the answer is compared
  record Request(
      int line,
      String method,
      String path,
      Map<String, String> headers,
      @Nullable String body,
      List<Check> checks,
      List<Check> until,
      Shown shown)
      implements Step {}

  /// Starts to watch.
  record Watch(int line, String name, String path, Map<String, String> headers) implements Step {}

  /// Waits for the next events of a watch.
  ///
  /// @param count how many; -1 for the end of the watch
  record Take(int line, String name, int count, List<Check> checks, Shown shown) implements Step {}

  /// Ends a watch.
  record End(int line, String name) implements Step {}

  /// What of an answer is compared.
  ///
  /// @param only these places, if there are any
  /// @param hidden all but these places
  record Shown(List<FieldPath> only, List<FieldPath> hidden) {}

  /// What must hold of an answer.
  sealed interface Check {
    /// The HTTP status.
    record Status(int status) implements Check {}

    /// The value at a place; several values count as a list.
    record Is(FieldPath path, String json) implements Check {}

    /// A part of the text at a place.
    record Contains(FieldPath path, String part) implements Check {}

    /// Whether there is a value.
    record Exists(FieldPath path, boolean wanted) implements Check {}

    /// Keeps a value under a name; always holds.
    record Save(String name, FieldPath path) implements Check {}
  }
}
