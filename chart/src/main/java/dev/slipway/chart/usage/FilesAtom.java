package dev.slipway.chart.usage;

/// `.Files` of a chart.
record FilesAtom(Scope scope) implements Atom {}
