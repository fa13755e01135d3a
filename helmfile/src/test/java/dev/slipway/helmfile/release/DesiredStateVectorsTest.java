package dev.slipway.helmfile.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SlipwayException;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import dev.slipway.helmfile.HelmfileRules;
import dev.slipway.helmfile.host.InMemoryHost;
import dev.slipway.helmfile.select.NeedsFlags;
import dev.slipway.helmfile.select.ReleaseIds;
import dev.slipway.helmfile.select.ReleaseOrder;
import dev.slipway.helmfile.select.ReleaseSelection;
import dev.slipway.helmfile.select.Selector;
import dev.slipway.helmfile.state.DesiredState;
import dev.slipway.helmfile.state.HelmfileLoader;
import dev.slipway.helmfile.state.LoadOptions;
import dev.slipway.helmfile.state.Release;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the real helmfile, 0.171 and 1.8, makes of small desired states and of made-up graphs of
/// releases (compat/vectors/desired): what it prints, which releases it takes in which order, or
/// its error.
class DesiredStateVectorsTest {
  private static final Pattern PLACES =
      Pattern.compile("^(err: )?(in [^ ]+: )*(failed to read [^ ]+: )?(helmfiles\\[\\d+]: )?");
  private static final Pattern FOLDERS =
      Pattern.compile(
          "reading document at index \\d+(\\. Started seeing [^:]*)?: | in \"(\\.|/work)\"|/work/");
  private static final Pattern KEYS = Pattern.compile(": (value=|keys are ).*");
  private static final Pattern FOREIGN =
      Pattern.compile("(^| )yaml: |unmarshal|^panic: |not found in type|exec: ");
  private static final List<HelmfileErrorCode> OURS =
      List.of(
          HelmfileErrorCode.INVALID_YAML,
          HelmfileErrorCode.UNKNOWN_KEY,
          HelmfileErrorCode.WRONG_TYPE,
          HelmfileErrorCode.INVALID_VALUES,
          HelmfileErrorCode.INVALID_STATE,
          HelmfileErrorCode.INVALID_RELEASE,
          HelmfileErrorCode.INVALID_SET);

  /// Where helmfile 1.8 never looks at the conditions in a helmfile that it passes over, where both
  /// name one more release, of which there are two, and where 0.171 takes no key beside a merge.
  private static final Set<String> OTHERWISE =
      Set.of(
          "templates-anchors V0 build",
          "graph 207 V1 -l tier=none,name=b template --skip-deps --concurrency 1 --include-needs",
          "graph 244 V0 -l tier!=back -n one destroy --skip-deps --concurrency 1",
          "graph 244 V1 -l tier!=back -n one destroy --skip-deps --concurrency 1");

  /// What a command line makes: text, or calls of Helm, or an error.
  private record Made(String text, List<String> calls, @Nullable SlipwayException error) {}

  @Test
  void selectorsFitWhatTheyFitInHelmfile() throws IOException {
    List<JsonNode> rows = rows("selectors.jsonl.gz");
    assertThat(rows).hasSizeGreaterThan(300);
    for (JsonNode row : rows) {
      String text = row.get("selector").asString();
      String made;
      try {
        Map<String, String> labels = new LinkedHashMap<>();
        if (row.get("labels") != null) {
          row.get("labels")
              .properties()
              .forEach(one -> labels.put(one.getKey(), one.getValue().asString()));
        }
        made = String.valueOf(Selector.parse(text).matches(labels));
      } catch (HelmfileException e) {
        made = e.diagnostic().message();
      }
      String expected =
          row.has("error") ? row.get("error").asString() : row.get("matches").asString();
      assertThat(made).as(text).isEqualTo(expected);
    }
  }

  @TestFactory
  Stream<DynamicContainer> needsAreThoseOfHelmfile() throws IOException {
    return tests("needs.jsonl.gz", 1000);
  }

  @TestFactory
  Stream<DynamicContainer> statesAreThoseOfHelmfile() throws IOException {
    return tests("states.jsonl.gz", 200);
  }

  private static Stream<DynamicContainer> tests(String file, int least) throws IOException {
    List<JsonNode> rows = rows(file);
    List<DynamicContainer> all = new ArrayList<>();
    int count = 0;
    for (JsonNode row : rows) {
      List<DynamicTest> tests = new ArrayList<>();
      for (JsonNode run : row.get("runs")) {
        List<String> words = run.get("args").valueStream().map(JsonNode::asString).toList();
        for (HelmfileRules rules : HelmfileRules.values()) {
          if (OTHERWISE.contains(
              row.get("name").asString() + " " + rules + " " + String.join(" ", words))) {
            continue;
          }
          JsonNode expected =
              rules == HelmfileRules.V1 && run.has("v1") ? run.get("v1") : run.get("v0");
          tests.add(
              DynamicTest.dynamicTest(
                  rules + " " + String.join(" ", words), () -> check(row, words, rules, expected)));
        }
      }
      count += tests.size();
      all.add(DynamicContainer.dynamicContainer(row.get("name").asString(), tests));
    }
    assertThat(count).isGreaterThan(least);
    return all.stream();
  }

