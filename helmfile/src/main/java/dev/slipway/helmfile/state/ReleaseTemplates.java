package dev.slipway.helmfile.state;

import dev.slipway.core.SourceLocation;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.fmt.GoFormat;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.HelmfileHost;
import dev.slipway.helmfile.host.Paths;
import dev.slipway.helmfile.template.GoStruct;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Renders the templates that belong to the releases of one helmfile, with the data that helmfile
/// gives them. Safe for use by several threads at once.
public final class ReleaseTemplates {
  private final StateParts parts;

  ReleaseTemplates(StateParts parts) {
    this.parts = parts;
  }

  /// The text of a release's values (or secrets, patches …) file: rendered if its name ends in
  /// `.gotmpl`, else as it is. References to secrets are still in it.
  ///
  /// @param path its absolute path
  /// @throws dev.slipway.core.SlipwayException if it cannot be read or rendered
  public String valuesFile(Release release, String path) {
    return valuesFile(release, path, parts.host());
  }

  /// The same, read through another host, such as one that records what is read for this release.
  public String valuesFile(Release release, String path, HelmfileHost host) {
    String text;
    try {
      text = host.read(path);
    } catch (NoSuchFileException _) {
      throw HelmfileException.in(
          HelmfileErrorCode.MISSING_FILE,
          path,
          "failed to load [" + path + "]: open " + path + ": no such file or directory",
          null);
    } catch (IOException e) {
      throw HelmfileException.in(
          HelmfileErrorCode.READ, path, "failed to load [" + path + "]: " + e.getMessage(), null);
    }
    return path.endsWith(".gotmpl") ? renderValues(release, path, text) : text;
  }

  /// A text rendered as if it were the content of the values file at `path`.
  public String renderValues(Release release, String path, String text) {
    LoadedFile file = parts.loaded();
    GoStruct data =
        TemplateData.release(
            file.environment(),
            file.fields(),
            release.raw(),
            file.renderedValues(),
            parts.rules().rules(),
            text);
    try {
      return parts.templates().render(text, Paths.directory(path), data);
    } catch (TemplateException e) {
      throw TemplateFailures.inFile("failed to render [" + path + "], because of ", e, path);
    }
  }

  /// A text of a hook rendered for an event.
  ///
  /// @param release the release whose hook it is, or null for the helmfile's own
  /// @param text the hook's command or one of its arguments
  /// @param event the event's name
  /// @param command helmfile's command, such as `template`
  /// @param error the failure that the event tells of, or null
  /// @throws dev.slipway.core.SlipwayException if it cannot be rendered
  public String hook(
      @Nullable Release release,
      String text,
      String event,
      String command,
      @Nullable String error) {
    LoadedFile file = parts.loaded();
    HelmfileRules rules = parts.rules().rules();
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    EnvironmentValues environment = file.environment();
    data.put(
        "Environment", environment.object(rules, TemplateData.safe(environment.values(), text)));
    data.put("Namespace", file.fields().text("namespace"));
    Map<String, @Nullable Object> eventFields = new LinkedHashMap<>();
    eventFields.put("Name", event);
    eventFields.put("Error", error);
    data.put("Event", new GoStruct("event.event", eventFields));
    if (release != null) {
      data.put("Values", TemplateData.safe(file.renderedValues(), text));
      data.put("Release", TemplateData.wholeRelease(release.raw()));
    }
    data.put("HelmfileCommand", command);
    return render("hook " + GoFormat.quote(event), text, data);
  }

  /// A text rendered with any data, relative to the helmfile's folder.
  ///
  /// @param name what errors call it
  public String render(String name, String text, Map<String, ? extends @Nullable Object> data) {
    try {
      return parts.templates().render(text, parts.directory(), data);
    } catch (TemplateException e) {
      throw HelmfileException.prefixed(name + ": ", e);
    }
  }

  /// Where a release stands, for errors about it.
  public SourceLocation locationOf(Release release) {
    return release.location().orElse(SourceLocation.of(parts.file()));
  }
}
