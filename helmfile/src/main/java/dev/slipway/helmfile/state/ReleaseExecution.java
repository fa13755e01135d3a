package dev.slipway.helmfile.state;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.document.HelmfileYaml;
import dev.slipway.helmfile.document.Trees;
import dev.slipway.helmfile.template.GoStruct;
import dev.slipway.yaml.YamlException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Renders the templates in releases until nothing changes any more: Go's `ExecuteTemplates`.
final class ReleaseExecution {
  private static final int MOST_ROUNDS = 6;

  private final LoadSession session;
  private final LoadedFile file;

  ReleaseExecution(LoadSession session, LoadedFile file) {
    this.session = session;
    this.file = file;
  }

  /// The helmfile's releases, rendered, in their order.
  List<SpecMap> releases() {
    List<SpecMap> all = new ArrayList<>();
    if (file.fields().get("releases") instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof SpecMap written) {
          all.add(executed(prepared(written)));
        }
      }
    }
    return all;
  }

  private SpecMap prepared(SpecMap written) {
    SpecMap release = new ReleaseInheritance(file, session).resolved(written);
    SpecMap fields = file.fields();
    if (release.text("kubeContext").isEmpty()
        && fields.get("helmDefaults") instanceof SpecMap defaults
        && !defaults.text("kubeContext").isEmpty()) {
      release.put("kubeContext", defaults.text("kubeContext"));
    }
    Map<String, @Nullable Object> labels = new LinkedHashMap<>();
    for (Object map : new Object[] {release.get("labels"), fields.get("commonLabels")}) {
      if (map instanceof Map<?, ?> some) {
        labels.putAll(Trees.strings(some));
      }
    }
    release.put("labels", labels);
    if (SpecMerge.isEmpty(release.get("apiVersions"))
        && !SpecMerge.isEmpty(fields.get("apiVersions"))) {
      release.put("apiVersions", fields.get("apiVersions"));
    }
    if (release.text("kubeVersion").isEmpty() && !fields.text("kubeVersion").isEmpty()) {
      release.put("kubeVersion", fields.text("kubeVersion"));
    }
    return release;
  }

  private SpecMap executed(SpecMap release) {
    SpecMap before = release;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      SpecMap after = new Round(release, before).run();
      if (after.equals(before)) {
        evaluateTemplates(after, release);
        if (after.text("chart").isEmpty()) {
          throw failed(
              release,
              "chart",
              "encountered empty chart while reading release "
                  + GoFormat.quote(after.text("name")));
        }
        return after;
      }
      before = after;
    }
    throw failed(release, "name", prefix(release) + "recursive references can't be resolved");
  }

  private String prefix(SpecMap release) {
    return "failed executing templates in release \""
        + session.shown(file.file())
        + "\".\""
        + release.text("name")
        + "\": ";
  }

  private static HelmfileException failed(SpecMap release, String key, String message) {
    SourceLocation location = release.location(key);
    Diagnostic diagnostic = Diagnostic.error(HelmfileErrorCode.INVALID_RELEASE, message);
    return new HelmfileException(
        location == null ? diagnostic : diagnostic.at(location, release.lineText(location)));
  }

  /// Turns `installedTemplate` and the like into what they mean.
  private void evaluateTemplates(SpecMap release, SpecMap written) {
    for (String key : List.of("installed", "wait", "condition", "verify")) {
      String templateKey = key + "Template";
      Object text = release.remove(templateKey);
      if (text == null) {
        continue;
      }
      boolean value = evaluated(String.valueOf(text), templateKey, written);
      if (key.equals("condition")) {
        release.put(key, Boolean.toString(value));
      } else {
        release.put(key, value);
      }
    }
  }

  private boolean evaluated(String text, String key, SpecMap written) {
    Object value;
    try {
      value = HelmfileYaml.read(text, session.rules());
    } catch (YamlException e) {
      throw failed(
          written,
          key,
          prefix(written) + key + ": failed deserialising string " + text + ": " + e.getMessage());
    }
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    Boolean old = value instanceof String word ? dev.slipway.yaml.RawYaml.oldBoolean(word) : null;
    if (old != null && !session.isOld()) {
      return old;
    }
    throw failed(
        written,
        key,
        prefix(written)
            + key
            + ": failed deserialising string "
            + text
            + ": it must be true or false");
  }

  /// One rendering of all fields, with the data that the last one has brought.
  private final class Round {
    private final SpecMap release;
    private final SpecMap result;
    private final SpecMap before;
    private @Nullable GoStruct data;

    Round(SpecMap release, SpecMap before) {
      this.release = release;
      this.before = before;
      this.result = new SpecMap(release);
    }

    SpecMap run() {
      for (String key : List.of("name", "chart", "namespace", "version")) {
        if (release.get(key) instanceof String text) {
          put(key, render(text, key, key).strip());
        }
      }
      for (String key :
          List.of("waitTemplate", "installedTemplate", "conditionTemplate", "verifyTemplate")) {
        if (release.get(key) instanceof String text) {
          put(key, render(text, key, key));
        }
      }
      labels();
      texts("postRendererArgs");
      values();
      texts("secrets");
      set();
      texts("needs");
      return result;
    }

    private void put(String key, Object value) {
      result.put(key, value);
    }

    private void labels() {
      if (release.get("labels") instanceof Map<?, ?> labels) {
        Map<String, @Nullable Object> rendered = new LinkedHashMap<>();
        labels.forEach((name, text) ->
            rendered.put(
                String.valueOf(name),
                render(String.valueOf(text), "labels", "labels[" + name + "]")));
        put("labels", rendered);
      }
    }

    private void texts(String key) {
      if (release.get(key) instanceof List<?> list) {
        List<@Nullable Object> rendered = new ArrayList<>(list.size());
        for (Object item : list) {
          rendered.add(
              item instanceof String text
                  ? render(text, key, key + "[" + rendered.size() + "]")
                  : item);
        }
        put(key, rendered);
      }
    }

    private void values() {
      List<@Nullable Object> all = new ArrayList<>();
      if (release.get("valuesTemplate") instanceof List<?> templates) {
        List<@Nullable Object> rendered = new ArrayList<>();
        for (Object item : templates) {
          rendered.add(item instanceof Map<?, ?> map ? inline(map, rendered.size()) : item);
        }
        put("valuesTemplate", rendered);
        all.addAll(rendered);
      }
      if (release.get("values") instanceof List<?> list) {
        all.addAll(list);
      }
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i) instanceof String text) {
          all.set(i, render(text, "values", "values[" + i + "]"));
        } else if (all.get(i) instanceof Map<?, ?> map) {
          String problem = HelmfileYaml.keyProblem(map);
          if (problem != null) {
            throw failed(release, "values", expression("values[" + i + "]", "") + problem);
          }
          all.set(i, Trees.rewritten(Trees.strings(map)));
        }
      }
      if (!all.isEmpty()) {
        put("values", all);
      }
    }

    private Object inline(Map<?, ?> map, int index) {
      String text =
          render(
              HelmfileYaml.write(map, session.rules()), "valuesTemplate", "values[" + index + "]");
      try {
        return HelmfileYaml.readMap(text, session.rules());
      } catch (YamlException e) {
        throw failed(
            release, "valuesTemplate", expression("values[" + index + "]", text) + e.getMessage());
      }
    }

    private void set() {
      if (!(release.get("setTemplate") instanceof List<?> templates) || templates.isEmpty()) {
        return;
      }
      List<@Nullable Object> all = new ArrayList<>();
      for (Object item : templates) {
        if (item instanceof SpecMap entry) {
          all.add(setEntry(entry, "set[" + all.size() + "]"));
        }
      }
      put("setTemplate", new ArrayList<>(all));
      if (release.get("set") instanceof List<?> list) {
        all.addAll(list);
      }
      put("set", all);
    }

    private SpecMap setEntry(SpecMap entry, String path) {
      SpecMap rendered = new SpecMap(entry);
      for (String key : List.of("name", "value", "file")) {
        if (entry.get(key) instanceof String text) {
          rendered.put(key, render(text, "setTemplate", path + "." + key));
        }
      }
      if (entry.get("values") instanceof List<?> list) {
        List<@Nullable Object> items = new ArrayList<>();
        for (Object item : list) {
          items.add(
              item instanceof String text
                  ? render(text, "setTemplate", path + ".values[" + items.size() + "]")
                  : item);
        }
        rendered.put("values", items);
      }
      return rendered;
    }

    private String expression(String path, String text) {
      return prefix(release)
          + "failed executing template expressions in release \""
          + release.text("name")
          + "\"."
          + path
          + " = \""
          + text
          + "\": ";
    }

    private String render(String text, String key, String path) {
      if (text.indexOf("{{") < 0) {
        return text;
      }
      GoStruct seen = data;
      if (seen == null || TemplateData.mayChange(text)) {
        seen =
            TemplateData.release(
                file.environment(),
                file.fields(),
                before,
                file.renderedValues(),
                session.rules(),
                text);
      }
      if (!TemplateData.mayChange(text)) {
        data = seen;
      }
      try {
        return session.templates().render(text, file.directory(), seen);
      } catch (TemplateException e) {
        throw TemplateFailures.inField(expression(path, text), e, release, key);
      }
    }
  }
}
