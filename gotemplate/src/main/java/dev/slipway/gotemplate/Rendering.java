package dev.slipway.gotemplate;

import dev.slipway.gotemplate.exec.Execution;
import java.time.Clock;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One rendering with the templates of a set: it may execute several of them one after the other,
/// which share its limits and the state of its functions. Confined to a thread at a time; work that
/// is nested deeply goes on in threads of its own while the caller waits, so that any stack will
/// do.
public final class Rendering implements RenderScope {
  private final Execution execution;
  private final RenderOptions options;
  private final IdentityHashMap<Class<?>, Object> states = new IdentityHashMap<>();
  private String templateName = "";

  Rendering(TemplateSet set, RenderOptions options) {
    this.options = options;
    this.execution = set.execution(this, options);
  }

  /// Executes the named template: its output.
  ///
  /// @throws TemplateException if there is no such template or it fails
  @Override
  public String execute(String name, @Nullable Object data) {
    if (execution.isRunning()) {
      return execution.nested(name, data);
    }
    templateName = name;
    return execution.begin(name, data);
  }

  /// Executes the named template: its output, and which place in the templates made each line.
  ///
  /// @throws TemplateException if there is no such template or it fails
  public TracedText executeTraced(String name, @Nullable Object data) {
    templateName = name;
    return execution.beginTraced(name, data);
  }

  /// Executes the named template; its output, or what there was of it when it failed, goes to
  /// `partial`, as it goes to Go's writer.
  ///
  /// @throws TemplateException if there is no such template or it fails
  public void executePartly(String name, @Nullable Object data, StringBuilder partial) {
    templateName = name;
    execution.beginPartly(name, data, partial);
  }

  @Override
  public String executeText(String name, String text, @Nullable Object data) {
    return execution.nestedText(name, text, data);
  }

  @Override
  public String templateName() {
    return templateName;
  }

  @Override
  public Clock clock() {
    return options.clock();
  }

  @Override
  public RandomGenerator random() {
    return options.random();
  }

  @Override
  public <T> T state(Class<T> type, Supplier<T> initial) {
    return type.cast(states.computeIfAbsent(type, _ -> initial.get()));
  }
}
