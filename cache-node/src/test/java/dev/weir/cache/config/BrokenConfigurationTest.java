package dev.weir.cache.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every kind of broken configuration gives one line that says where, what, and what to do.
final class BrokenConfigurationTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          htp_port 80                                   | htp_port: is no directive; did you mean http_port?
          frobnicate                                    | frobnicate: is no directive; remove the line, or comment it out with #
          http_port                                     | http_port: lacks a port; add what is missing
          http_port 99999                               | http_port: '99999' is not a port; write a number from 0 to 65535
          http_port eighty                              | http_port: 'eighty' is no port; write for example 3128, 127.0.0.1:3128 or [::1]:3128
          http_port unix:node.sock                       | http_port: 'unix:node.sock' is no socket; write unix: and an absolute path of at most 103 characters
          http_port 80 intercept                        | http_port: option 'intercept' is for forward proxies; every port here is a reverse proxy's; remove it
          http_port 80 acel                             | http_port: option 'acel' is unknown; did you mean accel?
          http_port 80 no-vhost                         | http_port: no-vhost needs defaultsite=, the one site there is; add it
          https_port 443                                | https_port: is not supported: the edge speaks TLS to clients; use http_port; remove the line
          httpd_accel_host virtual                      | httpd_accel_host: is not supported: gone from Squid since 2.6; use http_port with defaultsite=; remove the line
          http_access deny all                          | http_access: only 'allow all' is supported; who may come in is decided by the edge and the network
          acl purge method PURGE                        | acl: type 'method' is not supported: only 'acl name src network…' for icp_access; remove the line
          acl local src 10.0.0.0/33                     | acl: '10.0.0.0/33' is no network; write one such as 10.0.0.0/8
          acl local src 10.0.0.0/255.0.255.0            | acl: '10.0.0.0/255.0.255.0' is no network; write one such as 10.0.0.0/8
          acl local src                                 | acl: lacks a network such as 10.0.0.0/8; add what is missing
          hierarchy_stoplist cgi-bin ?                  | hierarchy_stoplist: is not supported: gone from Squid since 3.2; use no-query on the peer; remove the line
          cachemgr_passwd secret all                    | cachemgr_passwd: is not supported: use admin_port and admin_token_file; remove the line
          cache_mem lots                                | cache_mem: 'lots' is no size; write for example 64 KB, 256 MB or 8GB
          cache_mem 256 MB please                       | cache_mem: 'please' is one word too many; remove it
          cache_mem 9999999 TB                          | cache_mem: '9999999TB' is more than a pebibyte; write a smaller size
          read_timeout soon                             | read_timeout: 'soon' is no time; write for example 250ms, 30s, 5 minutes or 1h
          read_timeout 100 years                        | read_timeout: '100years' is more than ten years; write a shorter time
          via maybe                                     | via: 'maybe' is neither; write on or off
          freshness_mode rfc2616                        | freshness_mode: 'rfc2616' is no mode; write squid or rfc9111
          target_cache_control                          | target_cache_control: lacks a field name, or none; add what is missing
          target_cache_control CDN/Cache                | target_cache_control: 'CDN/Cache' is no field name; write for example CDN-Cache-Control
          target_cache_control Cache-Control            | target_cache_control: 'Cache-Control' counts anyway, when no targeted field does; remove it
          cache_key_ignore_query                        | cache_key_ignore_query: lacks a parameter name such as utm_*, or none; add what is missing
          cache_key_ignore_query a=b                    | cache_key_ignore_query: 'a=b' is no parameter name; write it without value, for example utm_*
          cache_key_sort_query maybe                    | cache_key_sort_query: 'maybe' is neither; write on or off
          minimum_object_size 8 MB                      | minimum_object_size: exceeds maximum_object_size, nothing would be stored; lower it
          request_header_max_size 2 MB                  | request_header_max_size: is more than the head of a request may have; write at most 1 MB
          reply_header_max_size 2 MB                    | reply_header_max_size: is more than the head of a response may have; write at most 1 MB
          read_timeout 0                                | read_timeout: 0 would wait for nothing; write at least 1 ms
          client_idle_pconn_timeout 0                   | client_idle_pconn_timeout: 0 would wait for nothing; write at least 1 ms
          vai on                                        | vai: is no directive; did you mean via?
          request_header_max_size 10                    | request_header_max_size: is too small for a request; write at least 1 KB
          cache_peer                                    | cache_peer: lacks a host, a type, an HTTP port and an ICP port; add what is missing
          cache_peer a friend 80 0                      | cache_peer: 'friend' is no type; write parent or sibling
          cache_peer a parent http 0                    | cache_peer: 'http' is not an HTTP port; write a number from 1 to 65535
          cache_peer http://a parent 80 0               | cache_peer: 'http://a' is no host; write a name or an address, without scheme and port
          cache_peer a sibling 80 99999                 | cache_peer: '99999' is not an ICP port; write a number from 0 to 65535
          cache_peer a sibling 80 -1                    | cache_peer: '-1' is not an ICP port; write a number from 0 to 65535
          cache_peer a parent 80 0 connect-timeout=0    | cache_peer: connect-timeout=0 would wait for nothing; write at least 1ms
          cache_peer a parent 80 0 forceddomain=b       | cache_peer: forceddomain= is for origins, a cache needs the URL as it is; add originserver or remove it
          cache_peer a parent 80 0 forceddomain=b/c originserver | cache_peer: 'b/c' is no host; write for example forceddomain=www.example.org
          cache_peer a parent 80 0 userhash             | cache_peer: option 'userhash' is not supported: users are not known here; use sourcehash
          cache_peer a parent 80 0 carp round-robin     | cache_peer: round-robin and carp exclude each other; remove all but one
          cache_peer a sibling 80 0 sourcehash          | cache_peer: a sibling is not chosen by sourcehash; remove it or write parent
          cache_peer a parent 80 0 sslcert=x            | cache_peer: option 'sslcert=' is not supported: TLS to peers is not spoken; put the peers on a private network
          cache_peer a parent 80 0 no-qery              | cache_peer: option 'no-qery' is unknown; did you mean no-query?
          cache_peer a parent 80 0 weight=0             | cache_peer: '0' is not a weight; write a number from 1 to 1000
          cache_peer a sibling 80 0 originserver        | cache_peer: a sibling cannot be originserver; write parent
          cache_peer a parent 80 0 invalidation-port=1  | cache_peer: invalidation-port= is for siblings; remove it
          invalidation_port 3132                        | invalidation_port: needs sibling_secret_file
          cache_dir ufs /var/spool 100 16 256           | cache_dir: store 'ufs' is not supported; write coss
          cache_dir coss /x 1 max-size=2000000           | cache_dir: max-size=2000000 is more than the size of 1048576 octets; write less
          cache_dir coss /x 8000 sync=often             | cache_dir: sync=often is no number of seconds; write sync=30 or never
          cache_dir coss /x 8000 speed=9                | cache_dir: option 'speed=9' is unknown; write max-size=524288, for example
          icp_access allow friends                      | icp_access: 'friends' is nobody known; write all, peers, a network such as 10.0.0.0/8, or the name of an acl above
          access_log syslog:daemon                      | access_log: 'syslog:daemon' is no file; write a path, or - and let the service manager collect it
          access_log stdio:/no/such/a.log               | access_log: '/no/such/a.log' cannot be written: there is no directory /no/such; create it, or name another file
          access_log /                                  | access_log: '/' is a directory; name a file in it
          access_log - fancy                            | access_log: 'fancy' is no format; write squid, combined or json
          refresh_pattern .                             | refresh_pattern: lacks min, percent and max; add what is missing
          refresh_pattern . 30 20 3600                  | refresh_pattern: '20' is no percentage; write for example 20%
          refresh_pattern . half 20% 3600               | refresh_pattern: 'half' is no time; write for example 250ms, 30s, 5 minutes or 1h
          refresh_pattern . 30 20% 3600 overide-expire  | refresh_pattern: option 'overide-expire' is unknown; did you mean override-expire?
          refresh_pattern . 30 20% 3600 negative-ttl=5  | refresh_pattern: option negative-ttl= is of Squid 2.7; use the directive negative_ttl
          refresh_pattern (a)\\1 30 20% 3600            | refresh_pattern: regular expression '(a)\\1' cannot be used: invalid escape sequence; write it in RE2 syntax (no backreferences, no look-around, \\b for word ends)
          refresh_pattern (?=a) 30 20% 3600             | refresh_pattern: regular expression '(?=a)' cannot be used: invalid or unsupported Perl syntax; write it in RE2 syntax (no backreferences, no look-around, \\b for word ends)
          refresh_pattern \\<a 30 20% 3600              | refresh_pattern: regular expression '\\<a' cannot be used: '\\<' is known to POSIX or GNU only; write it in RE2 syntax (no backreferences, no look-around, \\b for word ends)
          refresh_pattern ( 30 20% 3600                 | refresh_pattern: regular expression '(' cannot be used: missing closing ); write it in RE2 syntax (no backreferences, no look-around, \\b for word ends)
          include nowhere.conf                          | include: cannot read 'nowhere.conf' (NoSuchFileException); give a path relative to this file
          """)
  void saysOneLineWithPlaceAndRemedy(String broken, String message) {
    NodeConfigException failure = refused("# a comment\nvia on\n" + broken + "\n");
    assertThat(failure.faults()).containsExactly("node.conf:3: " + message);
    assertThat(failure.getMessage()).doesNotContain("\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cache_mem ${SIZE}       | variable SIZE is not set; set it, or write ${SIZE:-default}
          cache_mem ${SIZE:?how}  | variable SIZE is not set: how; set it
          cache_mem ${}           | '${' does not begin a variable; write ${NAME} or ${NAME:-default}, or $${ for the characters
          cache_mem ${A B}        | '${' does not begin a variable; write ${NAME} or ${NAME:-default}, or $${ for the characters
          """)
  void saysWhichVariableIsMissing(String broken, String message) {
    assertThat(refused("\n" + broken).faults()).containsExactly("node.conf:2: " + message);
  }

  @Test
  void allFaultsAreToldTogetherInTheOrderOfTheFile() {
    NodeConfigException failure =
        refused(
            """
            cache_peer a friend 80 0
            via perhaps
            refresh_pattern . 1 1 1
            cache_peer b parent 80 0
            cache_peer b parent 81 0
            """);
    assertThat(failure.faults())
        .containsExactly(
            "node.conf:1: cache_peer: 'friend' is no type; write parent or sibling",
            "node.conf:2: via: 'perhaps' is neither; write on or off",
            "node.conf:3: refresh_pattern: '1' is no percentage; write for example 20%",
            "node.conf:5: cache_peer: peer 'b' stands at node.conf:4 too; add name= to one");
    assertThat(failure).hasMessage(String.join("\n", failure.faults()));
  }

  @Test
  void oneSlipIsOneFaultWhateverElseDependsOnTheValue() {
    assertThat(refused("maximum_object_size many\nminimum_object_size 8 MB\n").faults())
        .containsExactly(
            "node.conf:1: maximum_object_size: 'many' is no size; write for example 64 KB, 256 MB or 8GB");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          admin_token_file    | missing | cannot read '%s'; create it or correct the path
          admin_token_file    | empty   | '%s' is empty; write a long random word into it
          sibling_secret_file | missing | cannot read '%s'; create it or correct the path
          sibling_secret_file | empty   | '%s' is empty; write a long random word into it
          sibling_secret_file | short   | '%s' is too short; write at least 16 octets into it
          """)
  void secretThatCannotBeUsedIsAFault(
      String directive, String secret, String message, @TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("empty"), " \n");
    Files.writeString(folder.resolve("short"), "fifteen octets.\n");
    String file = folder.resolve("node.conf").toString();
    String other = directive.startsWith("a") ? "sibling_secret_file good" : "admin_token_file good";
    Files.writeString(folder.resolve("good"), "sixteen octets..\n");
    String text = "admin_port 9\n" + directive + " " + secret + "\ninvalidation_port 10\n" + other;
    NodeConfigException failure =
        catchThrowableOfType(
            NodeConfigException.class, () -> NodeConfigFile.parse(file, text, Map.of()));
    assertThat(failure.faults())
        .containsExactly(
            file + ":2: " + directive + ": " + message.formatted(folder.resolve(secret)));
  }

  @Test
  void twoPortsAtOneAddressAreRefused() {
    assertThat(refused("http_port 80\nhttp_port 80 accel\n").faults())
        .containsExactly(
            "node.conf:2: http_port: the same address stands at node.conf:1; remove one");
    assertThat(refused("http_port 80\nadmin_port 80\n").faults())
        .containsExactly("node.conf:2: admin_port: is the port of http_port too; choose another");
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          http_port 80           | http_port 127.0.0.1:80         | http_port: the same address stands at node.conf:2; remove one
          http_port 80           | admin_port 80                  | admin_port: is the port of http_port too; choose another
          http_port 10.0.0.1:80  | admin_port 0.0.0.0:80          | admin_port: is the port of http_port too; choose another
          http_port 80           | invalidation_port 80           | invalidation_port: is the port of http_port too; choose another
          admin_port 81          | invalidation_port 81           | invalidation_port: is the port of admin_port too; choose another
          admin_port 10.0.0.1:81 | invalidation_port 10.0.0.1:81  | invalidation_port: is the port of admin_port too; choose another
          via on                 | invalidation_port 3128         | invalidation_port: is the port of http_port too; choose another
          """)
  void twoListenersAtOnePortAreRefused(
      String first, String second, String message, @TempDir Path folder) throws Exception {
    String secret = Files.writeString(folder.resolve("secret"), "sixteen octets..").toString();
    NodeConfigException failure =
        refused("sibling_secret_file " + secret + "\n" + first + "\n" + second + "\n");
    assertThat(failure.faults()).containsExactly("node.conf:3: " + message);
  }

  @Test
  void listenersAtDifferentAddressesMayShareAPort() throws Exception {
    String ports = "http_port 10.0.0.1:80\nadmin_port 127.0.0.1:80\nicp_port 10.0.0.1:80\n";
    String peer = "cache_peer b sibling 80 80\n";
    assertThat(NodeConfigFile.parse("node.conf", ports + peer, Map.of()).warnings()).isEmpty();
  }

  private static NodeConfigException refused(String text) {
    return catchThrowableOfType(
        NodeConfigException.class, () -> NodeConfigFile.parse("node.conf", text, Map.of()));
  }
}