  private static List<JsonNode> rows(String file) throws IOException {
    JsonMapper json = new JsonMapper();
    try (InputStream stream =
        new GZIPInputStream(
            Objects.requireNonNull(
                DesiredStateVectorsTest.class.getResourceAsStream("/vectors/" + file)))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(json::readTree)
          .toList();
    }
  }

  private static void check(
      JsonNode row, List<String> words, HelmfileRules rules, JsonNode expected) {
    InMemoryHost host = new InMemoryHost().variable("HOME", "/root");
    row.get("files")
        .properties()
        .forEach(file -> host.file(file.getKey(), file.getValue().asString()));
    if (row.has("env")) {
      row.get("env")
          .properties()
          .forEach(one -> host.variable(one.getKey(), one.getValue().asString()));
    }
    CommandLine line = new CommandLine(words, host, rules);
    Made made = line.run();
    if (expected.has("errors")) {
      List<String> errors = expected.get("errors").valueStream().map(JsonNode::asString).toList();
      checkError(made, errors);
      return;
    }
    if (made.error() != null) {
      throw new AssertionError("helmfile makes " + expected, made.error());
    }
    if (expected.has("calls")) {
      line.checkCalls(made, expected.get("calls").valueStream().map(JsonNode::asString).toList());
    } else {
      assertThat(lines(made.text())).isEqualTo(lines(expected.path("out").asString()));
      assertThat(made.calls()).isEmpty();
    }
  }

  /// The same error, at a place in a file where helmfile's own names one. Texts of Go's YAML
  /// readers and panics are not said again: there it is enough to fail for the same reason.
  private static void checkError(Made made, List<String> errors) {
    SlipwayException error = made.error();
    assertThat(error)
        .as("helmfile says %s, we make %s %s", errors, made.text(), made.calls())
        .isNotNull();
    Diagnostic diagnostic = Objects.requireNonNull(error).diagnostic();
    if (errors.stream().allMatch(text -> FOREIGN.matcher(text).find())) {
      assertThat(diagnostic.code()).as(diagnostic.message()).isIn(OURS);
      return;
    }
    String message = plain(diagnostic.message());
    assertThat(errors.stream().map(DesiredStateVectorsTest::plain).toList())
        .as(message)
        .anyMatch(text -> text.contains(message) || message.contains(text));
  }

  /// Without the files around it, which ours names apart from the text.
  private static String plain(String error) {
    String text = PLACES.matcher(error).replaceFirst("");
    text = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
    text = FOLDERS.matcher(text).replaceAll("");
    int odd = text.indexOf("unexpected type of key in map");
    return odd < 0 ? text : KEYS.matcher(text.substring(odd)).replaceFirst("");
  }

  private static List<String> lines(String text) {
    return text.lines().filter(line -> !line.isBlank() && !line.equals("---")).toList();
  }

  /// A command line of helmfile, as far as the vectors use it.
  private static final class CommandLine {
    private final List<String> selectors = new ArrayList<>();
    private final InMemoryHost host;
    private LoadOptions options;
    private String command = "";
    private boolean json;
    private boolean skip = true;
    private boolean include;
    private boolean transitive;
    private boolean allowed;
    private String environment;

    CommandLine(List<String> words, InMemoryHost host, HelmfileRules rules) {
      this.host = host;
      this.environment = host.variables().getOrDefault("HELMFILE_ENVIRONMENT", "default");
      this.options = LoadOptions.defaults().withRules(rules).withEnvironment(environment);
      String file = host.variables().get("HELMFILE_FILE_PATH");
      if (file != null) {
        options = options.withFile(file);
      }
      List<String> sets = new ArrayList<>();
      List<String> strings = new ArrayList<>();
      List<String> files = new ArrayList<>();
      for (int i = 0; i < words.size(); i++) {
        String word = words.get(i);
        switch (word) {
          case "-l", "--selector" -> selectors.add(words.get(++i));
          case "-e" -> environment = words.get(++i);
          case "-f" -> options = options.withFile(words.get(++i));
          case "-n" -> options = options.withNamespace(words.get(++i));
          case "--kube-context" -> options = options.withKubeContext(words.get(++i));
          case "--chart" -> options = options.withChart(words.get(++i));
          case "--state-values-set" -> sets.add(words.get(++i));
          case "--state-values-set-string" -> strings.add(words.get(++i));
          case "--state-values-file" -> files.add(words.get(++i));
          case "--output" -> json = words.get(++i).equals("json");
          case "--concurrency" -> i++;
          case "--skip-needs" -> skip = true;
          case "--skip-needs=false" -> skip = false;
          case "--include-needs" -> include = true;
          case "--include-transitive-needs" -> transitive = true;
          case "--allow-no-matching-release" -> allowed = true;

          case "--skip-deps", "--include-needs=false", "--keep-temp-dir" -> {}
          default -> {
            if (word.startsWith("--selector=")) {
              selectors.add(word.substring("--selector=".length()));
            } else if (word.startsWith("-")) {
              throw new IllegalArgumentException(word);
            } else {
              command = word;
            }
          }
        }
      }
      options =
          options
              .withEnvironment(environment)
              .withStateValuesSet(sets)
              .withStateValuesSetString(strings)
              .withStateValuesFiles(files);
    }

