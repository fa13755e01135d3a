package dev.slipway.chart.usage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs the templates of a chart and its subcharts over abstract values: each template once for
/// each different argument.
final class Analysis {
  /// When maps that all calls share change, everything runs again, at most so often.
  private static final int MOST_PASSES = 5;

  private static final int MOST_STEPS = 4_000_000;

  /// From this many calls of one template inside each other on, what is new in the argument is
  /// taken as read.
  private static final int MOST_RECURSIONS = 3;

  private static final int DEEPEST_CALLS = 120;

  private final TemplateIndex templates;
  private final ValueTexts texts;
  private final Navigation navigation;
  private final FileContents files = new FileContents();
  private final CallContainers containers = new CallContainers();
  private final CallKeys keys = new CallKeys();
  private final Set<Integer> done = new HashSet<>();
  private final Set<Integer> active = new HashSet<>();
  private final Map<String, Optional<TemplateIndex.Definition>> evaluated = new HashMap<>();
  private final CallVariants variants = new CallVariants();
  private int steps;
  private int frames;

  /// Ends an analysis that takes too long.
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super(null, null, false, false);
    }
  }

  Analysis(TemplateIndex templates, ValueTexts texts, Navigation navigation) {
    this.templates = templates;
    this.texts = texts;
    this.navigation = navigation;
  }

  Navigation navigation() {
    return navigation;
  }

  FileContents files() {
    return files;
  }

  /// Runs templates, each with its argument.
  ///
  /// @throws TooLarge if that takes too long
  void run(Map<String, AbstractValue> entries) {
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      done.clear();
      entries.forEach((name, argument) -> invoke(name, argument, null));
      if (!navigation.takeSharedChanged()) {
        return;
      }
    }
  }

  void step() {
    if (++steps > MOST_STEPS) {
      throw new TooLarge();
    }
  }

  /// Calls the template of that name, if there is one.
  void invoke(String name, AbstractValue argument, @Nullable Frame caller) {
    TemplateIndex.Definition definition = templates.find(name);
    if (definition != null) {
      call(name, definition, argument, caller);
    }
  }

  private void call(
      String name,
      TemplateIndex.Definition definition,
      AbstractValue argument,
      @Nullable Frame caller) {
    if (variants.isFull(name)) {
      callWithAll(name, definition, argument, caller);
      return;
    }
    AbstractValue bounded = bounded(name, argument, caller);
    int key = keys.of(name, bounded);
    if (done.contains(key) || !active.add(key)) {
      return;
    }
    variants.add(name, key);
    boolean pure = run(name, definition, bounded, caller, key);
    active.remove(key);
    if (pure) {
      done.add(key);
    }
  }

  /// Calls a template with all arguments that it ever got, since they are too many to call it with
  /// each.
  private void callWithAll(
      String name,
      TemplateIndex.Definition definition,
      AbstractValue argument,
      @Nullable Frame caller) {
    int key = keys.of(name, AbstractValue.NOTHING);
    ArgumentSummary all = variants.summary(name);
    int before = all.version();
    all.add(argument);
    if (!active.add(key)) {
      return;
    }
    if (!done.contains(key) || all.version() != before) {
      int version;
      do {
        step();
        version = all.version();
        run(name, definition, all.value(), caller, key);
      } while (version != all.version());
      done.add(key);
    }
    active.remove(key);
  }

  /// Runs a template.
  ///
  /// @return whether doing so again would be for nothing
  private boolean run(
      String name,
      TemplateIndex.Definition definition,
      AbstractValue argument,
      @Nullable Frame caller,
      int key) {
    Frame frame =
        new Frame(++frames, caller, name, definition.source(), argument, containers.of(key));
    new TemplateInterpreter(this, frame).run(definition.root(), argument);
    return !frame.isImpure();
  }

  /// The argument, or one that cannot grow further if the template calls itself.
  private AbstractValue bounded(String name, AbstractValue argument, @Nullable Frame caller) {
    int depth = 0;
    int same = 0;
    Frame outermost = null;
    for (Frame frame = caller; frame != null; frame = frame.caller()) {
      depth++;
      if (frame.template().equals(name)) {
        same++;
        outermost = frame;
      }
    }
    if (depth > DEEPEST_CALLS) {
      throw new TooLarge();
    }
    if (outermost == null || same < MOST_RECURSIONS) {
      return argument;
    }
    return new Widening(navigation, outermost.argument()).widen(argument);
  }

  /// Calls each template that a value may name.
  void include(AbstractValue name, AbstractValue argument, FunctionCall call) {
    call.whole(name);
    Set<String> patterns = new HashSet<>();
    for (int i = 0; i < name.size(); i++) {
      Atom atom = name.atom(i);
      patterns.add(atom instanceof TextAtom text ? text.pattern() : TextAtom.ANY.pattern());
    }
    for (String pattern : patterns) {
      if (TextAtom.of(pattern).isConstant()) {
        invoke(pattern, argument, call.in().frame());
      } else {
        templates.matching(pattern).forEach(found -> invoke(found, argument, call.in().frame()));
      }
    }
  }

  /// Calls each text that a value may be as a template, as `tpl` does.
  void evaluate(AbstractValue text, AbstractValue argument, FunctionCall call) {
    call.whole(text);
    Set<String> patterns = new HashSet<>();
    for (int i = 0; i < text.size(); i++) {
      Atom atom = text.atom(i);
      patterns.add(atom instanceof TextAtom constant ? constant.pattern() : TextAtom.ANY.pattern());
    }
    for (String pattern : patterns) {
      texts.fill(
          pattern,
          files.nameOf(pattern),
          (name, filled) -> evaluate(name, filled, argument, call.in().frame()));
    }
  }

  private void evaluate(String name, String text, AbstractValue argument, Frame caller) {
    Optional<TemplateIndex.Definition> definition = evaluated.get(text);
    if (definition == null) {
      definition = templates.addText(name, text);
      evaluated.put(text, definition);
    }
    if (definition.isPresent()) {
      call("tpl\0" + text, definition.get(), argument, caller);
    }
  }
}
