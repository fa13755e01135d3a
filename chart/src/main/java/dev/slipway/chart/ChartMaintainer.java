package dev.slipway.chart;

/// One entry of `maintainers` in Chart.yaml. Fields that are not set are empty.
public record ChartMaintainer(String name, String email, String url) {}
