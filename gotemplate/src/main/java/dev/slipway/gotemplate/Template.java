package dev.slipway.gotemplate;

import org.jspecify.annotations.Nullable;

/// A single template. Immutable, for any thread.
///
/// ```java
/// Template template = Template.parse("hello", "Hello {{.name}}, you have {{len .mail}} mails\n");
/// String text = template.execute(Map.of("name", "Ada", "mail", List.of("a", "b")));
/// ```
public final class Template {
  private final String name;
  private final TemplateSet set;

  private Template(String name, TemplateSet set) {
    this.name = name;
    this.set = set;
  }

  /// Parses a template that may call the built-in functions.
  ///
  /// @param name what errors call it
  /// @throws TemplateException if the text does not parse
  public static Template parse(String name, String text) {
    return parse(name, text, BuiltinTable.FUNCTIONS);
  }

  /// Parses a template.
  ///
  /// @param name what errors call it
  /// @param functions what it may call
  /// @throws TemplateException if the text does not parse
  public static Template parse(String name, String text, Functions functions) {
    return new Template(
        name, TemplateSet.builder(functions).rootName(name).add(name, text).build());
  }

  /// Executes it with Go's default options: its output.
  ///
  /// @param data what dot stands for, see the table of [GoType]
  /// @throws TemplateException if it fails
  public String execute(@Nullable Object data) {
    return execute(data, RenderOptions.defaults());
  }

  /// Executes it: its output.
  ///
  /// @throws TemplateException if it fails
  public String execute(@Nullable Object data, RenderOptions options) {
    return set.rendering(options).execute(name, data);
  }

  /// Keeps the cache of plans of templates that use the built-in functions only.
  private static final class BuiltinTable {
    static final Functions FUNCTIONS = Functions.builtins();
  }
}
