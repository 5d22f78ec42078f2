# Ramal, built from this folder. The first stage builds, the second runs as a user without rights.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /ramal
COPY pom.xml ./
COPY .mvn .mvn
COPY db/migration db/migration
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 mvn -q -B -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
RUN useradd --system --create-home --home-dir /ramal ramal
WORKDIR /ramal
COPY --from=build /ramal/target/ramal.jar target/
COPY --from=build /ramal/target/lib target/lib
COPY bin/ramal bin/
USER ramal
EXPOSE 3001
# Bash asks, as the image has no curl. It says nothing of the PBX: Ramal answers while that is away.
HEALTHCHECK --interval=5s --timeout=10s --start-period=60s CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/3001 && printf 'GET /observe/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3 && read -r _ code _ <&3 && [[ $code == 20? ]]"]
ENTRYPOINT ["bin/ramal"]
CMD ["serve"]
