package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.Limits;
import dev.slipway.gotemplate.MissingKey;
import dev.slipway.gotemplate.RenderObserver;
import dev.slipway.gotemplate.RenderOptions;
import dev.slipway.gotemplate.RenderScope;
import dev.slipway.gotemplate.TemplateErrorCode;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.TracedText;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.gotemplate.parse.Delimiters;
import org.jspecify.annotations.Nullable;

/// The state of a rendering: its output, its templates, and what is left of its limits. Confined to
/// a thread at a time.
public final class Execution {
  /// Steps between two looks at the clock.
  private static final int STEPS_AT_ONCE = 4096;

  /// How deep functions may execute templates that call functions that execute templates. Go has no
  /// bound here but its stack; Helm stops an `include` of the same name after 1,000.
  private static final int MAX_CALLS = 10_000;

  final StringBuilder out = new StringBuilder(4096);
  final MissingKey missingKey;
  final @Nullable RenderObserver observer;
  @Nullable Tracer tracer;

  private final RenderScope scope;
  private final PlanCache plans;
  private final Delimiters delimiters;
  private final String rootName;
  private final Limits limits;
  private final long maxOutput;
  private TemplateTable table;
  private int depth;
  private int calls;

  /// What may still be used of the current thread's stack.
  private long stack = DeepStack.CALLERS_SHARE;

  private int steps;
  private long stepsLeft;
  private long deadline;

  /// @param scope what functions get
  /// @param rootName the name of the set's root template, which Go names in an error
  public Execution(
      RenderScope scope,
      TemplateTable table,
      PlanCache plans,
      Delimiters delimiters,
      String rootName,
      RenderOptions options) {
    this.scope = scope;
    this.table = table;
    this.plans = plans;
    this.delimiters = delimiters;
    this.rootName = rootName;
    this.limits = options.limits();
    this.missingKey = options.missingKey();
    this.observer = options.observer();
    this.maxOutput = limits.outputSize();
    this.stepsLeft = limits.steps();
  }

  RenderScope scope() {
    return scope;
  }

  /// Whether a template is being executed.
  public boolean isRunning() {
    return depth > 0;
  }

  /// Executes a template from outside of all templates.
  ///
  /// @throws TemplateException if there is no such template or it fails
  public String begin(String name, @Nullable Object data) {
    if (deadline == 0) {
      deadline = System.nanoTime() + limits.wallTime().toNanos();
    }
    stack = DeepStack.CALLERS_SHARE;
    out.setLength(0);
    try {
      run(named(name), data);
      return out.toString();
    } catch (StackOverflowError _) {
      throw limit("the templates are nested too deeply for the stack");
    } finally {
      depth = 0;
      calls = 0;
      out.setLength(0);
    }
  }

  /// Executes a template from outside of all templates; what it had written when it failed goes to
  /// `partial`.
  ///
  /// @throws TemplateException if there is no such template or it fails
  public void beginPartly(String name, @Nullable Object data, StringBuilder partial) {
    if (deadline == 0) {
      deadline = System.nanoTime() + limits.wallTime().toNanos();
    }
    stack = DeepStack.CALLERS_SHARE;
    out.setLength(0);
    try {
      run(named(name), data);
    } catch (StackOverflowError _) {
      throw limit("the templates are nested too deeply for the stack");
    } finally {
      partial.append(out);
      depth = 0;
      calls = 0;
      out.setLength(0);
    }
  }

  /// Executes a template from outside of all templates, and notes where its output comes from.
  public TracedText beginTraced(String name, @Nullable Object data) {
    Tracer own = new Tracer();
    tracer = own;
    try {
      String text = begin(name, data);
      return new TracedText(text, own.places(text, 0));
    } finally {
      tracer = null;
    }
  }

  /// Executes a template from within a function and gives its output.
  public String nested(String name, @Nullable Object data) {
    TemplateEntry template = named(name);
    checkNestedDepth();
    return captured(template, data);
  }

  /// Executes a text as a template from within a function; the text's definitions are known until
  /// it ends.
  public String nestedText(String name, String text, @Nullable Object data) {
    if (!text.contains(delimiters.left())) {
      return text;
    }
    checkNestedDepth();
    PlannedText planned = plans.plan(name, text, delimiters);
    TemplateTable before = table;
    TemplateTable own = new TemplateTable(before);
    TemplateEntry template = own.add(name, planned, true);
    table = own;
    try {
      return captured(template, data);
    } finally {
      table = before;
    }
  }

  private String captured(TemplateEntry template, @Nullable Object data) {
    int start = out.length();
    calls++;
    try {
      if (tracer != null) {
        return tracer.captured(this, template, data);
      }
      run(template, data);
      return out.substring(start);
    } finally {
      calls--;
      out.setLength(start);
    }
  }

  private TemplateEntry named(String name) {
    TemplateEntry template = table.find(name);
    if (template == null) {
      throw TemplateException.plain(
          TemplateErrorCode.UNKNOWN_TEMPLATE,
          "template: no template "
              + GoFormat.quote(name)
              + " associated with template "
              + GoFormat.quote(rootName),
          null,
          table.hintFor(name));
    }
    return template;
  }

  @Nullable TemplateEntry find(String name) {
    return table.find(name);
  }

  @Nullable String hintFor(String name) {
    return table.hintFor(name);
  }

  /// Fails if no further template may be executed within the current one.
  void checkDepth(Frame frame) {
    if (depth > limits.depth()) {
      throw frame.error(TemplateErrorCode.LIMIT, depthMessage(limits.depth()), null);
    }
  }

  private void checkNestedDepth() {
    int most = Math.min(limits.depth(), MAX_CALLS);
    if (depth > limits.depth() || calls >= most) {
      throw limit(depthMessage(most));
    }
  }

  private static String depthMessage(int most) {
    return "exceeded maximum template depth (" + most + ")";
  }

  /// Executes a template; its output goes to the end of [#out].
  void run(TemplateEntry template, @Nullable Object data) {
    Body body = template.part().body();
    long free = stack;
    depth++;
    try {
      Frame frame = new Frame(this, template, data);
      if (free < body.stackNeed()) {
        runElsewhere(body, frame);
      } else {
        stack = free - body.stackNeed();
        body.root().execute(frame);
      }
    } finally {
      // Also when it fails: a function may go on.
      stack = free;
      depth--;
    }
  }

  private void runElsewhere(Body body, Frame frame) {
    DeepStack.run(size -> {
      // A part stays free for what functions need.
      stack = size - size / 4 - body.stackNeed();
      body.root().execute(frame);
    });
  }

  /// Counts a step.
  void step() {
    if (--steps < 0) {
      refillSteps();
    }
  }

  private void refillSteps() {
    if (stepsLeft <= 0) {
      throw limit("the templates take more than " + limits.steps() + " steps");
    }
    if (System.nanoTime() - deadline > 0) {
      throw limit("the templates take longer than " + limits.wallTime().toMillis() + " ms");
    }
    steps = (int) Math.min(stepsLeft, STEPS_AT_ONCE) - 1;
    stepsLeft -= steps + 1;
  }

  void checkOutput() {
    if (out.length() > maxOutput) {
      throw limit("the output is larger than " + maxOutput + " characters");
    }
  }

  private TemplateException limit(String message) {
    return TemplateException.plain(TemplateErrorCode.LIMIT, "template: " + message, null, null);
  }
}
