package dev.slipway.object.quantity;

import dev.slipway.object.KubeObject;
import dev.slipway.object.ObjectException;
import dev.slipway.object.Vectors;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/// Quantities are read, reckoned with and written as resource.Quantity does it.
class QuantityVectorsTest {
  private static final BigDecimal LARGE = new BigDecimal("9e15");

  @Test
  void areThoseOfGo() {
    Vectors vectors = new Vectors();
    for (KubeObject each : Vectors.of("quantities")) {
      if (each.text("kind").equals("pair")) {
        Quantity a = Quantity.parse(each.text("a"));
        Quantity b = Quantity.parse(each.text("b"));
        vectors.same(each, each.get("sum"), a.plus(b).toString());
        vectors.same(each, each.get("difference"), a.minus(b).toString());
        vectors.same(each, each.get("order"), (long) a.compareTo(b));
        continue;
      }
      try {
        Quantity quantity = Quantity.parse(each.text("in"));
        vectors.same(each, each.get("text"), quantity.toString());
        vectors.same(each, each.get("canonical"), quantity.canonical());
        if (quantity.sign() >= 0 && quantity.amount().compareTo(LARGE) < 0) {
          // Beyond that and below zero Go's numbers overflow or are rounded in another way.
          vectors.same(each, each.get("value"), Long.toString(quantity.whole()));
          vectors.same(each, each.get("milli"), Long.toString(quantity.thousandths()));
        }
        vectors.same(each, each.get("sign"), (long) quantity.sign());
      } catch (ObjectException e) {
        vectors.same(each, each.get("error"), e.getMessage());
      }
    }
    vectors.check(5000);
  }
}
