package dev.slipway.chart.repository;

import dev.slipway.chart.ChartErrorCode;
import dev.slipway.chart.ChartException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The manifest of a chart in a registry.
///
/// @param digest the manifest's own digest
/// @param config the layer with Chart.yaml as JSON, or null
/// @param chart the layer with the archive, or null
/// @param provenance the layer with the signature, or null
/// @param nested the digests of further manifests, if this is an index
record OciManifest(
    String digest,
    @Nullable Layer config,
    @Nullable Layer chart,
    @Nullable Layer provenance,
    List<String> nested) {
  static final String CONFIG = "application/vnd.cncf.helm.config.v1+json";
  static final String CHART_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
  static final String LEGACY_CHART_LAYER = "application/tar+gzip";
  static final String PROVENANCE_LAYER = "application/vnd.cncf.helm.chart.provenance.v1.prov";

  /// A piece of content.
  record Layer(String mediaType, String digest, long size) {
    static Layer of(Map<?, ?> fields) {
      return new Layer(
          Documents.text(fields, "mediaType"),
          Documents.text(fields, "digest"),
          Documents.number(fields, "size"));
    }
  }

  static OciManifest parse(Map<?, ?> document, String digest) {
    Layer config = Layer.of(Documents.map(document, "config"));
    Layer chart = null;
    Layer provenance = null;
    List<String> nested = new ArrayList<>();
    if (document.get("layers") instanceof List<?> layers) {
      for (Object item : layers) {
        Layer layer = item instanceof Map<?, ?> fields ? Layer.of(fields) : Layer.of(Map.of());
        switch (layer.mediaType) {
          case CHART_LAYER, LEGACY_CHART_LAYER -> chart = layer;
          case PROVENANCE_LAYER -> provenance = layer;
          default -> {}
        }
      }
    }
    if (document.get("manifests") instanceof List<?> manifests) {
      for (Object item : manifests) {
        if (item instanceof Map<?, ?> fields) {
          nested.add(Documents.text(fields, "digest"));
        }
      }
    }
    return new OciManifest(
        digest, config.mediaType.equals(CONFIG) ? config : null, chart, provenance, nested);
  }

  /// The layer with the archive.
  ///
  /// @throws ChartException if this is no chart
  Layer requireChart() {
    if (config == null) {
      throw ChartException.of(
          ChartErrorCode.REGISTRY,
          "could not load config with mediatype " + CONFIG,
          "the reference names something else than a chart, such as an image");
    }
    if (chart == null) {
      throw missing(CHART_LAYER);
    }
    return chart;
  }

  /// The layer with the signature.
  ///
  /// @throws ChartException if there is none
  Layer requireProvenance() {
    if (provenance == null) {
      throw missing(PROVENANCE_LAYER);
    }
    return provenance;
  }

  static ChartException missing(String mediaType) {
    return new ChartException(
        ChartErrorCode.REGISTRY, "manifest does not contain a layer with mediatype " + mediaType);
  }
}
