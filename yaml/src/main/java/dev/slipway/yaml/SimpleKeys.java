package dev.slipway.yaml;

import java.util.Arrays;

/// Where a key without `?` may have begun: one place for the block level and one for each open flow
/// collection.
final class SimpleKeys {
  private boolean[] possible = new boolean[8];
  private boolean[] required = new boolean[8];
  private int[] number = new int[8];
  private int[] index = new int[8];
  private int[] line = new int[8];
  private int[] column = new int[8];
  private int top = -1;

  int top() {
    return top;
  }

  void push() {
    top++;
    if (top == possible.length) {
      int larger = top * 2;
      possible = Arrays.copyOf(possible, larger);
      required = Arrays.copyOf(required, larger);
      number = Arrays.copyOf(number, larger);
      index = Arrays.copyOf(index, larger);
      line = Arrays.copyOf(line, larger);
      column = Arrays.copyOf(column, larger);
    }
    possible[top] = false;
    required[top] = false;
  }

  void pop() {
    top--;
  }

  void set(boolean isRequired, int tokenNumber, YamlInput at) {
    possible[top] = true;
    required[top] = isRequired;
    number[top] = tokenNumber;
    index[top] = at.index();
    line[top] = at.line;
    column[top] = at.column();
  }

  void setNumber(int tokenNumber) {
    number[top] = tokenNumber;
  }

  boolean possible(int level) {
    return possible[level];
  }

  boolean required(int level) {
    return required[level];
  }

  void drop(int level) {
    possible[level] = false;
  }

  int number(int level) {
    return number[level];
  }

  int line(int level) {
    return line[level];
  }

  int column(int level) {
    return column[level];
  }

  /// Whether the reading place is too far from the key for a `:` to belong to it.
  boolean outrun(int level, YamlInput at) {
    return line[level] < at.line || index[level] + 1024 < at.index();
  }
}
