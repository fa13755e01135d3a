package dev.slipway.helmfile.hcl;

/// Something wrong at a place of an HCL text; without a stack, since it becomes a helmfile error.
class HclFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int at;
  private final boolean forTry;

  /// @param at the offset in the text; -1 when unknown
  HclFault(int at, String message) {
    this(at, message, true);
  }

  /// @param forTry whether the functions `try` and `can` go on after it
  HclFault(int at, String message, boolean forTry) {
    super(message, null, false, false);
    this.at = at;
    this.forTry = forTry;
  }

  boolean isForTry() {
    return forTry;
  }

  int at() {
    return at;
  }
}
