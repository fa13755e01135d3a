package dev.slipway.chart.usage;

import dev.slipway.chart.ChartFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What `.Files` gives.
final class FileContents {
  private static final String ACTION = "{{";

  private final Map<String, String> names = new HashMap<>();

  /// The path of the file whose text that is, or a description.
  String nameOf(String text) {
    return names.getOrDefault(text, "a text in a template");
  }

  AbstractValue call(Scope scope, String method, List<AbstractValue> arguments) {
    if (!method.equals("Get") && !method.equals("GetBytes")) {
      return AbstractValue.of(TextAtom.ANY_FILE);
    }
    AbstractValue name = arguments.getFirst();
    if (!name.isConstant()) {
      return AbstractValue.of(TextAtom.ANY_FILE);
    }
    AbstractValue content = AbstractValue.NOTHING;
    for (int i = 0; i < name.size(); i++) {
      content = content.join(content(scope, ((TextAtom) name.atom(i)).pattern()));
    }
    return content;
  }

  /// Only the texts of files that might be templates are of interest.
  private AbstractValue content(Scope scope, String name) {
    for (ChartFile file : scope.chart().files()) {
      if (file.name().equals(name)) {
        if (!file.text().contains(ACTION)) {
          return AbstractValue.SCALAR;
        }
        names.put(file.text(), scope.path() + "/" + name);
        return AbstractValue.of(TextAtom.of(file.text()));
      }
    }
    return AbstractValue.SCALAR;
  }
}
