package dev.slipway.cli.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallSiteInlinerTest {
  private static final String SAMPLES = "dev.slipway.cli.start.SwitchSamples";

  private static byte[] classFile(String name) throws IOException {
    String resource = "/" + name.replace('.', '/') + ".class";
    try (InputStream in = CallSiteInlinerTest.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  private static long switches(byte[] classFile) {
    return ClassFile.of().parse(classFile).methods().stream()
        .map(MethodModel::code)
        .flatMap(code -> code.stream().flatMap(each -> each.elementStream()))
        .filter(CallSiteInlinerTest::isSwitch)
        .count();
  }

  private static boolean isSwitch(CodeElement element) {
    return element instanceof InvokeDynamicInstruction call
        && call.bootstrapMethod().methodName().equals("typeSwitch");
  }

  /// Loads the samples rewritten; the records that they switch over are those of this test.
  private static final class RewritingLoader extends ClassLoader {
    RewritingLoader() {
      super(CallSiteInlinerTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(SAMPLES)
          && !name.equals(SAMPLES + "$WithSwitch")
          && !name.equals(SAMPLES + "$Fields")) {
        return super.loadClass(name, resolve);
      }
      try {
        byte[] rewritten = CallSiteInliner.rewrite(classFile(name));
        return defineClass(name, rewritten, 0, rewritten.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  @SuppressWarnings("unchecked") // the class implements it
  void doesWhatTheOriginalDoes() throws ReflectiveOperationException {
    Function<@Nullable Object, String> original = new SwitchSamples();
    Class<?> rewritten = new RewritingLoader().loadClass(SAMPLES, true);
    Function<@Nullable Object, String> inlined =
        (Function<@Nullable Object, String>) rewritten.getDeclaredConstructor().newInstance();

    assertThat(rewritten).isNotSameAs(SwitchSamples.class);
    for (Object input : SwitchSamples.inputs()) {
      assertThat(inlined.apply(input)).isEqualTo(original.apply(input));
    }
  }

  @Test
  void leavesOnlyTheSwitchOverAnEnum() throws IOException {
    byte[] original = classFile(SAMPLES);

    assertThat(switches(original)).isGreaterThan(7);
    assertThat(switches(CallSiteInliner.rewrite(original))).isLessThanOrEqualTo(1);
  }

  @Test
  void comparesRecordsAsTheOriginalDoes() throws ReflectiveOperationException {
    RewritingLoader loader = new RewritingLoader();
    Class<?> rewritten = loader.loadClass(SAMPLES + "$Fields", true);
    Constructor<?> inlined = rewritten.getDeclaredConstructors()[0];
    List<SwitchSamples.Fields> samples = SwitchSamples.records();
    List<Object> others = new ArrayList<>();
    for (SwitchSamples.Fields sample : samples) {
      others.add(inlined.newInstance(sample.values()));
    }

    assertThat(rewritten).isNotSameAs(SwitchSamples.Fields.class);
    for (int i = 0; i < samples.size(); i++) {
      assertThat(others.get(i).hashCode()).isEqualTo(samples.get(i).hashCode());
      assertThat(others.get(i)).isNotEqualTo(samples.get(i)).isNotEqualTo(null);
      for (int j = 0; j < samples.size(); j++) {
        assertThat(others.get(i).equals(others.get(j)))
            .as("%s and %s", samples.get(i), samples.get(j))
            .isEqualTo(samples.get(i).equals(samples.get(j)));
      }
    }
  }

  @Test
  void leavesClassesWithoutPatternSwitchesAlone() throws IOException {
    byte[] original = classFile("dev.slipway.cli.ExitCode");

    assertThat(CallSiteInliner.rewrite(original)).isSameAs(original);
  }
}