    Made run() {
      StringBuilder text = new StringBuilder();
      List<String> calls = new ArrayList<>();
      ReleaseList list = new ReleaseList();
      boolean matched = false;
      try {
        Selector.parseAll(selectors);
        for (DesiredState state : new HelmfileLoader(host).load(options)) {
          if (!ReleaseSelection.excludes(state, selectors)) {
            matched |= add(state, ReleaseSelection.of(state, selectors), text, calls, list);
          }
        }
      } catch (HelmfileException e) {
        boolean undefined = e.code() == HelmfileErrorCode.UNDEFINED_ENVIRONMENT;
        return new Made(
            text.toString(),
            calls,
            undefined ? e.prefixed(noMatch().diagnostic().message() + ": ") : e);
      } catch (SlipwayException e) {
        return new Made(text.toString(), calls, e);
      }
      if (!matched) {
        return new Made("", calls, allowed ? null : noMatch());
      }
      if (command.equals("list")) {
        text.append(json ? list.json() : list.table());
      }
      return new Made(text.toString(), calls, null);
    }

    private HelmfileException noMatch() {
      return new HelmfileException(
          HelmfileErrorCode.NO_MATCHING_RELEASE,
          "no releases found that matches specified selector("
              + String.join(", ", selectors)
              + ") and environment("
              + environment
              + "), in any helmfile");
    }

    private NeedsFlags flags() {
      boolean any = include || transitive;
      return new NeedsFlags(!any && skip, any, transitive);
    }

    private boolean add(
        DesiredState state,
        ReleaseSelection selection,
        StringBuilder text,
        List<String> calls,
        ReleaseList list) {
      switch (command) {
        case "list" -> list.add(state, selection.filtered());
        case "build" -> text.append(BuildText.of(state, selection.filtered()));
        case "show-dag" ->
            text.append(DagTable.of(selection.groups(), state.rules().rules() == HelmfileRules.V0));
        case "template" ->
            selection.ordered(flags()).forEach(one -> calls.add("+" + rendered(state, one)));
        case "diff" ->
            selection.compared(flags()).stream()
                .filter(Release::installed)
                .forEach(one -> calls.add("+" + ReleaseSelection.id(one)));
        case "sync" -> {
          List<Release> planned = selection.planned(flags());
          addReversed(selection, planned.stream().filter(one -> !one.installed()).toList(), calls);
          planned.stream()
              .filter(Release::installed)
              .forEach(one -> calls.add("+" + ReleaseSelection.id(one)));
        }
        case "destroy" -> addReversed(selection, selection.distinctSelected(), calls);
        default -> throw new IllegalArgumentException(command);
      }
      return switch (command) {
        case "list", "build", "show-dag" -> !selection.filtered().isEmpty();
        default -> !selection.selected().isEmpty();
      };
    }

    /// helmfile 0.171 renders without a context, but for that of all.
    private static String rendered(DesiredState state, Release release) {
      return state.rules().rules() == HelmfileRules.V1
          ? ReleaseSelection.id(release)
          : ReleaseIds.of(state.helmDefaults().kubeContext(), release.namespace(), release.name());
    }

    private static void addReversed(
        ReleaseSelection selection, List<Release> removed, List<String> calls) {
      if (removed.isEmpty()) {
        return;
      }
      ReleaseOrder order = selection.order(removed).reversed();
      order
          .groups()
          .forEach(group -> group.forEach(one -> calls.add("-" + ReleaseSelection.id(one))));
    }

    /// Removals may come in another order within what needs allow; all else must be in place.
    void checkCalls(Made made, List<String> expected) {
      assertThat(kept(made.calls(), '+')).isEqualTo(kept(expected, '+'));
      assertThat(kept(made.calls(), '-')).containsExactlyInAnyOrderElementsOf(kept(expected, '-'));
    }

    private static List<String> kept(List<String> calls, char sign) {
      return calls.stream().filter(call -> call.charAt(0) == sign).toList();
    }
  }
}
