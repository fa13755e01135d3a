package dev.slipway.helmfile.select;

import dev.slipway.core.Diagnostic;
import dev.slipway.helmfile.HelmfileErrorCode;
import dev.slipway.helmfile.HelmfileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One `-l`: the labels that a release must have, and those that it must not have, such as
/// `tier=frontend,name!=canary`. All of them must fit (helmfile, pkg/state/release_filters.go).
///
/// @param text as the user wrote it
/// @param required labels that must be there with that value
/// @param excluded labels that must not have that value
public record Selector(String text, List<Label> required, List<Label> excluded) {
  /// A label and its value.
  public record Label(String name, String value) {}

  public Selector {
    required = List.copyOf(required);
    excluded = List.copyOf(excluded);
  }

  /// Reads one selector.
  ///
  /// @throws HelmfileException if it is malformed, with helmfile's text
  public static Selector parse(String text) {
    List<Label> required = new ArrayList<>();
    List<Label> excluded = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int unequal = part.indexOf("!=");
      int operator = unequal >= 0 ? unequal : part.indexOf('=');
      int length = unequal >= 0 ? 2 : 1;
      if (operator < 0
          || !isWord(part.substring(0, operator))
          || !isWord(part.substring(operator + length))) {
        throw malformed(part);
      }
      Label label = new Label(part.substring(0, operator), part.substring(operator + length));
      (unequal >= 0 ? excluded : required).add(label);
    }
    return new Selector(text, required, excluded);
  }

  /// Reads several selectors, of which one must fit.
  ///
  /// @throws HelmfileException if one is malformed, with helmfile's text
  public static List<Selector> parseAll(List<String> texts) {
    return texts.stream().map(Selector::parse).toList();
  }

  /// Whether a release with these labels is meant.
  public boolean matches(Map<String, String> labels) {
    for (Label label : required) {
      if (!label.value().equals(labels.get(label.name()))) {
        return false;
      }
    }
    for (Label label : excluded) {
      if (label.value().equals(labels.get(label.name()))) {
        return false;
      }
    }
    return true;
  }

  /// Whether one of the selectors fits; true if there are none.
  public static boolean anyMatches(List<Selector> selectors, Map<String, String> labels) {
    if (selectors.isEmpty()) {
      return true;
    }
    for (Selector selector : selectors) {
      if (selector.matches(labels)) {
        return true;
      }
    }
    return false;
  }

  /// Whether some release could fit one of each list, going by required labels only. helmfile uses
  /// this to pass over nested helmfiles whose own selectors exclude what the user asks for.
  public static boolean compatible(List<Selector> some, List<Selector> others) {
    if (some.isEmpty() || others.isEmpty()) {
      return true;
    }
    for (Selector one : some) {
      for (Selector other : others) {
        if (one.agreesWith(other)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean agreesWith(Selector other) {
    for (Label mine : required) {
      for (Label its : other.required) {
        if (mine.name().equals(its.name()) && !mine.value().equals(its.value())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isWord(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && "_./+-".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static HelmfileException malformed(String label) {
    return new HelmfileException(
        Diagnostic.error(
                HelmfileErrorCode.INVALID_SELECTOR,
                "malformed label: " + label + ". Expected label in form k=v or k!=v")
            .withHint(
                "separate labels that must all fit by commas, and give -l once for each"
                    + " alternative: -l tier=web,name!=canary -l name=db"));
  }
}
