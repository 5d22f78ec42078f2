package io.ramal.http;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The OpenAPI document that is packed with the program, as what answers are held against. */
public final class ApiDocument {

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final ObjectMapper json = new ObjectMapper();
  private final JsonNode document;

  /** Reads the document. */
  public ApiDocument() {
    InputStream in = ApiDocument.class.getResourceAsStream("/META-INF/openapi.yaml");
    document = new YAMLMapper().readTree(in);
  }

  /** Every call that is described, as {@code GET /pbx}. */
  public SortedSet<String> calls() {
    var calls = new TreeSet<String>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            calls.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return calls;
  }

  /** Every answer that is described, as {@code GET /pbx 200}. */
  public SortedSet<String> answers() {
    var answers = new TreeSet<String>();
    for (String call : calls()) {
      responses(call).propertyNames().forEach(status -> answers.add(call + " " + status));
    }
    return answers;
  }

  /** What is wrong with the answer to the call; empty when it is as described. */
  public List<String> wrongWith(String call, HttpResponse<String> answer) {
    JsonNode response = resolved(responses(call).path(String.valueOf(answer.statusCode())));
    String type = answer.headers().firstValue("Content-Type").orElse("none").split(";", 2)[0];
    JsonNode content = response.path("content").path(type);
    if (content.isMissingNode()) {
      return List.of("status " + answer.statusCode() + " of type " + type + " is not described");
    }
    var wrong = new ArrayList<String>();
    response
        .path("headers")
        .propertyNames()
        .forEach(
            name -> {
              if (answer.headers().firstValue(name).isEmpty()) {
                wrong.add("there is no header " + name);
              }
            });
    JsonNode body =
        type.endsWith("json") ? json.readTree(answer.body()) : json.valueToTree(answer.body());
    errors(content.get("schema"), body).forEach(error -> wrong.add(error.toString()));
    return wrong;
  }

  /** What is wrong with the examples; empty when each is as its schema says. */
  public List<String> wrongExamples() {
    var wrong = new ArrayList<String>();
    for (JsonNode content : document.findValues("content")) {
      content.forEach(
          each -> {
            if (each.has("example")) {
              errors(each.get("schema"), each.get("example"))
                  .forEach(error -> wrong.add(each.get("example") + ": " + error));
            }
          });
    }
    return wrong;
  }

  /** How many examples there are. */
  public int examples() {
    return document.findValues("example").size();
  }

  private List<Error> errors(JsonNode schema, JsonNode body) {
    ObjectNode whole = json.createObjectNode();
    whole.set("components", document.get("components"));
    whole.putArray("allOf").add(schema);
    return SCHEMAS.getSchema(whole).validate(body);
  }

  private JsonNode responses(String call) {
    String[] words = call.split(" ", 2);
    return document
        .get("paths")
        .path(words[1])
        .path(words[0].toLowerCase(Locale.ROOT))
        .path("responses");
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asString().substring(1)) : node;
  }
}
