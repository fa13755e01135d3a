package dev.slipway.gotemplate.exec;

import dev.slipway.core.Spelling;
import dev.slipway.gotemplate.Place;
import dev.slipway.gotemplate.TemplateErrorCode;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.fmt.GoFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Templates by name: Go's associated templates. A table may stand on another one, whose templates
/// it sees and hides but does not change.
public final class TemplateTable {
  private final @Nullable TemplateTable below;
  private final Map<String, TemplateEntry> entries = new LinkedHashMap<>();

  /// An empty table, on another one or on nothing.
  public TemplateTable(@Nullable TemplateTable below) {
    this.below = below;
  }

  /// The template of that name, or null.
  public @Nullable TemplateEntry find(String name) {
    TemplateTable table = this;
    do {
      TemplateEntry entry = table.entries.get(name);
      if (entry != null) {
        return entry;
      }
      table = table.below;
    } while (table != null);
    return null;
  }

  /// All names.
  public Set<String> names() {
    Set<String> names = below == null ? new LinkedHashSet<>() : below.names();
    names.addAll(entries.keySet());
    return names;
  }

  /// The templates of this table alone, in the order in which they were added.
  public Map<String, TemplateEntry> entries() {
    return entries;
  }

  /// Adds a text and its definitions, as Go's `Template.Parse` does: the last definition of a name
  /// wins, but one that has only spaces in it does not replace another.
  ///
  /// @param isNew whether the text's own name is not known before, so that even an empty text gets
  ///   it
  /// @return the template of the text itself
  /// @throws TemplateException if the text defines a template of its own name beside its content
  public TemplateEntry add(String name, PlannedText planned, boolean isNew) {
    String text = planned.parsed().text();
    PlannedText.Part own = planned.root();
    for (PlannedText.Part definition : planned.definitions()) {
      String defined = definition.tree().name();
      if (!defined.equals(name)) {
        put(new TemplateEntry(defined, name, text, definition), false);
      } else if (own.isEmpty() && !definition.isEmpty()) {
        own = definition;
      } else if (!definition.isEmpty()) {
        throw multipleDefinition(name, planned);
      }
    }
    TemplateEntry entry = new TemplateEntry(name, name, text, own);
    put(entry, isNew);
    return entry;
  }

  private void put(TemplateEntry entry, boolean always) {
    if (always || !entry.part().isEmpty() || find(entry.name()) == null) {
      // The order is that of the last definition.
      entries.remove(entry.name());
      entries.put(entry.name(), entry);
    }
  }

  private static TemplateException multipleDefinition(String name, PlannedText planned) {
    String message =
        "template: "
            + name
            + ":"
            + planned.parsed().endLine()
            + ": template: multiple definition of template "
            + GoFormat.quote(name);
    Place place = new Place(name, planned.parsed().text(), planned.parsed().root().offset());
    return TemplateException.plain(TemplateErrorCode.PARSE, message, place, null);
  }

  /// What to say about a name that does not exist.
  @Nullable String hintFor(String name) {
    return Spelling.nearest(name, names())
        .map(near -> "did you mean the template " + GoFormat.quote(near) + "?")
        .orElse(null);
  }
}
