package dev.slipway.chart.usage;

import dev.slipway.gotemplate.TemplateSet;
import dev.slipway.gotemplate.ast.Node;
import dev.slipway.gotemplate.ast.TemplateTree;
import dev.slipway.gotemplate.parse.Delimiters;
import dev.slipway.gotemplate.parse.ParseFailure;
import dev.slipway.gotemplate.parse.ParsedText;
import dev.slipway.gotemplate.parse.Parser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The templates of a chart and its subcharts by name, and the texts that they stand in.
final class TemplateIndex {
  private static final int MOST_NESTED = 100;

  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private final List<SourceText> sources = new ArrayList<>();
  private final Map<String, List<String>> matches = new HashMap<>();

  /// A template and the text in which it stands.
  record Definition(SourceText source, Node.Block root) {}

  TemplateIndex(TemplateSet set) {
    Map<String, SourceText> files = new HashMap<>();
    set.entries()
        .forEach((name, entry) -> {
          SourceText source =
              files.computeIfAbsent(entry.file(), file -> source(file, entry.text()));
          definitions.put(name, new Definition(source, entry.tree().root()));
        });
  }

  /// Adds a text that `tpl` evaluates: its own templates are known from now on, its content is
  /// returned.
  Optional<Definition> addText(String name, String text) {
    Optional<ParsedText> parsed = parse(text);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    SourceText source = source(name, text);
    for (TemplateTree tree : parsed.get().definitions()) {
      if (definitions.putIfAbsent(tree.name(), new Definition(source, tree.root())) == null) {
        matches.clear();
      }
    }
    return Optional.of(new Definition(source, parsed.get().root()));
  }

  private static boolean isFunction(String name) {
    return !name.equals("break") && !name.equals("continue");
  }

  /// Parses a text, whatever functions it uses; empty if it is malformed.
  private static Optional<ParsedText> parse(String text) {
    try {
      return Optional.of(
          Parser.parse(text, Delimiters.STANDARD, TemplateIndex::isFunction, MOST_NESTED));
    } catch (ParseFailure _) {
      return Optional.empty();
    }
  }

  private SourceText source(String name, String text) {
    SourceText source = new SourceText(sources.size(), name, text);
    sources.add(source);
    return source;
  }

  /// Adds a text without templates, for the places in it.
  SourceText addPlain(String name, String text) {
    return source(name, text);
  }

  SourceText source(int number) {
    return sources.get(number);
  }

  @Nullable Definition find(String name) {
    return definitions.get(name);
  }

  /// The names of the templates that a text with holes may name.
  List<String> matching(String pattern) {
    return matches.computeIfAbsent(pattern, this::match);
  }

  private List<String> match(String pattern) {
    StringBuilder regex = new StringBuilder();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == TextAtom.HOLE || c == TextAtom.FILE_HOLE) {
        regex.append(Pattern.quote(literal.toString())).append(".*");
        literal.setLength(0);
      } else {
        literal.append(c);
      }
    }
    Pattern compiled =
        Pattern.compile(regex.append(Pattern.quote(literal.toString())).toString(), Pattern.DOTALL);
    List<String> names = new ArrayList<>();
    for (String name : definitions.keySet()) {
      if (compiled.matcher(name).matches()) {
        names.add(name);
      }
    }
    return names;
  }
}
