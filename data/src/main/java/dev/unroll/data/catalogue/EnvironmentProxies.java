package dev.unroll.data.catalogue;

import dev.unroll.data.DataException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The proxies that an environment names: {@code http_proxy}, {@code https_proxy}, {@code all_proxy}, and in {@code
 * no_proxy} the hosts that are asked directly, each in small or capital letters, as curl reads them.
 */
final class EnvironmentProxies extends ProxySelector {

    private static final int DEFAULT_PORT = 1080;

    private final Map<String, String> environment;

    EnvironmentProxies(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public List<Proxy> select(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        String named = variable(scheme + "_proxy");
        String proxy = named.isBlank() ? variable("all_proxy") : named;
        String host = String.valueOf(address.getHost());
        if (proxy.isBlank() || isDirect(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        return List.of(new Proxy(Proxy.Type.HTTP, parse(scheme, proxy)));
    }

    private String variable(String name) {
        String small = environment.getOrDefault(name, "");
        // HTTP_PROXY may be set by a request to a web server's script, so curl does not read it; we are no such script.
        return small.isBlank() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : small;
    }

    private boolean isDirect(String host) {
        return Arrays.stream(variable("no_proxy").split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .map(name -> name.startsWith(".") ? name.substring(1) : name)
                .anyMatch(name -> name.equals("*")
                        || host.equalsIgnoreCase(name)
                        || host.toLowerCase(Locale.ROOT).endsWith("." + name));
    }

    private static InetSocketAddress parse(String scheme, String proxy) {
        try {
            URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            if (uri.getHost() != null && uri.getUserInfo() == null && "http".equals(uri.getScheme())) {
                return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
            }
        } catch (IllegalArgumentException e) {
            throw wrong(scheme, e);
        }
        throw wrong(scheme, new IllegalArgumentException("not http, without a host, or with a password"));
    }

    /** The value is not shown: it may hold a password. */
    private static DataException wrong(String scheme, Exception cause) {
        return new DataException(
                "the variable " + scheme
                        + "_proxy (or all_proxy) must be http://HOST:PORT, without a password, but is not",
                cause);
    }

    @Override
    public void connectFailed(URI address, SocketAddress proxy, IOException e) {
        // The request itself fails and says so.
    }
}
