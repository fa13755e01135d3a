package dev.slipway.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyRulesTest {
  private static Proxy.Type chosen(String noProxy, String address) {
    Map<String, String> variables = Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", noProxy);
    return new ProxyRules(variables::get, URI::create)
        .select(URI.create(address))
        .getFirst()
        .type();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, https://10.1.2.3:6443, DIRECT",
    "10.0.0.0/8, https://11.1.2.3:6443, HTTP",
    "10.1.2.0/25, https://10.1.2.128:6443, HTTP",
    "10.1.2.0/25, https://10.1.2.127:6443, DIRECT",
    "fd00::/8, https://[fd12::1]:6443, DIRECT",
    "fd00::/8, https://10.1.2.3:6443, HTTP",
    "10.0.0.0/99, https://10.1.2.3:6443, HTTP",
    "10.0.0.0/x, https://10.1.2.3:6443, HTTP",
    "10.0.0.0/8, https://ten.example:6443, HTTP",
    ".example, https://ten.example:6443, DIRECT",
  })
  void leavesOutAddressesByRangeAndNamesByDomain(String noProxy, String address, Proxy.Type type) {
    assertThat(chosen(noProxy, address)).isEqualTo(type);
  }

  @Test
  void asksNobodyWithoutVariables() {
    assertThat(
            new ProxyRules(name -> null, URI::create)
                .select(URI.create("https://h"))
                .getFirst()
                .type())
        .isEqualTo(Proxy.Type.DIRECT);
  }
}
