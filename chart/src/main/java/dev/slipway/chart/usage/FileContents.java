package dev.slipway.chart.usage;

import dev.slipway.chart.ChartFile;
import java.util.List;

/// What `.Files` gives.
final class FileContents {
  private static final String ACTION = "{{";

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
  private static AbstractValue content(Scope scope, String name) {
    for (ChartFile file : scope.chart().files()) {
      if (file.name().equals(name)) {
        return file.text().contains(ACTION)
            ? AbstractValue.of(TextAtom.of(file.text()))
            : AbstractValue.SCALAR;
      }
    }
    return AbstractValue.SCALAR;
  }
}
