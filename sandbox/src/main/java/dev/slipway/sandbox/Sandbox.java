package dev.slipway.sandbox;

import dev.slipway.object.KubeObject;
import dev.slipway.object.schema.KubeSchemas;
import dev.slipway.sandbox.admission.Admission;
import dev.slipway.sandbox.admission.StorageProtection;
import dev.slipway.sandbox.api.ApiServer;
import dev.slipway.sandbox.api.ApiServerSetup;
import dev.slipway.sandbox.auth.AccountTokens;
import dev.slipway.sandbox.auth.DefaultRoles;
import dev.slipway.sandbox.auth.Escalation;
import dev.slipway.sandbox.auth.RbacAuthorizer;
import dev.slipway.sandbox.auth.Users;
import dev.slipway.sandbox.control.ApiPort;
import dev.slipway.sandbox.control.ControlledCluster;
import dev.slipway.sandbox.control.SimClock;
import dev.slipway.sandbox.fault.Faults;
import dev.slipway.sandbox.folder.StateFolder;
import dev.slipway.sandbox.http.ApiEndpoint;
import dev.slipway.sandbox.http.ApiGate;
import dev.slipway.sandbox.http.FaultPath;
import dev.slipway.sandbox.http.ServerTls;
import dev.slipway.sandbox.openapi.OpenApiPath;
import dev.slipway.sandbox.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One simulated cluster that runs in this process and serves the Kubernetes API on loopback. It is
/// no Kubernetes: nothing is really run, and whatever it does not simulate it leaves out. Safe for
/// use by several threads.
public final class Sandbox implements AutoCloseable {
  private static final String ADMINISTRATOR = "kubernetes-admin";

  private final SandboxOptions options;
  private final ObjectStore store = new ObjectStore();
  private final SimClock clock;
  private final Faults faults = new Faults();
  private final Users users;
  private final ControlledCluster cluster;
  private final ApiServer server;
  private final ApiEndpoint endpoint;
  private final @Nullable ServerTls tls;
  private final @Nullable StateFolder folder;
  private final String administratorToken;

  private Sandbox(SandboxOptions options, @Nullable StateFolder folder, Secrets secrets)
      throws IOException {
    this.options = options;
    this.folder = folder;
    clock = new SimClock(options.speed());
    cluster = new ControlledCluster(clock);
    tls = secrets.tls();
    if (folder != null) {
      folder.attach(store);
    }
    AccountTokens accounts = new AccountTokens(store, clock, secrets.accountKey());
    users = new Users(accounts);
    RbacAuthorizer authorizer = new RbacAuthorizer(store);
    server =
        new ApiServer(
            store,
            new ApiServerSetup(
                clock,
                authorizer,
                accounts,
                cluster.logs(),
                admissions(authorizer, options),
                certificate(),
                options.kubernetes(),
                options.nodePorts()));
    administratorToken = secrets.administratorToken();
    users.add(administratorToken, ADMINISTRATOR, List.of("system:masters"));
    DefaultRoles.create(server);
    store.compact();
    if (options.controllers()) {
      cluster.start(new ApiPort(server, store), options.nodes(), options.kubernetes().text());
    }
    KubeSchemas schemas = KubeSchemas.near(options.kubernetes().minor());
    ApiGate gate =
        new ApiGate(
            server,
            users,
            authorizer,
            faults,
            List.of(new FaultPath(faults), new OpenApiPath(store, schemas)));
    try {
      endpoint = ApiEndpoint.open(options.port(), tls, gate);
    } catch (IOException e) {
      cluster.close();
      server.close();
      throw SandboxException.cannotListen(options, e);
    }
  }

  private static List<Admission> admissions(RbacAuthorizer authorizer, SandboxOptions options) {
    Escalation escalation = new Escalation(authorizer);
    return options.controllers()
        ? List.of(escalation, new StorageProtection())
        : List.of(escalation);
  }

  /// Starts a sandbox.
  ///
  /// @throws SandboxException if its port is taken, or its folder cannot be used
  public static Sandbox start(SandboxOptions options) {
    Path path = options.folder();
    try (Opening opening = new Opening(path == null ? null : StateFolder.open(path))) {
      Sandbox sandbox =
          new Sandbox(options, opening.folder, Secrets.of(options.tls(), opening.folder));
      opening.done = true;
      return sandbox;
    } catch (IOException | GeneralSecurityException e) {
      throw SandboxException.folder(path, e);
    }
  }

  /// Leaves the folder to others when a sandbox does not start after all.
  private static final class Opening implements AutoCloseable {
    private final @Nullable StateFolder folder;
    private boolean done;

    Opening(@Nullable StateFolder folder) {
      this.folder = folder;
    }

    @Override
    public void close() throws IOException {
      if (!done && folder != null) {
        folder.close();
      }
    }
  }

  /// The cluster's name.
  public String name() {
    return options.name();
  }

  /// Where it listens, such as `https://127.0.0.1:40123`.
  public String url() {
    return (tls == null ? "http" : "https") + "://127.0.0.1:" + endpoint.port();
  }

  /// The certificate by which clients know it, in PEM; empty without TLS.
  public String certificate() {
    return tls == null ? "" : tls.authority().identity().certificatePem();
  }

  /// A kubeconfig with which one is an administrator.
  public String kubeconfig() {
    return KubeconfigText.of(name(), url(), certificate(), ADMINISTRATOR, administratorToken);
  }

  /// A kubeconfig with which one is some user, made known by this.
  ///
  /// @param groups the groups of that user besides `system:authenticated`
  public String kubeconfig(String user, String... groups) {
    return KubeconfigText.of(name(), url(), certificate(), user, token(user, groups));
  }

  /// A token with which one is an administrator.
  public String token() {
    return administratorToken;
  }

  /// A token with which one is some user, made known by this.
  public String token(String user, String... groups) {
    String token = Secrets.random(16);
    users.add(token, user, List.of(groups));
    return token;
  }

  /// What goes wrong on the way to it; nothing at first.
  public Faults faults() {
    return faults;
  }

  /// Its clock.
  public SimClock clock() {
    return clock;
  }

  /// Puts objects in as they are, with their identities, owners and status: those of a real
  /// cluster, for example. What stands at the same place is replaced.
  public void loadObjects(List<KubeObject> objects) {
    LoadedObjects.load(objects, store);
  }

  /// Stops it. What was kept in memory only is gone.
  ///
  /// @throws SandboxException if the last writes cannot be brought to its folder
  @Override
  public void close() {
    endpoint.close();
    cluster.close();
    server.close();
    if (folder != null) {
      try {
        folder.close();
      } catch (IOException e) {
        throw SandboxException.folder(options.folder(), e);
      }
    }
  }
}
