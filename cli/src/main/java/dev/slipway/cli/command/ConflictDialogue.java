package dev.slipway.cli.command;

import dev.slipway.cli.terminal.Console;
import dev.slipway.cli.terminal.Style;
import dev.slipway.object.KubeObject;
import dev.slipway.release.plan.ClusterPath;
import dev.slipway.release.plan.ConflictChoice;
import dev.slipway.release.plan.ConflictRule;
import dev.slipway.release.plan.DecidedConflict;
import dev.slipway.release.plan.ObjectChange;
import dev.slipway.release.plan.ReleasePlan;
import dev.slipway.yaml.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Asks at a terminal what becomes of fields that the release sets and others own, one after the
/// other. Scripts say it by flags.
final class ConflictDialogue {
  private static final int SHOWN = 60;

  private final Console console;
  private final Map<String, Question> questions = new LinkedHashMap<>();

  ConflictDialogue(Console console) {
    this.console = console;
  }

  /// A field of an object, which may be there on several clusters: one answer is for all of them.
  private static final class Question {
    private final ObjectChange change;
    private final String field;
    private final Set<String> owners = new LinkedHashSet<>();
    private final Set<String> releases = new LinkedHashSet<>();

    Question(ObjectChange change, String field) {
      this.change = change;
      this.field = field;
    }

    /// Its name in a [ConflictChoice].
    String name() {
      return change.key().label() + ":" + field;
    }
  }

  /// Adds what nobody has decided about a release.
  void add(String label, ReleasePlan plan) {
    for (ObjectChange change : plan.changes()) {
      for (DecidedConflict conflict : change.conflicts()) {
        if (conflict.rule() == ConflictRule.STOP) {
          Question question =
              questions.computeIfAbsent(
                  change.key().label() + ":" + conflict.field(),
                  _ -> new Question(change, conflict.field()));
          question.owners.add(conflict.owner());
          question.releases.add(label);
        }
      }
    }
  }

  /// Whether there is something to ask, and someone to answer.
  boolean isWanted() {
    return console.isDialogue() && !questions.isEmpty();
  }

  /// Asks.
  ///
  /// @param before what was decided by flags
  /// @return that, and the answers; empty when the run is to stop
  Optional<ConflictChoice> ask(ConflictChoice before) {
    int count = questions.size();
    console.message(
        console.styled(
            Style.STRONG,
            count == 1 ? "Another owns a field:" : "Others own " + count + " fields:"));
    ConflictChoice choice = before;
    ConflictRule rest = null;
    Iterator<Question> left = questions.values().iterator();
    while (left.hasNext()) {
      Question question = left.next();
      if (rest == null) {
        show(question);
        Answer answer = answer(left.hasNext());
        if (answer == Answer.STOP) {
          return Optional.empty();
        }
        rest = answer.isForAll ? answer.rule : null;
        choice = choice.with(question.name(), rule(answer));
      } else {
        choice = choice.with(question.name(), rest);
      }
    }
    return Optional.of(choice);
  }

  private static ConflictRule rule(Answer answer) {
    return answer.rule == null ? ConflictRule.STOP : answer.rule;
  }

  private void show(Question question) {
    List<String> releases = new ArrayList<>(question.releases);
    int more = releases.size() - 1;
    console.message(
        console.styled(Style.STRONG, question.name())
            + " of "
            + releases.getFirst()
            + (more > 0 ? " and " + more + " more" : "")
            + " belongs to "
            + String.join(", ", question.owners));
    KubeObject live = question.change.live();
    KubeObject desired = question.change.desired();
    boolean isSecret = question.change.key().type().kind().equals("Secret");
    if (live != null && desired != null && !isSecret) {
      console.message(
          "  it is "
              + value(live, question.field)
              + "; the release sets "
              + value(desired, question.field));
    }
  }

  private static String value(KubeObject object, String field) {
    String text = ClusterPath.find(object, field).map(Json::writeRaw).orElse("not there");
    return text.length() > SHOWN ? text.substring(0, SHOWN - 1) + "…" : text;
  }

  private enum Answer {
    TAKE(ConflictRule.TAKE, false),
    KEEP(ConflictRule.KEEP, false),
    TAKE_ALL(ConflictRule.TAKE, true),
    KEEP_ALL(ConflictRule.KEEP, true),
    STOP(null, true);

    private final @Nullable ConflictRule rule;
    private final boolean isForAll;

    Answer(@Nullable ConflictRule rule, boolean isForAll) {
      this.rule = rule;
      this.isForAll = isForAll;
    }
  }

  private Answer answer(boolean more) {
    while (true) {
      String line =
          console.ask(
              more
                  ? "  [t]ake it, [k]eep it theirs, take [a]ll, keep all [o]f them theirs, [s]top: "
                  : "  [t]ake it, [k]eep it theirs, [s]top: ");
      if (line == null) {
        return Answer.STOP;
      }
      switch (line.strip()) {
        case "t", "take" -> {
          return Answer.TAKE;
        }
        case "k", "keep" -> {
          return Answer.KEEP;
        }
        case "a", "take all" -> {
          return Answer.TAKE_ALL;
        }
        case "o", "keep all" -> {
          return Answer.KEEP_ALL;
        }
        case "s", "stop", "q" -> {
          return Answer.STOP;
        }
        default -> console.message("  That is none of them.");
      }
    }
  }
}
