package dev.slipway.gotemplate.exec;

import dev.slipway.gotemplate.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Notes which template made which part of the output. Confined to one rendering.
final class Tracer {
  /// The places of the lines of a piece of output.
  private record Lines(List<String> texts, List<Place> places) {}

  /// From `start` on the output comes from `place`, line by line if `isText`.
  private record Mark(int start, Place place, boolean isText) {}

  private List<Mark> marks = new ArrayList<>();

  /// What the templates executed by functions of the current action put out.
  private List<Lines> inner = new ArrayList<>();

  /// Executes statements and notes what they put out.
  Flow execute(Statement[] statements, Frame frame) {
    for (Statement statement : statements) {
      frame.execution.step();
      int start = frame.out.length();
      Flow flow =
          switch (statement) {
            case Statements.Text text -> {
              marks.add(new Mark(start, frame.template.place(text.offset), true));
              yield text.execute(frame);
            }
            case Statements.Action action -> {
              action(action, frame);
              yield Flow.NEXT;
            }
            default -> statement.execute(frame);
          };
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }

  private void action(Statements.Action action, Frame frame) {
    List<Lines> outer = inner;
    inner = new ArrayList<>();
    int start = frame.out.length();
    action.execute(frame);
    List<Lines> executed = inner;
    inner = outer;
    Place place = frame.place(action.at);
    if (executed.isEmpty()) {
      if (frame.out.length() > start) {
        marks.add(new Mark(start, place, false));
      }
    } else {
      markLines(frame.out, start, place, executed);
    }
  }

  /// Finds the lines of an action's output among the lines of what its functions executed: they may
  /// have been indented since.
  private void markLines(StringBuilder out, int start, Place own, List<Lines> executed) {
    Matcher matcher = new Matcher(executed);
    int position = start;
    while (position < out.length()) {
      int end = out.indexOf("\n", position);
      end = end < 0 ? out.length() : end;
      Place place = matcher.find(out.substring(position, end).strip());
      marks.add(new Mark(position, place == null ? own : place, false));
      position = end + 1;
    }
  }

  /// Looks for lines in the order in which they were put out.
  private static final class Matcher {
    private final List<String> texts = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private int next;

    Matcher(List<Lines> executed) {
      for (Lines lines : executed) {
        texts.addAll(lines.texts());
        places.addAll(lines.places());
      }
    }

    @Nullable Place find(String line) {
      if (line.isEmpty()) {
        return null;
      }
      for (int i = 0; i < texts.size(); i++) {
        int candidate = (next + i) % texts.size();
        if (texts.get(candidate).equals(line)) {
          next = candidate + 1;
          return places.get(candidate);
        }
      }
      return null;
    }
  }

  /// Executes a template for a function, and keeps the places of its lines for the action that the
  /// function belongs to.
  String captured(Execution execution, TemplateEntry template, @Nullable Object data) {
    int start = execution.out.length();
    List<Mark> outerMarks = marks;
    List<Lines> outerInner = inner;
    marks = new ArrayList<>();
    inner = new ArrayList<>();
    try {
      execution.run(template, data);
      String text = execution.out.substring(start);
      List<String> texts = new ArrayList<>();
      List<Place> places = new ArrayList<>();
      List<Optional<Place>> all = places(text, start);
      String[] lines = text.split("\n", -1);
      for (int i = 0; i < lines.length; i++) {
        String line = lines[i].strip();
        if (!line.isEmpty() && all.get(i).isPresent()) {
          texts.add(line);
          places.add(all.get(i).get());
        }
      }
      outerInner.add(new Lines(texts, places));
      return text;
    } finally {
      marks = outerMarks;
      inner = outerInner;
    }
  }

  /// The place of each line of the output.
  List<Optional<Place>> places(String text, int start) {
    List<Optional<Place>> places = new ArrayList<>();
    int mark = 0;
    int position = 0;
    while (position <= text.length()) {
      int end = text.indexOf('\n', position);
      end = end < 0 ? text.length() : end;
      int visible = position;
      while (visible < end && text.charAt(visible) <= ' ') {
        visible++;
      }
      // What made the first visible character of the line made the line.
      int wanted = start + (visible < end ? visible : position);
      while (mark + 1 < marks.size() && marks.get(mark + 1).start() <= wanted) {
        mark++;
      }
      places.add(placeAt(text, start, mark, wanted));
      position = end + 1;
    }
    return places;
  }

  private Optional<Place> placeAt(String text, int start, int mark, int wanted) {
    if (mark >= marks.size() || marks.get(mark).start() > wanted) {
      return Optional.empty();
    }
    Mark found = marks.get(mark);
    Place place = found.place();
    if (!found.isText()) {
      return Optional.of(place);
    }
    // Text stands in the output as it stands in the template.
    int offset = place.offset() + (wanted - found.start());
    return offset > place.text().length() || text.length() < wanted - start
        ? Optional.of(place)
        : Optional.of(new Place(place.file(), place.text(), offset));
  }
}
