package dev.slipway.gotemplate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function that templates can call. The evaluator checks number and types of the arguments
/// against the signature, with Go's error texts, before it calls the body; the body may rely on
/// them.
///
/// @param name the name in the template
/// @param parameters the fixed parameters' types
/// @param variadic the type of each further argument, or null when there are none
/// @param result the declared result type; `interface {}` when it varies
/// @param body what it does
public record GoFunction(
    String name, List<GoType> parameters, @Nullable GoType variadic, GoType result, Body body) {
  public GoFunction {
    parameters = List.copyOf(parameters);
  }

  /// What a function does.
  @FunctionalInterface
  public interface Body {
    /// Calls the function.
    ///
    /// @param scope the rendering that calls
    /// @param arguments the checked arguments: a value of type `int` arrives as [GoInt], `string`
    ///   as `String`, `interface {}` as any value of [GoType]'s table. Nothing where a map or slice
    ///   is expected arrives as its [GoNil]; a named map or slice as the plain one
    /// @throws FunctionException to fail with the text of a Go error
    @Nullable Object call(RenderScope scope, @Nullable Object[] arguments);
  }

  /// A function of fixed parameters.
  public static GoFunction of(String name, GoType result, Body body, GoType... parameters) {
    return new GoFunction(name, List.of(parameters), null, result, body);
  }

  /// A function with a variadic last parameter.
  public static GoFunction variadic(
      String name, GoType result, GoType variadic, Body body, GoType... parameters) {
    return new GoFunction(name, List.of(parameters), variadic, result, body);
  }

  /// The same function under another name.
  public GoFunction named(String newName) {
    return new GoFunction(newName, parameters, variadic, result, body);
  }

  /// Functions are equal only if they are the same object: what they do cannot be compared.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
