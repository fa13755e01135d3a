package dev.slipway.sandbox.admission.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AdmissionReviewTest {
  private static String answer(String response) {
    return "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"response\":"
        + response
        + "}";
  }

  @Test
  void aPatchIsReadFromBase64() throws WebhookFailure {
    String patch =
        Base64.getEncoder()
            .encodeToString(
                "[{\"op\":\"remove\",\"path\":\"/a\"}]".getBytes(StandardCharsets.UTF_8));
    String text =
        answer(
            "{\"uid\":\"u\",\"allowed\":true,\"patchType\":\"JSONPatch\",\"patch\":\""
                + patch
                + "\"}");

    AdmissionReview review = AdmissionReview.read(text, "u", true);

    assertThat(review.allowed()).isTrue();
    assertThat(review.patch()).hasSize(1);
  }

  @Test
  void aValidatingWebhookMayNotPatch() {
    String text = answer("{\"uid\":\"u\",\"allowed\":true,\"patch\":\"W10=\"}");
    assertThatThrownBy(() -> AdmissionReview.read(text, "u", false))
        .hasMessage(
            "received invalid webhook response: validating webhook may not return response.patch");
  }

  @Test
  void anAnswerToAnotherQuestionIsNone() {
    String text = answer("{\"uid\":\"other\",\"allowed\":true}");
    assertThatThrownBy(() -> AdmissionReview.read(text, "u", false))
        .hasMessage(
            "received invalid webhook response: expected response.uid=\"u\", got \"other\"");
  }

  @Test
  void anAnswerWithoutResponseIsNone() {
    String text = "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"}";
    assertThatThrownBy(() -> AdmissionReview.read(text, "u", false))
        .hasMessage("received invalid webhook response: webhook response was absent");
  }
}
