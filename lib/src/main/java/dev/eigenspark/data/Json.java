package dev.eigenspark.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How this project writes and reads JSON: records in the order of their components, map keys
 * sorted, indented; unknown, duplicate and trailing content is refused. No types are named in the
 * text, so reading never constructs a class that the caller did not ask for. A component that is
 * left out when it is null, by {@link JsonInclude}, may be missing; every other must be there.
 */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .annotationIntrospector(new RequiredComponents())
          .build();

  /** Requires of a text what is always written. */
  private static final class RequiredComponents extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
      return !_hasAnnotation(member, JsonInclude.class);
    }
  }

  private Json() {}

  /** Begins a mapper that is stricter still. */
  static JsonMapper.Builder stricter() {
    return MAPPER.rebuild();
  }

  /** {@code value} as text that ends with a newline. */
  public static String write(Object value) {
    return text(MAPPER, value) + "\n";
  }

  /** {@code value} on one line without a newline, as in JSON lines. */
  public static String writeLine(Object value) {
    return text(MAPPER.copy().disable(SerializationFeature.INDENT_OUTPUT), value);
  }

  /**
   * The content of a file.
   *
   * @throws Failure of kind DATA when it is missing, not JSON, or not of that type
   */
  public static <T> T read(Path file, Class<T> type) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new Failure(Failure.Kind.DATA, "no such file " + file, e);
    } catch (IOException e) {
      throw Failure.infrastructure("cannot read " + file + ": " + e, e);
    }
    return read(text, type, file.toString());
  }

  /**
   * The content of {@code text}.
   *
   * @throws Failure of kind DATA when it is not JSON, or not of that type
   */
  public static <T> T read(String text, Class<T> type) {
    return read(text, type, "JSON text");
  }

  private static String text(ObjectMapper mapper, Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no JSON for " + value.getClass(), e);
    }
  }

  private static <T> T read(String text, Class<T> type, String source) {
    try {
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw Failure.data(source + ": holds null");
      }
      return value;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      String reason = e.getOriginalMessage().replaceAll("\\s+", " ");
      throw new Failure(Failure.Kind.DATA, source + ":" + line + ": " + reason, e);
    }
  }
}
