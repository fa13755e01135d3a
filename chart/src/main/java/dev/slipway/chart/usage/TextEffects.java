package dev.slipway.chart.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Functions that make texts of which parts are known: names of templates and keys are built so.
final class TextEffects {
  /// With more combinations than these, a text is taken for any text.
  private static final int MOST = 24;

  private TextEffects() {}

  static void addTo(Map<String, FunctionEffect> all) {
    all.put("printf", TextEffects::printf);
    all.put("print", call -> joined(call, ""));
    all.put("println", call -> joined(call, " "));
    all.put("cat", call -> joined(call, " "));
    for (String name : new String[] {"toString", "quote", "squote", "trim", "indent", "nindent"}) {
      all.put(name, TextEffects::same);
    }
  }

  /// The texts of a value: that of values or of what a template made is not known.
  private static List<String> texts(FunctionCall call, AbstractValue value) {
    call.whole(value);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      String text =
          value.atom(i) instanceof TextAtom atom ? atom.pattern() : TextAtom.ANY.pattern();
      if (!texts.contains(text)) {
        texts.add(text);
      }
    }
    return texts.isEmpty() ? List.of(TextAtom.ANY.pattern()) : texts;
  }

  private static AbstractValue of(List<String> texts) {
    AbstractValue all = AbstractValue.NOTHING;
    for (String text : texts) {
      all = all.join(AbstractValue.of(TextAtom.of(text)));
    }
    return all;
  }

  private static List<String> append(List<String> heads, String separator, List<String> tails) {
    if (heads.size() * tails.size() > MOST) {
      List<String> shortened = new ArrayList<>();
      heads.forEach(head -> shortened.add(head + separator + TextAtom.HOLE));
      return shortened;
    }
    List<String> all = new ArrayList<>();
    for (String head : heads) {
      for (String tail : tails) {
        all.add(head + separator + tail);
      }
    }
    return all;
  }

  private static AbstractValue joined(FunctionCall call, String separator) {
    List<String> all = List.of("");
    String before = "";
    for (AbstractValue argument : call.arguments()) {
      all = append(all, before, texts(call, argument));
      before = separator;
    }
    return of(all);
  }

  private static AbstractValue printf(FunctionCall call) {
    AbstractValue format = call.argument(0);
    List<List<String>> arguments = new ArrayList<>();
    for (int i = 1; i < call.count(); i++) {
      arguments.add(texts(call, call.argument(i)));
    }
    AbstractValue all = AbstractValue.NOTHING;
    for (String pattern : texts(call, format)) {
      all = all.join(of(formatted(pattern, arguments)));
    }
    return all;
  }

  private static List<String> formatted(String format, List<List<String>> arguments) {
    List<String> all = List.of("");
    int next = 0;
    int from = 0;
    for (int at; (at = format.indexOf('%', from)) >= 0; ) {
      all = append(all, "", List.of(format.substring(from, at)));
      int verb = at + 1;
      while (verb < format.length() && "+-# 0123456789.".indexOf(format.charAt(verb)) >= 0) {
        verb++;
      }
      if (verb == format.length() || format.charAt(verb) == '[' || format.charAt(verb) == '*') {
        return append(all, "", List.of(TextAtom.ANY.pattern()));
      }
      List<String> inserted = List.of("%");
      if (format.charAt(verb) != '%') {
        boolean plain = verb == at + 1 && "svd".indexOf(format.charAt(verb)) >= 0;
        inserted =
            plain && next < arguments.size()
                ? arguments.get(next)
                : List.of(TextAtom.ANY.pattern());
        next++;
      }
      all = append(all, "", inserted);
      from = verb + 1;
    }
    return append(all, "", List.of(format.substring(from)));
  }

  /// Functions whose result holds the text of the last argument.
  private static AbstractValue same(FunctionCall call) {
    AbstractValue result = AbstractValue.NOTHING;
    for (AbstractValue argument : call.arguments()) {
      call.whole(argument);
    }
    for (int i = 0; i < call.last().size(); i++) {
      Atom atom = call.last().atom(i);
      result =
          result.join(atom instanceof TextAtom ? AbstractValue.of(atom) : AbstractValue.SCALAR);
    }
    return result.isEmpty() ? AbstractValue.SCALAR : result;
  }
}
