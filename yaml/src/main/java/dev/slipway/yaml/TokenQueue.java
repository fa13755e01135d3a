package dev.slipway.yaml;

/// The tokens that are scanned and not yet parsed, in order; and, beside them, which simple key is
/// remembered for which token's number.
final class TokenQueue {
  private Token[] tokens = new Token[16];
  private int head;
  private int size;
  private int taken;
  private int[] keyNumbers = new int[32];
  private int[] keyLevels = new int[32];

  TokenQueue() {
    java.util.Arrays.fill(keyNumbers, -1);
  }

  boolean isEmpty() {
    return size == 0;
  }

  Token peek() {
    return tokens[head];
  }

  void take() {
    head = (head + 1) & (tokens.length - 1);
    size--;
    taken++;
  }

  /// The number of the first token here: how many were taken before it.
  int firstNumber() {
    return taken;
  }

  /// The number that the next added token gets.
  int nextNumber() {
    return taken + size;
  }

  void add(Token token) {
    if (size == tokens.length) {
      grow();
    }
    tokens[(head + size) & (tokens.length - 1)] = token;
    size++;
  }

  /// Puts `token` in front of the token of that number; at the end when that one is gone.
  void insert(int number, Token token) {
    int place = number - taken;
    add(token);
    if (place < 0) {
      return;
    }
    int mask = tokens.length - 1;
    for (int i = size - 1; i > place; i--) {
      tokens[(head + i) & mask] = tokens[(head + i - 1) & mask];
    }
    tokens[(head + place) & mask] = token;
  }

  /// The level whose simple key is remembered for the token of that number, or -1.
  int keyLevel(int number) {
    int slot = number & (keyNumbers.length - 1);
    return keyNumbers[slot] == number ? keyLevels[slot] : -1;
  }

  void rememberKey(int number, int level) {
    while (number - taken >= keyNumbers.length) {
      growKeys();
    }
    int slot = number & (keyNumbers.length - 1);
    keyNumbers[slot] = number;
    keyLevels[slot] = level;
  }

  void forgetKey(int number) {
    int slot = number & (keyNumbers.length - 1);
    if (keyNumbers[slot] == number) {
      keyNumbers[slot] = -1;
    }
  }

  private void grow() {
    Token[] larger = new Token[tokens.length * 2];
    for (int i = 0; i < size; i++) {
      larger[i] = tokens[(head + i) & (tokens.length - 1)];
    }
    tokens = larger;
    head = 0;
  }

  private void growKeys() {
    int[] numbers = new int[keyNumbers.length * 2];
    int[] levels = new int[numbers.length];
    java.util.Arrays.fill(numbers, -1);
    for (int i = 0; i < keyNumbers.length; i++) {
      if (keyNumbers[i] >= taken) {
        int slot = keyNumbers[i] & (numbers.length - 1);
        numbers[slot] = keyNumbers[i];
        levels[slot] = keyLevels[i];
      }
    }
    keyNumbers = numbers;
    keyLevels = levels;
  }
}
