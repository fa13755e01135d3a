package dev.slipway.gotemplate.semver;

import static dev.slipway.gotemplate.GoType.BOOL;
import static dev.slipway.gotemplate.GoType.BYTES;
import static dev.slipway.gotemplate.GoType.INT;
import static dev.slipway.gotemplate.GoType.STRING;
import static dev.slipway.gotemplate.GoType.UINT64;

import dev.slipway.gotemplate.FunctionException;
import dev.slipway.gotemplate.GoFunction;
import dev.slipway.gotemplate.GoInt;
import dev.slipway.gotemplate.GoUint;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// The methods of `semver.Version` that templates can call.
final class VersionMethods {
  private VersionMethods() {}

  static @Nullable GoFunction find(SemanticVersion version, String name) {
    return switch (name) {
      case "Major" -> number(name, version.major());
      case "Minor" -> number(name, version.minor());
      case "Patch" -> number(name, version.patch());
      case "Prerelease" -> text(name, version.prerelease());
      case "Metadata" -> text(name, version.metadata());
      case "String" -> text(name, version.toString());
      case "Value" -> text(name, version.toString());
      case "MarshalText" -> bytes(name, version.toString());
      case "MarshalJSON" -> bytes(name, "\"" + version + "\"");
      case "IncPatch" -> increment(name, version, version.patch(), "patch");
      case "IncMinor" -> increment(name, version, version.minor(), "minor");
      case "IncMajor" -> increment(name, version, version.major(), "major");
      case "SetPrerelease", "SetMetadata" -> setter(name, version);
      default -> version.isPointer() ? pointerMethod(version, name) : null;
    };
  }

  /// The methods that Go declares on `*Version`, which a plain value in a template does not have.
  private static @Nullable GoFunction pointerMethod(SemanticVersion version, String name) {
    return switch (name) {
      case "Original" -> text(name, version.original());
      case "LessThan" -> comparison(name, version, order -> order < 0);
      case "LessThanEqual" -> comparison(name, version, order -> order <= 0);
      case "GreaterThan" -> comparison(name, version, order -> order > 0);
      case "GreaterThanEqual" -> comparison(name, version, order -> order >= 0);
      case "Equal" -> comparison(name, version, order -> order == 0);
      case "Compare" ->
          GoFunction.of(
              name,
              INT,
              (_, a) -> GoInt.of(version.compareTo(argument(a))),
              SemanticVersion.GO_TYPE);
      default -> null;
    };
  }

  private static GoFunction number(String name, long value) {
    return GoFunction.of(name, UINT64, (_, _) -> GoUint.of(UINT64, value));
  }

  private static GoFunction text(String name, String value) {
    return GoFunction.of(name, STRING, (_, _) -> value);
  }

  private static GoFunction bytes(String name, String value) {
    return GoFunction.of(name, BYTES, (_, _) -> value.getBytes(StandardCharsets.UTF_8));
  }

  private static GoFunction increment(
      String name, SemanticVersion version, long part, String partName) {
    return GoFunction.of(
        name,
        SemanticVersion.STRUCT_TYPE,
        (_, _) -> {
          boolean stays = partName.equals("patch") && version.isPrerelease();
          if (part == -1 && !stays && version.rules().bounded()) {
            throw FunctionException.panic(partName + " version increment would overflow uint64");
          }
          return switch (partName) {
            case "patch" -> version.incrementPatch();
            case "minor" -> version.incrementMinor();
            default -> version.incrementMajor();
          };
        });
  }

  private static GoFunction setter(String name, SemanticVersion version) {
    return GoFunction.of(
        name,
        SemanticVersion.STRUCT_TYPE,
        (_, a) -> {
          String value = (String) Objects.requireNonNull(a[0]);
          try {
            return name.equals("SetMetadata")
                ? version.withMetadata(value)
                : version.withPrerelease(value);
          } catch (SemverException invalid) {
            throw FunctionException.error(invalid.diagnostic().message());
          }
        },
        STRING);
  }

  private static GoFunction comparison(
      String name, SemanticVersion version, IntPredicate predicate) {
    return GoFunction.of(
        name,
        BOOL,
        (_, a) -> predicate.test(version.compareTo(argument(a))),
        SemanticVersion.GO_TYPE);
  }

  private static SemanticVersion argument(@Nullable Object[] arguments) {
    if (arguments[0] instanceof SemanticVersion other) {
      return other;
    }
    throw FunctionException.panic(
        "runtime error: invalid memory address or nil pointer dereference");
  }
}
