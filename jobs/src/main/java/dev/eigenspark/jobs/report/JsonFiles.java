package dev.eigenspark.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the files of a run and says clearly which one is missing or damaged. */
final class JsonFiles {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonFiles() {}

  static String text(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Failure.data(file + " is missing; a finished run or analysis has it");
    }
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Failure(Failure.Kind.DATA, file + " cannot be read: " + e.getMessage(), e);
    }
  }

  static JsonNode object(Path file) {
    return parse(text(file), file.toString());
  }

  /** One object a line. */
  static List<JsonNode> lines(Path file) {
    List<JsonNode> out = new ArrayList<>();
    List<String> lines = text(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        out.add(parse(lines.get(i), file + " line " + (i + 1)));
      }
    }
    return out;
  }

  private static JsonNode parse(String text, String where) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (!node.isObject()) {
        throw Failure.data(where + " is not a JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new Failure(
          Failure.Kind.DATA, where + " is not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** All leaves as dotted name and text, in the order of the file. */
  static List<List<String>> leaves(JsonNode node) {
    List<List<String>> out = new ArrayList<>();
    collect("", node, out);
    return out;
  }

  private static void collect(String name, JsonNode node, List<List<String>> out) {
    if (!node.isObject()) {
      out.add(List.of(name, node.isTextual() ? node.textValue() : node.toString()));
      return;
    }
    node.fields()
        .forEachRemaining(
            field ->
                collect(
                    name.isEmpty() ? field.getKey() : name + "." + field.getKey(),
                    field.getValue(),
                    out));
  }
}
