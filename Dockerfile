# Ramal, built from this folder. The first stage builds, the second runs as a user without rights.
FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /ramal
COPY . .
RUN mvn -q -B -DskipTests package

FROM eclipse-temurin:25-jre
RUN useradd --system --create-home --home-dir /ramal ramal
WORKDIR /ramal
COPY --from=build /ramal/target/ramal.jar target/
COPY --from=build /ramal/target/lib target/lib
COPY bin/ramal bin/
USER ramal
EXPOSE 3001
ENTRYPOINT ["bin/ramal"]
CMD ["serve"]
