package dev.slipway.gotemplate;

import dev.slipway.gotemplate.exec.Builtins;
import dev.slipway.gotemplate.exec.PlanCache;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An immutable table of the functions that templates may call. Parsed and planned templates are
/// cached in the table by their text: build it once and keep it. For any thread.
public final class Functions {
  private final Map<String, GoFunction> byName;
  private final Map<String, ArgumentUse> uses;
  private final PlanCache plans = new PlanCache(this);

  private Functions(Map<String, GoFunction> byName, Map<String, ArgumentUse> uses) {
    this.byName = byName;
    this.uses = uses;
  }

  /// The functions of the language itself: and, or, not, len, index, slice, print, printf, println,
  /// html, js, urlquery, call, eq, ne, lt, le, gt, ge.
  public static Functions builtins() {
    return new Functions(new HashMap<>(), new HashMap<>())
        .with(Builtins.all())
        .using(ArgumentUse.NAVIGATES, "index")
        .using(ArgumentUse.HOLDS, "not");
  }

  /// A table with further functions; one of the same name replaces the earlier one.
  ///
  /// @throws IllegalArgumentException if a name is not a Go identifier
  public Functions with(Iterable<GoFunction> more) {
    Map<String, GoFunction> all = new HashMap<>(byName);
    for (GoFunction function : more) {
      if (!isIdentifier(function.name())) {
        throw new IllegalArgumentException(
            "function name \"" + function.name() + "\" is not a valid identifier");
      }
      all.put(function.name(), function);
    }
    return new Functions(all, uses);
  }

  /// A table with further functions; one of the same name replaces the earlier one.
  public Functions with(GoFunction... more) {
    return with(Arrays.asList(more));
  }

  /// A table without the named functions.
  public Functions without(String... names) {
    Map<String, GoFunction> all = new HashMap<>(byName);
    for (String name : names) {
      all.remove(name);
    }
    return new Functions(all, uses);
  }

  /// A table that knows what the named functions do with their arguments, for a [RenderObserver].
  public Functions using(ArgumentUse use, String... names) {
    Map<String, ArgumentUse> all = new HashMap<>(uses);
    for (String name : names) {
      all.put(name, use);
    }
    return new Functions(byName, all);
  }

  /// The function of that name, or null.
  public @Nullable GoFunction find(String name) {
    return byName.get(name);
  }

  /// What the function of that name does with its arguments.
  public ArgumentUse useOf(String name) {
    return uses.getOrDefault(name, ArgumentUse.CONSUMES);
  }

  /// All names, sorted.
  public Set<String> names() {
    return Collections.unmodifiableSet(new TreeSet<>(byName.keySet()));
  }

  PlanCache plans() {
    return plans;
  }

  private static boolean isIdentifier(String name) {
    if (name.isEmpty() || !(Character.isLetter(name.codePointAt(0)) || name.charAt(0) == '_')) {
      return false;
    }
    // A plain loop: this runs for some 300 functions at each start of a command line.
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      if (c != '_' && !Character.isLetterOrDigit(c)) {
        return false;
      }
      i += Character.charCount(c);
    }
    return true;
  }
}
