package dev.slipway.helmfile.state;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.document.HelmfileYaml;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.host.RemoteFiles;
import dev.slipway.helmfile.template.GoStruct;
import dev.slipway.helmfile.template.HelmfileTemplates;
import dev.slipway.yaml.RawYaml;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Loads one helmfile: its parts one after the other, each with its bases, each seeing the
/// environment of those before it.
final class FileLoading {
  private final LoadSession session;
  private final HelmfileRules rules;
  private final String environmentName;

  FileLoading(LoadSession session) {
    this.session = session;
    this.rules = session.rules();
    this.environmentName = session.options().environment();
  }

  /// Where a load stands.
  ///
  /// @param environment what the parts before and the files above made it, or null
  /// @param overrides what overrides it, or null
  /// @param directory the folder that relative paths start from
  /// @param base whether the file is a base of another
  record Context(
      @Nullable EnvironmentValues environment,
      @Nullable EnvironmentValues overrides,
      String directory,
      boolean base) {
    Context with(EnvironmentValues newEnvironment) {
      return new Context(newEnvironment, overrides, directory, base);
    }
  }

  /// Loads a file.
  ///
  /// @throws UndefinedEnvironmentException if the environment is not defined in it
  /// @throws HelmfileException if it cannot be loaded
  LoadedFile load(String path, Context context, Origin origin) {
    String text = session.read(path, origin).replace("\r\n", "\n");
    String shown = session.shown(path);
    PolicyCheck.check(shown, text, session);
    boolean render = session.choice().renderAll() || path.endsWith(".gotmpl");
    boolean hasEnvironment = context.environment != null || context.overrides != null;
    Context current = context;
    SpecMap merged = null;
    EnvironmentValues environment = null;
    Map<String, @Nullable Object> values = Map.of();
    int index = 0;
    int linesBefore = 0;
    for (String part : parts(text)) {
      Part one = new Part(shown, part, linesBefore, index++, render);
      Loaded loaded = loadPart(one, current);
      if (merged == null || environment == null) {
        merged = loaded.fields;
        environment = loaded.environment;
      } else {
        SpecMerge.OVERRIDE.merge(merged, loaded.fields, Spec.STATE);
        environment = environment.partMerged(loaded.environment);
      }
      values = loaded.values;
      if (session.isOld()) {
        spreadPostRendererArgs(merged);
      }
      current = context.with(environment);
      checkDefined(path, merged, environment, context.base, false);
      linesBefore += lines(part) + 1;
    }
    if (merged == null || environment == null) {
      throw new IllegalStateException("a text without parts");
    }
    if (!hasEnvironment) {
      checkDefined(path, merged, environment, context.base, true);
    }
    return new LoadedFile(path, context.directory, merged, environment, values);
  }

  private void checkDefined(
      String path, SpecMap fields, EnvironmentValues environment, boolean base, boolean any) {
    Map<?, ?> defined = fields.get("environments") instanceof Map<?, ?> map ? map : Map.of();
    if (base
        || environment.name().equals(LoadOptions.DEFAULT_ENVIRONMENT)
        || defined.containsKey(environment.name())
        || (defined.isEmpty() && !any)) {
      return;
    }
    List<String> names = new ArrayList<>();
    defined.keySet().forEach(name -> names.add(String.valueOf(name)));
    throw new UndefinedEnvironmentException(path, environment.name(), names);
  }

  /// What `mergo` cannot do: defaults go into the releases of the parts before.
  private static void spreadPostRendererArgs(SpecMap fields) {
    if (!(fields.get("helmDefaults") instanceof SpecMap defaults)
        || SpecMerge.isEmpty(defaults.get("postRendererArgs"))) {
      return;
    }
    Object arguments = defaults.remove("postRendererArgs");
    if (fields.get("releases") instanceof List<?> releases) {
      for (Object item : releases) {
        if (item instanceof SpecMap release && SpecMerge.isEmpty(release.get("postRendererArgs"))) {
          release.put("postRendererArgs", arguments);
        }
      }
    }
  }

