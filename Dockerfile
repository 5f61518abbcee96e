# One image for every tier; which one runs is the command. Plain Dockerfile syntax: no BuildKit needed.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
# what the image is made of and nothing else: a change to tests or documents builds nothing again
COPY .mvn .mvn
COPY pom.xml checkstyle.xml ./
COPY http-semantics/pom.xml http-semantics/
COPY tier-runtime/pom.xml tier-runtime/
COPY edge-proxy/pom.xml edge-proxy/
COPY cache-node/pom.xml cache-node/
COPY app-sample/pom.xml app-sample/
COPY workbench/pom.xml workbench/
COPY system-tests/pom.xml system-tests/
COPY http-semantics/src/main http-semantics/src/main
COPY tier-runtime/src/main tier-runtime/src/main
COPY edge-proxy/src/main edge-proxy/src/main
COPY cache-node/src/main cache-node/src/main
COPY app-sample/src/main app-sample/src/main
COPY workbench/src/main workbench/src/main
# without checkers and tests: they have been passed where the change was made
RUN mvn -q -B -Prun -pl workbench -am package

FROM eclipse-temurin:25-jre AS run
RUN groupadd --system --gid 10001 weir \
 && useradd --system --uid 10001 --gid weir --home-dir /var/lib/weir --shell /usr/sbin/nologin weir \
 && install -d -o weir -g weir /var/lib/weir /etc/weir
COPY --from=build /src/workbench/target/run/lib /opt/weir/lib
COPY deploy/container/weir deploy/healthcheck /opt/weir/bin/
COPY site /srv/site

# the start-up cache: classes as the JVM has them after a run of the whole stack; without it a tier starts too, a second later
FROM run AS started
COPY deploy/demo /demo/deploy/demo
RUN ln -s /srv/site /demo/site && cd /demo \
 && { WEIR_HOME=/demo WEIR_JAVA_OPTS="-Xmx256m -XX:AOTCacheOutput=/opt/weir/startup.aot" /opt/weir/bin/weir demo --smoke || true; } \
 && { [ -s /opt/weir/startup.aot ] || { echo "no start-up cache could be made" >&2; : > /opt/weir/startup.aot; }; }

FROM run
COPY --from=started /opt/weir/startup.aot /opt/weir/
COPY deploy/compose /etc/weir
USER 10001:10001
WORKDIR /var/lib/weir
ENTRYPOINT ["/opt/weir/bin/weir"]
CMD ["--help"]
