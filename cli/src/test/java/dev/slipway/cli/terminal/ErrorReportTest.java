package dev.slipway.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.Diagnostic;
import dev.slipway.core.SourceLocation;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErrorReportTest {
  private static final Diagnostic FULL =
      Diagnostic.error(CliErrorCode.INTERNAL, "template: web/templates/a.yaml:3:11: nil pointer")
          .at(new SourceLocation("web/templates/a.yaml", 3, 12), "  image: {{ .Values.imgae.tag }}")
          .withNotes(List.of("in template \"web.image\"", "included from b.yaml:7"))
          .withHint("did you mean \"image\"?");

  private static String report(Diagnostic diagnostic, boolean debug) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            err,
            Console.Interactive.NONE);
    new ErrorReport(console, debug).error(diagnostic);
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void showsTheMessageThenThePlaceTheChainAndTheHint() {
    assertThat(report(FULL, false))
        .isEqualTo(
            """
            Error: template: web/templates/a.yaml:3:11: nil pointer

              web/templates/a.yaml:3:12
              3 |   image: {{ .Values.imgae.tag }}
                |            ^
              in template "web.image"
              included from b.yaml:7
              hint: did you mean "image"?
            """);
  }

  @Test
  void leavesOutTheMiddleOfALongChain() {
    List<String> chain = IntStream.range(0, 1000).mapToObj(i -> "frame " + i).toList();
    Diagnostic diagnostic = Diagnostic.error(CliErrorCode.INTERNAL, "too deep").withNotes(chain);

    assertThat(report(diagnostic, false).lines())
        .hasSize(10)
        .contains("  frame 3", "  … 992 more lines …", "  frame 996");
  }

  @Test
  void doesNotRepeatThePlaceAsAChain() {
    Diagnostic diagnostic =
        FULL.withNotes(List.of("web/templates/a.yaml:3:12: executing \"a\" at <.Values>"));

    assertThat(report(diagnostic, false)).doesNotContain("executing");
  }

  @Test
  void namesTheCodeWhenDebugging() {
    assertThat(report(FULL, true)).contains("  code: SLW-CLI-0004\n");
  }

  @Test
  void isOneLineForAMessageAlone() {
    assertThat(report(Diagnostic.error(CliErrorCode.USAGE, "wrong"), false))
        .isEqualTo("Error: wrong\n");
  }

  @Test
  void doesNotRepeatAPlaceThatTheMessageNames() {
    Diagnostic diagnostic =
        Diagnostic.error(CliErrorCode.USAGE, "open values.yaml: no such file")
            .at(SourceLocation.of("values.yaml"), null);

    assertThat(report(diagnostic, false)).isEqualTo("Error: open values.yaml: no such file\n");
  }
}
