package dev.slipway.object.select;

import dev.slipway.core.GoStrings;
import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectErrorCode;
import dev.slipway.object.ObjectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Which objects are meant, by their fields: k8s.io/apimachinery/pkg/fields. Immutable.
///
/// @param requirements what it asks for
public record FieldSelector(List<Requirement> requirements) {
  /// All objects.
  public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

  /// What one field must be.
  ///
  /// @param field its path, such as `metadata.name`
  /// @param equal whether it must have the value, or must not
  /// @param value the value
  public record Requirement(String field, boolean equal, String value) {
    @Override
    public String toString() {
      return field + (equal ? "=" : "!=") + escape(value);
    }
  }

  public FieldSelector {
    requirements = List.copyOf(requirements);
  }

  /// Reads the form of query parameters: `metadata.name=web,status.phase!=Running`. `\`, `,` and
  /// `=` in values stand behind a `\`.
  ///
  /// @throws ObjectException with the API server's text
  public static FieldSelector parse(String text) {
    List<String> terms = terms(text);
    terms.sort(GoStrings.BYTE_ORDER);
    List<Requirement> requirements = new ArrayList<>();
    for (String term : terms) {
      if (term.isEmpty()) {
        continue;
      }
      int equals = term.indexOf('=');
      if (equals < 0) {
        throw failed("invalid selector: '" + text + "'; can't understand '" + term + "'");
      }
      boolean not = equals > 0 && term.charAt(equals - 1) == '!';
      int value = !not && term.startsWith("==", equals) ? equals + 2 : equals + 1;
      Requirement requirement =
          new Requirement(
              term.substring(0, not ? equals - 1 : equals), !not, unescape(term.substring(value)));
      if (!requirement.field.isEmpty() || !requirement.value.isEmpty()) {
        requirements.add(requirement);
      }
    }
    return requirements.isEmpty() ? EVERYTHING : new FieldSelector(requirements);
  }

  private static ObjectException failed(String message) {
    return new ObjectException(ObjectErrorCode.SELECTOR, message);
  }

  /// The parts between commas that are not escaped.
  private static List<String> terms(String text) {
    List<String> terms = new ArrayList<>();
    int start = 0;
    boolean escaped = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (escaped) {
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == ',') {
        terms.add(text.substring(start, i));
        start = i + 1;
      }
    }
    terms.add(text.substring(start));
    return terms;
  }

  /// A value as it stands in a selector's text.
  public static String escape(String value) {
    return value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
  }

  private static String unescape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean escaped = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (escaped) {
        if (c != '\\' && c != ',' && c != '=') {
          throw failed(
              "invalid field selector: invalid escape sequence: \\"
                  + Character.toString(text.codePointAt(i)));
        }
        out.append(c);
        escaped = false;
      } else if (c == '\\') {
        escaped = true;
      } else if (c == ',' || c == '=') {
        throw failed("invalid field selector: unescaped character in value: " + (int) c);
      } else {
        out.append(c);
      }
    }
    if (escaped) {
      throw failed("invalid field selector: invalid escape sequence: \\");
    }
    return out.toString();
  }

  /// Whether the object is meant; a field that is not there is the empty text.
  public boolean matches(KubeObject object) {
    return matches(field -> text(object.get(field.split("\\.", -1))));
  }

  /// Whether an object is meant.
  ///
  /// @param fields gives the value of a field; empty for one that is not there
  public boolean matches(UnaryOperator<String> fields) {
    for (Requirement requirement : requirements) {
      if (fields.apply(requirement.field).equals(requirement.value) != requirement.equal) {
        return false;
      }
    }
    return true;
  }

  private static String text(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? value.toString()
        : "";
  }

  /// Whether all objects are meant.
  public boolean isEmpty() {
    return requirements.isEmpty();
  }

  /// The value that a field must have, if there is one.
  public Optional<String> exact(String field) {
    for (Requirement requirement : requirements) {
      if (requirement.equal && requirement.field.equals(field)) {
        return Optional.of(requirement.value);
      }
    }
    return Optional.empty();
  }

  /// The form of query parameters.
  @Override
  public String toString() {
    List<String> texts = new ArrayList<>();
    for (Requirement requirement : requirements) {
      texts.add(requirement.toString());
    }
    return String.join(",", texts);
  }
}
