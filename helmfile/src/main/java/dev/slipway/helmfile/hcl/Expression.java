package dev.slipway.helmfile.hcl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression of HCL. `at` is where it begins in the file's text.
sealed interface Expression {
  /// A value: null, Boolean, [java.math.BigDecimal] or String.
  record Literal(@Nullable Object value) implements Expression {}

  /// A text made of parts; one of a single part is that part's value.
  record Template(List<Expression> parts) implements Expression {}

  /// A variable.
  record Variable(String name, int at) implements Expression {}

  /// A named attribute of an object, or an item of a list where the name is a number.
  record Attribute(Expression of, String name, int at) implements Expression {}

  /// What an index gives.
  record Index(Expression of, Expression key, int at) implements Expression {}

  /// `of[*]…` or `of.*…`: `each`, in which `item` stands for each item.
  record Splat(Expression of, String item, Expression each) implements Expression {}

  /// A list.
  record Tuple(List<Expression> items) implements Expression {}

  /// An object.
  record Entries(List<Entry> entries) implements Expression {}

  /// An entry of an object.
  record Entry(Expression key, Expression value) {}

  /// A `for` expression.
  ///
  /// @param key the first of two variables, or null
  /// @param newKey what makes the keys of an object; null for a list
  /// @param grouped whether values with the same key are collected
  record For(
      @Nullable String key,
      String value,
      Expression collection,
      @Nullable Expression newKey,
      Expression newValue,
      @Nullable Expression condition,
      boolean grouped,
      int at)
      implements Expression {}

  /// `test ? yes : no`.
  record Conditional(Expression test, Expression yes, Expression no, int at)
      implements Expression {}

  /// Two operands.
  record Binary(String operator, Expression left, Expression right, int at) implements Expression {}

  /// One operand.
  record Unary(String operator, Expression operand, int at) implements Expression {}

  /// A function's call.
  ///
  /// @param spread whether the last argument's items are the last arguments
  record Call(String name, List<Expression> arguments, boolean spread, int at)
      implements Expression {}
}
