package dev.slipway.gotemplate;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What a function may use of the rendering that calls it. Confined to that rendering's thread.
public interface RenderScope {
  /// Executes the named template of the current set and returns its output: Helm's `include` stands
  /// on it.
  String execute(String templateName, @Nullable Object data);

  /// Parses `text` as a template that sees all templates of the current set (its own definitions
  /// stay with it) and returns its output: Helm's `tpl` stands on it.
  ///
  /// @param name the name of the new template
  String executeText(String name, String text, @Nullable Object data);

  /// The name of the template file whose execution began this rendering.
  String templateName();

  /// The clock that date functions read.
  Clock clock();

  /// The source of all randomness (passwords, keys, uuids).
  RandomGenerator random();

  /// A value that functions share within one rendering, such as `include`'s recursion counts.
  <T> T state(Class<T> type, java.util.function.Supplier<T> initial);
}
