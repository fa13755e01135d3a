package dev.slipway.chart.usage;

/// One thing that an expression of a template may yield.
sealed interface Atom permits FilesAtom, MapAtom, TextAtom {}
