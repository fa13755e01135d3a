package dev.slipway.compat;

/// One job's results side by side.
///
/// @param job the job
/// @param golden Helm's result
/// @param output what Slipway printed; empty when it failed
/// @param error Slipway's error; empty when it succeeded
/// @param verdict what the comparison says
record Comparison(Job job, Golden golden, String output, String error, Verdict verdict) {
  private static final String ADVICE = "\n\nUse --debug flag to render out invalid YAML";

  static Comparison of(Job job, Golden golden, TemplateCommand slipway, Peer peer) {
    TemplateCommand.Result result = slipway.run(job, peer, golden.millis());
    return new Comparison(job, golden, result.output(), result.error(), judge(golden, result));
  }

  private static Verdict judge(Golden golden, TemplateCommand.Result result) {
    if (golden.ok() && result.ok()) {
      String second = golden.secondOutput();
      if (golden.output().equals(result.output())) {
        return Verdict.IDENTICAL;
      }
      return second != null && Shape.matches(golden.output(), second, result.output())
          ? Verdict.SAME_SHAPE
          : Verdict.DIFFERENT;
    }
    if (golden.ok() != result.ok()) {
      return golden.ok() ? Verdict.FAILED : Verdict.PASSED;
    }
    String second = golden.secondError();
    if (sameText(golden.error(), result.error())
        || (second != null && sameText(second, result.error()))) {
      return Verdict.SAME_ERROR;
    }
    return ErrorClass.of(golden.error()).equals(ErrorClass.of(result.error()))
        ? Verdict.OTHER_ERROR
        : Verdict.OTHER_KIND_OF_ERROR;
  }

  /// The command line adds Helm's advice to an error; what is compared here is the error.
  /// Properties that a schema does not allow are named in the random order of a Go map.
  private static boolean sameText(String theirs, String ours) {
    String text =
        theirs.endsWith(ADVICE) ? theirs.substring(0, theirs.length() - ADVICE.length()) : theirs;
    return text.equals(ours)
        || (text.contains("additional properties") && Shape.sameWords(text, ours));
  }
}
