package dev.eigenspark.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eigenspark.Failure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The JSON header of a safetensors file.
 *
 * @param slots where each tensor lies, in the order of the values
 */
record SafetensorsHeader(List<Slot> slots) {
  private static final String METADATA = "__metadata__";
  private static final String FLOAT32 = "F32";
  private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");

  /**
   * Where one tensor lies.
   *
   * @param begin first byte after the header
   * @param end byte behind the last
   */
  record Slot(String name, int[] shape, long begin, long end) {
    /** Number of values. */
    int length() {
      return (int) ((end - begin) / Float.BYTES);
    }
  }

  /** The header of tensors that are written one behind the other. */
  static SafetensorsHeader of(List<Tensor> tensors) {
    List<Slot> slots = new ArrayList<>();
    Set<String> names = new HashSet<>(Set.of(METADATA));
    long end = 0;
    for (Tensor tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw Failure.data("tensor name '" + tensor.name() + "' is taken; names must differ");
      }
      long begin = end;
      end += (long) Float.BYTES * tensor.values().length;
      slots.add(new Slot(tensor.name(), tensor.shape(), begin, end));
    }
    return new SafetensorsHeader(slots);
  }

  /** The header as ASCII or UTF-8 text, padded with spaces so that the values are aligned to 8. */
  String text(Map<String, String> metadata) {
    Map<String, Object> fields = new TreeMap<>();
    if (!metadata.isEmpty()) {
      fields.put(METADATA, metadata);
    }
    for (Slot slot : slots) {
      long[] offsets = {slot.begin(), slot.end()};
      fields.put(
          slot.name(), Map.of("dtype", FLOAT32, "shape", slot.shape(), "data_offsets", offsets));
    }
    String json = Json.writeLine(fields);
    int bytes = json.getBytes(StandardCharsets.UTF_8).length;
    return json + " ".repeat(-bytes & 7);
  }

  /**
   * Reads a header.
   *
   * @param dataBytes bytes of the file behind the header
   * @throws Failure of kind DATA unless the tensors fill those bytes exactly, without overlap
   */
  static SafetensorsHeader parse(String text, long dataBytes) {
    if (!text.startsWith("{")) {
      throw Failure.data("header does not begin with '{'");
    }
    List<Slot> slots = new ArrayList<>();
    Iterator<Map.Entry<String, JsonNode>> fields = Json.read(text, JsonNode.class).fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (field.getKey().equals(METADATA)) {
        checkMetadata(field.getValue());
      } else {
        slots.add(slot(field.getKey(), field.getValue()));
      }
    }
    slots.sort(Comparator.comparingLong(Slot::begin).thenComparingLong(Slot::end));
    long expected = 0;
    for (Slot slot : slots) {
      if (slot.begin() != expected) {
        throw Failure.data(
            "tensor '" + slot.name() + "' begins at " + slot.begin() + ", expected " + expected);
      }
      expected = slot.end();
    }
    if (expected != dataBytes) {
      throw Failure.data("tensors end at byte " + expected + "; the file has " + dataBytes);
    }
    return new SafetensorsHeader(slots);
  }

  private static void checkMetadata(JsonNode node) {
    boolean ofText = node.isObject();
    for (JsonNode value : node) {
      ofText &= value.isTextual();
    }
    if (!ofText) {
      throw Failure.data(METADATA + " must map text to text");
    }
  }

  private static Slot slot(String name, JsonNode node) {
    Set<String> present = new HashSet<>();
    node.fieldNames().forEachRemaining(present::add);
    if (!present.equals(FIELDS)) {
      throw Failure.data("tensor '" + name + "' must have dtype, shape and data_offsets only");
    }
    if (!FLOAT32.equals(node.get("dtype").textValue())) {
      throw Failure.data("tensor '" + name + "' has dtype " + node.get("dtype") + "; only F32");
    }
    long[] offsets = numbers(name, node.get("data_offsets"));
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw Failure.data("tensor '" + name + "' has data_offsets " + node.get("data_offsets"));
    }
    int[] shape = shape(name, node.get("shape"));
    long elements = Tensor.elements(name, shape);
    long bytes = offsets[1] - offsets[0];
    // Divided rather than multiplied, which a hostile shape could overflow.
    if (bytes % Float.BYTES != 0 || bytes / Float.BYTES != elements) {
      throw Failure.data(
          "tensor '" + name + "': shape " + Arrays.toString(shape) + " is not " + bytes + " bytes");
    }
    if (elements > Integer.MAX_VALUE - 8) {
      throw Failure.data("tensor '" + name + "' is too large: " + elements + " values");
    }
    return new Slot(name, shape, offsets[0], offsets[1]);
  }

  private static int[] shape(String name, JsonNode array) {
    long[] sizes = numbers(name, array);
    if (Arrays.stream(sizes).anyMatch(size -> size > Integer.MAX_VALUE)) {
      throw Failure.data("tensor '" + name + "' has shape " + array + ", which is too large");
    }
    return Arrays.stream(sizes).mapToInt(size -> (int) size).toArray();
  }

  /** An array of whole numbers, none negative. */
  private static long[] numbers(String name, JsonNode array) {
    if (!array.isArray()) {
      throw Failure.data("tensor '" + name + "' has " + array + "; expected an array");
    }
    long[] numbers = new long[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = array.get(i);
      if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
        throw Failure.data("tensor '" + name + "' has " + array + "; expected whole numbers >= 0");
      }
      numbers[i] = number.longValue();
    }
    return numbers;
  }
}
