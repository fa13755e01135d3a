package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.slipway.core.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/errors.md names every error code, each once, with its type and a meaning.
class ErrorReferenceTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(SLW-[A-Z]+-\\d{4})` \\| (\\w+) \\| (\\S.*\\S) \\|$");

  @Test
  void isComplete() throws IOException {
    Map<String, String> documented = new TreeMap<>();
    List<String> twice = new ArrayList<>();
    Path page = Path.of(System.getProperty("slipway.root"), "docs", "errors.md");
    for (String line : Files.readAllLines(page)) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && documented.put(row.group(1), row.group(2)) != null) {
        twice.add(row.group(1));
      }
    }

    assertThat(twice).isEmpty();
    Map<String, String> codes = codes();
    assertThat(documented.keySet())
        .as("docs/errors.md has a row for each code")
        .isEqualTo(codes.keySet());
    assertThat(documented).isEqualTo(codes);
  }

  private static Map<String, String> codes() {
    Map<String, String> codes = new TreeMap<>();
    new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.slipway")
            .stream()
            .filter(type -> type.isEnum() && type.isAssignableTo(ErrorCode.class))
            .map(JavaClass::reflect)
            .flatMap(type -> Arrays.stream(type.getEnumConstants()))
            .map(ErrorCode.class::cast)
            .forEach(code -> codes.put(code.id(), code.type().name()));
    return codes;
  }
}
