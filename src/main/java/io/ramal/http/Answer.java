package io.ramal.http;

import jakarta.json.JsonObject;

/**
 * What an endpoint answers when it does what it was asked.
 *
 * @param body a JSON object, sent with status 200
 */
public record Answer(JsonObject body) {}
