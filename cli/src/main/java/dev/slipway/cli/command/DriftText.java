package dev.slipway.cli.command;

import dev.slipway.cli.option.Option;
import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.Style;
import dev.slipway.release.diff.Drift;
import dev.slipway.release.plan.AddedField;
import dev.slipway.release.plan.FieldManagers;
import dev.slipway.yaml.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the drift of a release is printed as.
final class DriftText {
  static final Option<Boolean> NO_DRIFT =
      Option.flag("no-drift", "do not compare the objects with what the release wrote: quicker");

  private static final int LONGEST = 60;

  private DriftText() {}

  /// Prints each object that differs, with its fields and who set them.
  static void print(Drift drift, Console console) {
    drifted(drift, console);
    added(drift, console);
  }

  private static void added(Drift drift, Console console) {
    if (drift.added().isEmpty()) {
      return;
    }
    console.println("ADDED BY HAND: the release does not set these fields, and leaves them");
    for (Drift.EnrichedObject object : drift.added()) {
      console.println("  " + object.key().label());
      for (AddedField field : object.fields()) {
        Object value = field.value();
        console.println(
            "    "
                + field.path()
                + (value == null ? "" : " is " + value(value))
                + managers(List.of(field.owner())));
      }
    }
  }

  private static void drifted(Drift drift, Console console) {
    if (drift.objects().isEmpty()) {
      console.println("DRIFT: none");
      return;
    }
    console.println(
        "DRIFT: " + count(drift) + " from what revision " + drift.revision() + " wrote");
    for (Drift.DriftedObject object : drift.objects()) {
      console.println(
          console.styledOutput(
              Style.WARNING, "  " + object.key().label() + (object.missing() ? " is gone" : "")));
      for (Drift.DriftedField field : object.fields()) {
        console.println(
            "    "
                + field.path()
                + " is "
                + value(field.live())
                + ", was written as "
                + value(field.written())
                + managers(field.managers()));
      }
    }
  }

  /// `2 objects differ`.
  static String count(Drift drift) {
    int objects = drift.objects().size();
    return objects + (objects == 1 ? " object differs" : " objects differ");
  }

  private static String value(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    String text = Json.writeRaw(value);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static String managers(List<FieldManagers.Owner> managers) {
    List<String> texts = new ArrayList<>();
    for (FieldManagers.Owner manager : managers) {
      texts.add(manager.name() + (manager.time().isEmpty() ? "" : " at " + manager.time()));
    }
    return texts.isEmpty() ? "" : " (" + String.join(", ", texts) + ")";
  }

  /// What people added, for programs.
  static List<Object> added(Drift drift) {
    List<Object> objects = new ArrayList<>();
    for (Drift.EnrichedObject object : drift.added()) {
      for (AddedField field : object.fields()) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("apiVersion", object.key().type().apiVersion());
        one.put("kind", object.key().type().kind());
        one.put("namespace", object.key().namespace());
        one.put("name", object.key().name());
        one.put("path", field.path());
        one.put("value", field.value());
        one.put("manager", field.owner().name());
        one.put("time", field.owner().time());
        objects.add(one);
      }
    }
    return objects;
  }

  /// The same for programs.
  static List<Object> entry(Drift drift) {
    List<Object> objects = new ArrayList<>();
    for (Drift.DriftedObject object : drift.objects()) {
      Map<String, @Nullable Object> one = new LinkedHashMap<>();
      one.put("apiVersion", object.key().type().apiVersion());
      one.put("kind", object.key().type().kind());
      one.put("namespace", object.key().namespace());
      one.put("name", object.key().name());
      one.put("missing", object.missing());
      List<Object> fields = new ArrayList<>();
      for (Drift.DriftedField field : object.fields()) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("path", field.path());
        entry.put("written", field.written());
        entry.put("live", field.live());
        entry.put("managers", field.managers().stream().map(FieldManagers.Owner::name).toList());
        fields.add(entry);
      }
      one.put("fields", fields);
      objects.add(one);
    }
    return objects;
  }
}