  /// The parts of a file: it is cut where a line is exactly `---`.
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int cut = text.indexOf("\n---\n"); cut >= 0; cut = text.indexOf("\n---\n", from)) {
      parts.add(text.substring(from, cut));
      from = cut + 5;
    }
    parts.add(text.substring(from));
    return parts;
  }

  /// How many lines a part takes, its last one included.
  private static int lines(String part) {
    int lines = 1;
    for (int i = part.indexOf('\n'); i >= 0; i = part.indexOf('\n', i + 1)) {
      lines++;
    }
    return lines;
  }

  /// A part of a file.
  private record Part(String file, String text, int linesBefore, int index, boolean render) {
    String id() {
      return file + ".part." + index;
    }
  }

  /// A part that is loaded.
  private record Loaded(
      SpecMap fields, EnvironmentValues environment, Map<String, @Nullable Object> values) {}

  private Loaded loadPart(Part part, Context context) {
    String text = part.text;
    SourceText source = new SourceText(part.file, part.text, part.linesBefore, null);
    if (part.render) {
      GoStruct data = data(part, context);
      text = render(part, data, source, context.directory);
      source =
          new SourceText(
              part.file,
              part.text,
              part.linesBefore,
              () -> session.templates().renderTraced(part.text, context.directory, data));
    }
    EnvironmentValues merged =
        EnvironmentValues.merge(context.environment, context.overrides, rules);
    SpecMap fields = parse(text, source, part, true);
    return finish(fields, merged, null, context, false);
  }

  private String render(Part part, GoStruct data, SourceText source, String directory) {
    try {
      return session.templates().render(part.text, directory, data);
    } catch (TemplateException e) {
      throw TemplateFailures.inPart("error during " + part.id() + " parsing: ", e, source);
    }
  }

  /// What the template of a part sees.
  private GoStruct data(Part part, Context context) {
    EnvironmentValues inherited = context.environment;
    if (inherited == null && context.overrides == null) {
      inherited = EnvironmentValues.named(environmentName);
    }
    EnvironmentValues environment = EnvironmentValues.merge(inherited, null, rules);
    if (session.isOld()) {
      EnvironmentValues found = firstPass(part, context, environment);
      environment = EnvironmentValues.merge(inherited, found, rules);
    }
    environment = EnvironmentValues.merge(environment, context.overrides, rules);
    if (environment == null) {
      environment = EnvironmentValues.named(environmentName);
    }
    return TemplateData.environment(
        environment, session.options().namespace(), environment.merged(rules), rules, part.text);
  }

  /// The environment as far as a first, tolerant rendering of the part gives it.
  private @Nullable EnvironmentValues firstPass(
      Part part, Context context, @Nullable EnvironmentValues environment) {
    EnvironmentValues initial = EnvironmentValues.merge(environment, context.overrides, rules);
    if (initial == null) {
      return environment;
    }
    GoStruct data =
        TemplateData.environment(
            initial, session.options().namespace(), Map.of(), rules, part.text);
    HelmfileTemplates.PartialText partial;
    try {
      partial = session.templates().renderFirstPass(part.text, context.directory, data);
    } catch (TemplateException _) {
      // It does not parse: the second rendering says so.
      return environment;
    }
    String text = partial.text().replace("<no value>", "");
    SourceText source = new SourceText(part.file, part.text, part.linesBefore, null);
    try {
      SpecMap fields = parse(text, source, part, false);
      return finish(fields, environment, context.overrides, context, true).environment;
    } catch (HelmfileException | UndefinedEnvironmentException _) {
      // What is wrong for good comes up when the part is rendered again.
      return environment;
    }
  }

  private SpecMap parse(String text, SourceText source, Part part, boolean strict) {
    SpecMap merged = new SpecMap(source, null);
    boolean first = true;
    try {
      for (Object document :
          RawYaml.readAll(text, HelmfileYaml.library(rules), strict, HelmfileYaml.SCALARS)) {
        SpecMap one = new SpecReader(rules, source, strict).read(document, Spec.STATE);
        if (first) {
          merged = one;
          first = false;
        } else {
          (session.isOld() ? SpecMerge.APPEND : SpecMerge.APPEND_OVERRIDE)
              .merge(merged, one, Spec.STATE);
        }
      }
    } catch (YamlException e) {
      throw invalidYaml(e, source, part);
    }
    if (session.isOld()) {
      oldNames(merged, part);
    }
    return merged;
  }

  private HelmfileException invalidYaml(YamlException e, SourceText source, Part part) {
    SourceLocation at = e.diagnostic().location();
    SourceLocation location = at == null ? SourceLocation.of(part.file) : source.locate(at.line());
    boolean template = !part.render && part.text.contains("{{");
    return new HelmfileException(
        Diagnostic.error(
                HelmfileErrorCode.INVALID_YAML,
                "failed to read "
                    + part.file
                    + ": reading document at index 1"
                    + (template
                        ? ". Started seeing this since Helmfile v1? Add the .gotmpl file extension"
                        : "")
                    + ": "
                    + e.getMessage())
            .at(location, source.lineText(location.line()))
            .withHint(
                template
                    ? "rename it to .gotmpl, set HELMFILE_RENDER_YAML=true, or choose the rules of"
                        + " helmfile 0.x"
                    : null),
        e);
  }

  private static void oldNames(SpecMap fields, Part part) {
    if (!SpecMerge.isEmpty(fields.get("charts"))) {
      if (!SpecMerge.isEmpty(fields.get("releases"))) {
        throw HelmfileException.in(
            HelmfileErrorCode.INVALID_STATE,
            part.file,
            "failed to parse "
                + part.file
                + ": you can't specify both `charts` and `releases` sections",
            null);
      }
      fields.put("releases", fields.remove("charts"));
    }
    if (!fields.text("context").isEmpty()) {
      SpecMap defaults = fields.get("helmDefaults") instanceof SpecMap map ? map : new SpecMap();
      if (defaults.text("kubeContext").isEmpty()) {
        defaults.put("kubeContext", fields.text("context"));
      }
      fields.put("helmDefaults", defaults);
    }
    if (fields.text("helmBinary").isEmpty()) {
      fields.put("helmBinary", "helm");
    }
    if (fields.text("kustomizeBinary").isEmpty()) {
      fields.put("kustomizeBinary", "kustomize");
    }
  }

  private Loaded finish(
      SpecMap own,
      @Nullable EnvironmentValues environment,
      @Nullable EnvironmentValues overrides,
      Context context,
      boolean firstPass) {
    SpecMap fields = own;
    if (context.base || firstPass) {
      if (!SpecMerge.isEmpty(own.get("bases"))) {
        SourceLocation location = own.location("bases");
        throw new HelmfileException(
            Diagnostic.error(
                    HelmfileErrorCode.NESTED_BASE,
                    "nested `base` helmfile is unsupported. please submit a feature request if you"
                        + " need this!")
                .at(location == null ? SourceLocation.of("") : location, own.lineText(location))
                .withHint("list all bases in the helmfile itself"));
      }
    } else {
      fields = withBases(own, environment, context);
    }
    EnvironmentValues loaded =
        new EnvironmentLoading(session, context.directory)
            .load(fields, environmentName, environment, overrides, firstPass);
    if (!firstPass) {
      HelmfilePaths.expand(fields, context.directory, session);
    }
    return new Loaded(fields, loaded, loaded.merged(rules));
  }

  private SpecMap withBases(SpecMap own, @Nullable EnvironmentValues environment, Context context) {
    if (!(own.get("bases") instanceof List<?> bases) || bases.isEmpty()) {
      return own;
    }
    SpecMap merged = null;
    for (Object item : bases) {
      String path = String.valueOf(item);
      String place =
          RemoteFiles.isRemote(path)
              ? session.remote().fetch(path, "states")
              : Paths.resolve(context.directory, path);
      LoadedFile base =
          load(
              place,
              new Context(environment, null, context.directory, true),
              new Origin(own, "bases"));
      merged = merged == null ? base.fields() : layered(merged, base.fields());
    }
    return merged == null ? own : layered(merged, own);
  }

  private SpecMap layered(SpecMap base, SpecMap next) {
    if (session.isOld()) {
      SpecMerge.APPEND.merge(base, next, Spec.STATE);
      return base;
    }
    Object environments = EnvironmentLoading.mergedSpecs(base, next);
    SpecMap rest = new SpecMap(next);
    rest.remove("environments");
    SpecMerge.APPEND_OVERRIDE.merge(base, rest, Spec.STATE);
    base.put("environments", environments);
    return base;
  }
}
