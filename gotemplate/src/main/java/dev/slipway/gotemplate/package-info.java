/// Go's text/template language and the sprig functions, usable alone: no Helm, no Kubernetes.
///
/// ```java
/// Functions functions =
///     Functions.builtins()
///         .with(Sprig.functions())
///         .with(GoFunction.of("shout", GoType.STRING, (_, a) -> a[0] + "!", GoType.STRING));
/// Template template = Template.parse("hello", "Hello {{ .name | upper | shout }}\n", functions);
/// String text = template.execute(Map.of("name", "Ada")); // Hello ADA!
/// ```
///
/// - [dev.slipway.gotemplate.Template] is one template, [dev.slipway.gotemplate.TemplateSet] are
///   several that execute each other, [dev.slipway.gotemplate.Rendering] executes them.
/// - [dev.slipway.gotemplate.GoType] says which Java values stand for which Go values.
/// - [dev.slipway.gotemplate.Functions] is what templates may call. Build the table once: it keeps
///   the plans of all texts parsed with it.
/// - [dev.slipway.gotemplate.TemplateException] is every error, in Go's words.
///
/// Templates of strangers are safe to execute: they reach nothing but the data and the functions
/// given, and [dev.slipway.gotemplate.Limits] bound them.
@NullMarked
package dev.slipway.gotemplate;

import org.jspecify.annotations.NullMarked;
