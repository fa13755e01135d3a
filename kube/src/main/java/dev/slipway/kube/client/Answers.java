package dev.slipway.kube.client;

import dev.slipway.object.KubeObject;
import dev.slipway.yaml.YamlException;

/// Reads answers.
final class Answers {
  private Answers() {}

  /// The object in an answer.
  ///
  /// @throws dev.slipway.kube.KubeException if the answer tells of an error, or has no object
  static KubeObject object(Sender.Sent sent, Subject subject, Faults faults) {
    if (!sent.answer().isGood()) {
      throw faults.answered(subject, sent.answer(), sent.attempts());
    }
    try {
      return KubeObject.parse(sent.answer().text());
    } catch (YamlException e) {
      throw faults.unreadable(subject, sent.answer(), e);
    }
  }
}
