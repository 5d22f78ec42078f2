package io.ramal.http;

import io.helidon.openapi.OpenApiFormat;
import io.helidon.openapi.OpenApiManager;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The OpenAPI document as it stands in its file, or as JSON. Helidon's own manager would write
 * {@code !!null} into the JSON, which is none then.
 */
final class ApiFormats implements OpenApiManager<String> {

  @Override
  public String name() {
    return "ramal";
  }

  @Override
  public String type() {
    return "ramal";
  }

  @Override
  public String load(String content) {
    return content;
  }

  @Override
  public String format(String content, OpenApiFormat format) {
    return switch (format) {
      case YAML, UNSUPPORTED -> content;
      case JSON -> json(content);
    };
  }

  private static String json(String content) {
    Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(content);
    return new String(Json.bytes(Json.object(document)), StandardCharsets.UTF_8);
  }
}
