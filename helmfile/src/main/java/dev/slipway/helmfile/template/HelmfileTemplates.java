package dev.slipway.helmfile.template;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.Functions;
import dev.slipway.gotemplate.MissingKey;
import dev.slipway.gotemplate.RenderOptions;
import dev.slipway.gotemplate.Rendering;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.TemplateSet;
import dev.slipway.gotemplate.TracedText;
import dev.slipway.gotemplate.sprig.Sprig;
import dev.slipway.gotemplate.sprig.SprigOptions;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.Paths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Renders templates with helmfile's functions. Safe for use by several threads at once. Keep one
/// for one load: it remembers the `_*.tpl` files of folders.
public final class HelmfileTemplates {
  /// What errors call the template: helmfile's own name for all of them.
  public static final String NAME = "stringTemplate";

  private static final int MAX_DEPTH = 200;
  private static final Functions FUNCTIONS = functions();

  private final HelmfileHost host;
  private final HelmfileRules rules;
  private final SecretReferences secrets;
  private final Map<String, List<Definitions>> definitions = new ConcurrentHashMap<>();

  /// A file of definitions.
  private record Definitions(String path, String text) {}

  /// What a first pass has brought.
  ///
  /// @param text the output, or what there was of it when it failed
  /// @param error why it failed, or null
  public record PartialText(String text, @Nullable TemplateException error) {}

  /// Renders with what can be reached through `host`.
  public HelmfileTemplates(HelmfileHost host, HelmfileRules rules, SecretReferences secrets) {
    this.host = host;
    this.rules = rules;
    this.secrets = secrets;
  }

  private static Functions functions() {
    Functions sprig = Sprig.addTo(Functions.builtins(), SprigOptions.defaults());
    List<dev.slipway.gotemplate.GoFunction> own = new ArrayList<>(ValueFunctions.all());
    own.addAll(HostFunctions.all());
    dev.slipway.gotemplate.GoFunction get = sprig.find("get");
    if (get != null) {
      own.add(get.named("sprigGet"));
    }
    return sprig.with(own);
  }

  HelmfileHost host() {
    return host;
  }

  HelmfileRules rules() {
    return rules;
  }

  SecretReferences secrets() {
    return secrets;
  }

  /// The text rendered; a missing key is an error.
  ///
  /// @param directory the folder that relative paths start from
  /// @throws TemplateException if it does not parse or fails, with the place within `text`
  public String render(String text, String directory, @Nullable Object data) {
    return render(text, data, new TemplateScope(this, directory, false, 0));
  }

  /// The text rendered, and where each of its lines comes from.
  ///
  /// @throws TemplateException if it does not parse or fails
  public TracedText renderTraced(String text, String directory, @Nullable Object data) {
    TemplateScope scope = new TemplateScope(this, directory, false, 0);
    return rendering(text, scope).executeTraced(NAME, data);
  }

  /// The text rendered as helmfile 0.171 does for the first time: missing keys are nothing,
  /// programs and files are not touched, a failure ends the output.
  ///
  /// @throws TemplateException if it does not parse
  public PartialText renderFirstPass(String text, String directory, @Nullable Object data) {
    TemplateScope scope = new TemplateScope(this, directory, true, 0);
    Rendering rendering = rendering(text, scope);
    StringBuilder partial = new StringBuilder();
    TemplateException error = null;
    try {
      rendering.executePartly(NAME, data, partial);
    } catch (TemplateException e) {
      error = e;
    }
    return new PartialText(partial.toString(), error);
  }

  /// Renders from within a function.
  String render(String text, @Nullable Object data, TemplateScope scope) {
    if (text.indexOf("{{") < 0) {
      return text;
    }
    if (scope.depth() > MAX_DEPTH) {
      throw FunctionException.error("templates are nested too deeply");
    }
    return rendering(text, scope).execute(NAME, data);
  }

  private Rendering rendering(String text, TemplateScope scope) {
    TemplateSet.Builder builder = TemplateSet.builder(FUNCTIONS).rootName(NAME);
    for (Definitions file : definitionsOf(scope.directory())) {
      builder.add(file.path(), file.text());
    }
    TemplateSet set = builder.add(NAME, text).build();
    RenderOptions options =
        RenderOptions.defaults()
            .withMissingKey(scope.firstPass() ? MissingKey.ZERO : MissingKey.ERROR);
    Rendering rendering = set.rendering(options);
    rendering.state(TemplateScope.class, () -> scope);
    return rendering;
  }

  private List<Definitions> definitionsOf(String directory) {
    List<Definitions> known = definitions.get(directory);
    if (known == null) {
      known = new ArrayList<>();
      for (String path : host.glob(Paths.join(directory, "_*.tpl"))) {
        try {
          known.add(new Definitions(path, host.read(path)));
        } catch (IOException e) {
          throw HelmfileException.in(
              HelmfileErrorCode.READ,
              path,
              "failed to read helper template " + path + ": " + e.getMessage(),
              null);
        }
      }
      definitions.put(directory, known);
    }
    return known;
  }
}
