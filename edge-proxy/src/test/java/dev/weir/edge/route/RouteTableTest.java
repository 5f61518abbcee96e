package dev.weir.edge.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.edge.route.RouteDecision.Found;
import dev.weir.edge.route.RouteDecision.NotFound;
import dev.weir.edge.route.RouteTarget.Upstream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

  private final RouteTable table =
      new RouteTable(
          List.of(
              route("*", "/", "any"),
              route("*", "/static/", "files"),
              route("*", "/api", "api"),
              route("www.example.org", "/", "www"),
              route("www.example.org", "/shop/", "shop"),
              route("*.example.org", "/", "wild"),
              route("*.eu.example.org", "/", "wild-eu"),
              route("only.test", "/here/", "only")));

  @ParameterizedTest(name = "{0}{1} goes to {2}")
  @CsvSource(
      textBlock =
          """
          other.test,           /,                any
          other.test,           /x,               any
          other.test,           /static/a.css,    files
          other.test,           /static,          any
          other.test,           /api,             api
          other.test,           /api/,            api
          other.test,           /api/v1,          api
          other.test,           /apix,            any
          www.example.org,      /,                www
          www.example.org,      /shop/cart,       shop
          www.example.org,      /static/a.css,    www
          img.example.org,      /,                wild
          a.b.example.org,      /,                wild
          de.eu.example.org,    /,                wild-eu
          example.org,          /,                any
          badexample.org,       /,                any
          only.test,            /here/x,          only
          only.test,            /there,           any
          '',                   /,                any
          """)
  void mostSpecificRouteWins(String host, String path, String expected) {
    assertThat(table.decide(host, path))
        .isInstanceOfSatisfying(
            Found.class,
            found -> assertThat(found.route().target()).isEqualTo(new Upstream(expected)));
  }

  @ParameterizedTest(name = "{0}{1} is not found: {2}")
  @CsvSource({"a.test, /x, PATH_UNKNOWN", "b.test, /a/, HOST_UNKNOWN", "a.test, /a, PATH_UNKNOWN"})
  void missingRouteHasAReason(String host, String path, RouteDecision.Reason expected) {
    RouteTable sparse = new RouteTable(List.of(route("a.test", "/a/", "a")));
    assertThat(sparse.decide(host, path)).isEqualTo(new NotFound(expected));
  }

  private static Route route(String host, String path, String group) {
    HostPattern pattern = host.equals("*") ? HostPattern.ANY : HostPattern.parse(host);
    return new Route(pattern, path, new Upstream(group));
  }
}
