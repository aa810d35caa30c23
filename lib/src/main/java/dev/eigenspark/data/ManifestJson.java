package dev.eigenspark.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.eigenspark.Failure;

/** Reads and writes {@link DatasetManifest} as JSON with one layout, strictly. */
final class ManifestJson {
  private static final JsonMapper MAPPER = Json.stricter().build();

  private ManifestJson() {}

  static DatasetManifest parse(String json) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      checkVersion(tree);
      refuseNull(DatasetManifest.FILE, tree);
      return MAPPER.treeToValue(tree, DatasetManifest.class);
    } catch (JsonProcessingException e) {
      // A record's own check arrives wrapped.
      String reason =
          e.getCause() instanceof Failure failure ? failure.getMessage() : e.getOriginalMessage();
      throw Failure.data(DatasetManifest.FILE + ": " + reason.lines().findFirst().orElse(""));
    }
  }

  /** Before the keys: another version may have other keys, and the version is what to report. */
  private static void checkVersion(JsonNode tree) {
    JsonNode version = tree.path("formatVersion");
    if (version.asInt(0) != DatasetManifest.FORMAT_VERSION) {
      throw Failure.data(
          DatasetManifest.FILE
              + ": formatVersion is "
              + (version.isMissingNode() ? "missing" : version)
              + ", this code reads "
              + DatasetManifest.FORMAT_VERSION);
    }
  }

  /** What a manifest does not have is absent from it, and never null. */
  private static void refuseNull(String key, JsonNode value) {
    if (value.isNull()) {
      throw Failure.data(DatasetManifest.FILE + ": '" + key + "' is null");
    }
    value.fields().forEachRemaining(field -> refuseNull(field.getKey(), field.getValue()));
    if (value.isArray()) {
      value.forEach(element -> refuseNull(key, element));
    }
  }

  static String print(DatasetManifest manifest) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(manifest) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
