package dev.slipway.chart.render;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What `helm template` prints of a rendered chart, and where. Made with [#DEFAULTS] and the
/// withers.
///
/// @param includeCrds whether the files under `crds/` are printed
/// @param noHooks whether hooks are left out
/// @param skipTests whether hooks that are tests are left out
/// @param showOnly patterns of the templates to print; empty for all
/// @param outputFolder the folder to write files to instead; null for none
/// @param outputFolderText the folder as the user wrote it: the lines `wrote …` begin with it
/// @param releaseFolder whether the release's name is a folder in the output folder
/// @param postRenderer changes the manifests; null for none
/// @param written from a file's text to the text that is written
public record TemplateSettings(
    boolean includeCrds,
    boolean noHooks,
    boolean skipTests,
    List<String> showOnly,
    @Nullable Path outputFolder,
    String outputFolderText,
    boolean releaseFolder,
    @Nullable PostRenderer postRenderer,
    UnaryOperator<String> written) {
  /// All manifests and hooks, as text.
  public static final TemplateSettings DEFAULTS =
      new TemplateSettings(
          false, false, false, List.of(), null, "", false, null, UnaryOperator.identity());

  public TemplateSettings {
    showOnly = List.copyOf(showOnly);
  }

  /// A copy that prints the files under `crds/`, or not.
  public TemplateSettings withIncludeCrds(boolean include) {
    return new TemplateSettings(
        include,
        noHooks,
        skipTests,
        showOnly,
        outputFolder,
        outputFolderText,
        releaseFolder,
        postRenderer,
        written);
  }

  /// A copy that leaves hooks out, or only those that are tests.
  public TemplateSettings withoutHooks(boolean all, boolean tests) {
    return new TemplateSettings(
        includeCrds,
        all,
        tests,
        showOnly,
        outputFolder,
        outputFolderText,
        releaseFolder,
        postRenderer,
        written);
  }

  /// A copy that prints only the templates that match one of the patterns.
  public TemplateSettings withShowOnly(List<String> patterns) {
    return new TemplateSettings(
        includeCrds,
        noHooks,
        skipTests,
        patterns,
        outputFolder,
        outputFolderText,
        releaseFolder,
        postRenderer,
        written);
  }

  /// A copy that writes files.
  ///
  /// @param folder the folder
  /// @param text the folder as the user wrote it
  /// @param withReleaseName whether the release's name is a folder in it
  public TemplateSettings withOutputFolder(Path folder, String text, boolean withReleaseName) {
    return new TemplateSettings(
        includeCrds,
        noHooks,
        skipTests,
        showOnly,
        folder,
        text,
        withReleaseName,
        postRenderer,
        written);
  }

  /// A copy that passes what it writes to files through `filter`.
  public TemplateSettings withWritten(UnaryOperator<String> filter) {
    return new TemplateSettings(
        includeCrds,
        noHooks,
        skipTests,
        showOnly,
        outputFolder,
        outputFolderText,
        releaseFolder,
        postRenderer,
        filter);
  }

  /// A copy with a post-renderer.
  public TemplateSettings withPostRenderer(@Nullable PostRenderer renderer) {
    return new TemplateSettings(
        includeCrds,
        noHooks,
        skipTests,
        showOnly,
        outputFolder,
        outputFolderText,
        releaseFolder,
        renderer,
        written);
  }
}
