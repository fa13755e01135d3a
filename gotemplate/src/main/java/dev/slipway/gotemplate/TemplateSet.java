package dev.slipway.gotemplate;

import dev.slipway.gotemplate.ast.TemplateTree;
import dev.slipway.gotemplate.exec.Execution;
import dev.slipway.gotemplate.exec.TemplateEntry;
import dev.slipway.gotemplate.exec.TemplateTable;
import dev.slipway.gotemplate.parse.Delimiters;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Templates that can execute each other by name: Go's associated templates. Immutable, for any
/// thread.
///
/// ```java
/// TemplateSet set =
///     TemplateSet.builder(Functions.builtins())
///         .add("greeting", "{{define \"name\"}}{{.first}} {{.last}}{{end}}Hello {{template \"name\" .}}!")
///         .build();
/// set.rendering(RenderOptions.defaults())
///     .execute("greeting", Map.of("first", "Ada", "last", "Lovelace")); // Hello Ada Lovelace!
/// ```
public final class TemplateSet {
  private final Functions functions;
  private final TemplateTable table;
  private final Delimiters delimiters;
  private final String rootName;

  private TemplateSet(Builder builder) {
    this.functions = builder.functions;
    this.table = builder.table;
    this.delimiters = builder.delimiters;
    this.rootName = builder.rootName;
  }

  /// A template of a set.
  ///
  /// @param file the name under which the text was added that defines it
  /// @param text that text
  /// @param tree the template's syntax
  public record Entry(String file, String text, TemplateTree tree) {}

  /// A builder of a set whose templates may call these functions.
  public static Builder builder(Functions functions) {
    return new Builder(functions);
  }

  /// Begins a rendering with the templates of this set.
  public Rendering rendering(RenderOptions options) {
    return new Rendering(this, options);
  }

  Execution execution(RenderScope scope, RenderOptions options) {
    return new Execution(scope, table, functions.plans(), delimiters, rootName, options);
  }

  /// The names of all templates.
  public Collection<String> names() {
    return Collections.unmodifiableSet(table.entries().keySet());
  }

  /// Whether there is a template of that name.
  public boolean contains(String name) {
    return table.find(name) != null;
  }

  /// All templates with their syntax, by name: for static analysis.
  public Map<String, Entry> entries() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (TemplateEntry entry : table.entries().values()) {
      entries.put(entry.name(), new Entry(entry.file(), entry.text(), entry.tree()));
    }
    return entries;
  }

  /// The template of that name with its syntax, or null.
  public @Nullable Entry entry(String name) {
    TemplateEntry entry = table.find(name);
    return entry == null ? null : new Entry(entry.file(), entry.text(), entry.tree());
  }

  /// Collects texts. Confined to a thread; of no use after [#build].
  public static final class Builder {
    private final Functions functions;
    private final TemplateTable table = new TemplateTable(null);
    private Delimiters delimiters = Delimiters.STANDARD;
    private String rootName = "";

    private Builder(Functions functions) {
      this.functions = functions;
    }

    /// Sets what begins and ends an action in the texts added from now on, and in texts that
    /// functions execute. An empty one stands for the standard one.
    public Builder delimiters(String left, String right) {
      delimiters = new Delimiters(left, right);
      return this;
    }

    /// Sets the name of Go's root template, which is seen only in the error about an unknown
    /// template.
    public Builder rootName(String name) {
      rootName = name;
      return this;
    }

    /// Parses a text and adds it and its definitions. The last definition of a name wins; one that
    /// has only spaces in it does not replace another.
    ///
    /// @throws TemplateException if the text does not parse
    public Builder add(String name, String text) {
      table.add(name, functions.plans().plan(name, text, delimiters), false);
      return this;
    }

    /// The set.
    public TemplateSet build() {
      return new TemplateSet(this);
    }
  }
}
