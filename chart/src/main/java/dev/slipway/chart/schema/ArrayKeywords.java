package dev.slipway.chart.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// The keywords about arrays.
final class ArrayKeywords {
  private final SchemaRun run;

  ArrayKeywords(SchemaRun run) {
    this.run = run;
  }

  void check(List<?> array) {
    checkSize(array.size());
    if (Boolean.TRUE.equals(run.keyword("uniqueItems"))) {
      checkUnique(array);
    }
    int from = 0;
    if (run.draft() >= 2020) {
      from = checkPrefix(array, "prefixItems");
      if (run.has("items")) {
        checkRest(array, "items", from);
      }
    } else if (run.keyword("items") instanceof List<?>) {
      from = checkPrefix(array, "items");
      checkAdditional(array, from);
    } else if (run.has("items")) {
      checkRest(array, "items", 0);
    }
    if (run.draft() >= 6 && run.has("contains")) {
      checkContains(array);
    }
  }

  private void checkSize(int size) {
    long least = run.count("minItems");
    if (least >= 0 && size < least) {
      run.add(
          ObjectKeywords.counted("minItems", size, least),
          "Array must have at least " + least + " items");
    }
    long most = run.count("maxItems");
    if (most >= 0 && size > most) {
      run.add(
          ObjectKeywords.counted("maxItems", size, most),
          "Array must have at most " + most + " items");
    }
  }

  private void checkUnique(List<?> array) {
    for (int j = 1; j < array.size(); j++) {
      for (int i = 0; i < j; i++) {
        if (SchemaNumbers.areEqual(array.get(i), array.get(j))) {
          run.add(
              "items at "
                  + EnglishNumbers.integer(i)
                  + " and "
                  + EnglishNumbers.integer(j)
                  + " are equal",
              "array items[" + i + "," + j + "] must be unique");
          return;
        }
      }
    }
  }

  private int checkPrefix(List<?> array, String keyword) {
    if (!(run.keyword(keyword) instanceof List<?> schemas)) {
      return 0;
    }
    int count = Math.min(schemas.size(), array.size());
    for (int i = 0; i < count; i++) {
      run.child(schemas.get(i), array.get(i), Integer.toString(i));
      run.unevaluated().remove(i);
    }
    return count;
  }

  private void checkRest(List<?> array, String keyword, int from) {
    for (int i = from; i < array.size(); i++) {
      run.child(run.keyword(keyword), array.get(i), Integer.toString(i));
      run.unevaluated().remove(i);
    }
  }

  private void checkAdditional(List<?> array, int from) {
    if (Boolean.FALSE.equals(run.keyword("additionalItems")) && from != array.size()) {
      run.add(
          "last " + EnglishNumbers.integer(array.size() - from) + " additionalItem(s) not allowed",
          "No additional items allowed on array");
    } else if (run.has("additionalItems")) {
      checkRest(array, "additionalItems", from);
    }
  }

  private void checkContains(List<?> array) {
    List<SchemaError> failures = new ArrayList<>();
    List<Integer> matched = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      SchemaError error =
          run.childError(run.keyword("contains"), array.get(i), Integer.toString(i));
      if (error == null) {
        matched.add(i);
        if (run.draft() >= 2020) {
          run.unevaluated().remove(i);
        }
      } else {
        failures.add(error);
      }
    }
    long least = run.draft() >= 2019 ? run.count("minContains") : -1;
    String legacy = "At least one of the items must match";
    if (least >= 0 && matched.size() < least) {
      String found = matched.isEmpty() ? "but none matched" : "but matched " + itemsAt(matched);
      run.add(
          "min "
              + EnglishNumbers.integer(least)
              + " items required to match contains schema, "
              + found,
          legacy,
          failures);
    } else if (least < 0 && matched.isEmpty()) {
      run.add("no items match contains schema", legacy, failures);
    }
    long most = run.draft() >= 2019 ? run.count("maxContains") : -1;
    if (most >= 0 && matched.size() > most) {
      run.add(
          "max "
              + EnglishNumbers.integer(most)
              + " items required to match contains schema, but matched "
              + itemsAt(matched),
          legacy);
    }
  }

  private static String itemsAt(List<Integer> matched) {
    StringJoiner indices = new StringJoiner(" ");
    matched.forEach(index -> indices.add(Integer.toString(index)));
    return EnglishNumbers.integer(matched.size()) + " items at " + indices;
  }
}
