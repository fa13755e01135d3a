package dev.slipway.gotemplate.exec;

import dev.slipway.core.Spelling;
import dev.slipway.gotemplate.Functions;
import dev.slipway.gotemplate.Place;
import dev.slipway.gotemplate.TemplateErrorCode;
import dev.slipway.gotemplate.TemplateException;
import dev.slipway.gotemplate.parse.Delimiters;
import dev.slipway.gotemplate.parse.ParseFailure;
import dev.slipway.gotemplate.parse.ParsedText;
import dev.slipway.gotemplate.parse.Parser;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Parses and plans texts for one table of functions, and keeps the results by content. For any
/// thread.
public final class PlanCache {
  /// The characters of text that a generation of plans holds; there are two generations.
  private static final long GENERATION = 32L << 20;

  /// Nesting that fits the stack of any thread.
  private static final int SHALLOW = 100;

  /// Nesting beyond which a text is refused.
  private static final int DEEPEST = 20_000;

  private final Functions functions;
  private volatile Map<String, PlannedText> young = new ConcurrentHashMap<>();
  private volatile Map<String, PlannedText> old = new ConcurrentHashMap<>();
  private final AtomicLong size = new AtomicLong();

  /// A cache for that table.
  public PlanCache(Functions functions) {
    this.functions = functions;
  }

  /// The plan of a text.
  ///
  /// @param name the template's name, for errors
  /// @throws TemplateException if the text does not parse
  public PlannedText plan(String name, String text, Delimiters delimiters) {
    String key = key(text, delimiters);
    PlannedText planned = young.get(key);
    if (planned == null) {
      planned = old.get(key);
      if (planned == null) {
        planned = parse(name, text, delimiters);
      }
      keep(key, planned);
    }
    return planned;
  }

  private static String key(String text, Delimiters delimiters) {
    return delimiters.areStandard()
        ? text
        : delimiters.left() + '\0' + delimiters.right() + '\0' + text;
  }

  private void keep(String key, PlannedText planned) {
    if (size.addAndGet(key.length() + 64L) > GENERATION) {
      synchronized (this) {
        if (size.get() > GENERATION) {
          old = young;
          young = new ConcurrentHashMap<>();
          size.set(0);
        }
      }
    }
    young.put(key, planned);
  }

  private PlannedText parse(String name, String text, Delimiters delimiters) {
    try {
      try {
        return plan(text, delimiters, SHALLOW);
      } catch (ParseFailure e) {
        if (e.kind() != ParseFailure.Kind.LIMIT) {
          throw e;
        }
      }
      return planDeep(text, delimiters);
    } catch (ParseFailure e) {
      throw failure(name, text, e);
    } catch (StackOverflowError _) {
      String message = "template: " + name + ": actions are nested too deeply to parse them";
      throw TemplateException.plain(TemplateErrorCode.LIMIT, message, null, null);
    }
  }

  private PlannedText planDeep(String text, Delimiters delimiters) throws ParseFailure {
    PlannedText[] planned = new PlannedText[1];
    ParseFailure[] failure = new ParseFailure[1];
    DeepStack.run(_ -> {
      try {
        planned[0] = plan(text, delimiters, DEEPEST);
      } catch (ParseFailure e) {
        failure[0] = e;
      }
    });
    if (failure[0] != null) {
      throw failure[0];
    }
    return planned[0];
  }

  private PlannedText plan(String text, Delimiters delimiters, int maxNesting) throws ParseFailure {
    ParsedText parsed =
        Parser.parse(text, delimiters, name -> functions.find(name) != null, maxNesting);
    return Planner.plan(parsed, functions);
  }

  private TemplateException failure(String name, String text, ParseFailure failure) {
    int offset = Math.min(failure.offset(), text.length());
    Place place = new Place(name, text, offset);
    TemplateErrorCode code =
        switch (failure.kind()) {
          case SYNTAX -> TemplateErrorCode.PARSE;
          case UNKNOWN_FUNCTION -> TemplateErrorCode.UNKNOWN_FUNCTION;
          case LIMIT -> TemplateErrorCode.LIMIT;
        };
    return TemplateException.plain(code, failure.message(name), place, hint(failure.subject()));
  }

  private @Nullable String hint(@Nullable String unknownFunction) {
    if (unknownFunction == null) {
      return null;
    }
    return Spelling.nearest(unknownFunction, functions.names())
        .map(near -> "did you mean the function \"" + near + "\"?")
        .orElse(null);
  }
}
