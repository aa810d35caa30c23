package dev.eigenspark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir Path dir;

  private static Tensor tensor(String name, int[] shape) {
    float[] values = new float[(int) Tensor.elements(name, shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = i - 0.5f;
    }
    return new Tensor(name, shape, values);
  }

  private Path file(long headerLength, byte[] header, int dataBytes) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + dataBytes);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(headerLength).put(header);
    return Files.write(dir.resolve("hostile.safetensors"), bytes.array());
  }

  private Path file(String header, int dataBytes) throws IOException {
    byte[] bytes = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return file(bytes.length, bytes, dataBytes);
  }

  private static void refused(Path file, String message) {
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.DATA))
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void writesTheDocumentedBytes() throws IOException {
    Path file = dir.resolve("one.safetensors");
    Safetensors.write(file, List.of(new Tensor("w", new int[] {2}, new float[] {1, -2})), Map.of());

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[(int) bytes.getLong()];
    bytes.get(header);
    Map<?, ?> json = Json.read(new String(header, StandardCharsets.UTF_8).strip(), Map.class);
    assertThat(header.length % 8).isZero();
    assertThat(json)
        .isEqualTo(
            Map.of(
                "w", Map.of("dtype", "F32", "shape", List.of(2), "data_offsets", List.of(0, 8))));
    assertThat(bytes.getFloat()).isEqualTo(1);
    assertThat(bytes.getFloat()).isEqualTo(-2);
    assertThat(bytes.hasRemaining()).isFalse();
  }

  @Test
  void readsWhatItWroteInOrder() {
    List<Tensor> tensors =
        List.of(
            tensor("z.weight", new int[] {3, 4}),
            tensor("scalar", new int[0]),
            tensor("empty", new int[] {0, 7}),
            tensor("a.größe", new int[] {600, 1000}));
    Path file = dir.resolve("t.safetensors");
    Safetensors.write(file, tensors, Map.of("format", "pt"));

    Map<String, Tensor> read = Safetensors.read(file);

    assertThat(read.keySet()).containsExactlyInAnyOrder("z.weight", "scalar", "empty", "a.größe");
    assertThat(read.keySet()).first().isEqualTo("z.weight");
    assertThat(read.keySet()).last().isEqualTo("a.größe");
    for (Tensor tensor : tensors) {
      assertThat(read.get(tensor.name()).shape()).isEqualTo(tensor.shape());
      assertThat(read.get(tensor.name()).values()).isEqualTo(tensor.values());
    }
  }

  @Test
  void keepsEveryBitOfAFloat() {
    float[] odd = {Float.NaN, Float.NEGATIVE_INFINITY, -0.0f, Float.MIN_VALUE};
    Path file = dir.resolve("t.safetensors");
    Safetensors.write(file, List.of(new Tensor("w", new int[] {4}, odd)), Map.of());

    assertThat(Safetensors.read(file).get("w").values()).isEqualTo(odd);
  }

  @Test
  void theSameTensorsAreTheSameBytesWhateverTheMapOrder() {
    Path one = dir.resolve("1");
    Path two = dir.resolve("2");
    Map<String, String> unordered = new HashMap<>();
    List.of("q", "b", "Aa", "BB").forEach(key -> unordered.put(key, "v"));
    List<Tensor> tensors = List.of(tensor("w", new int[] {5}));

    Safetensors.write(one, tensors, unordered);
    Safetensors.write(two, tensors, Map.of("BB", "v", "b", "v", "Aa", "v", "q", "v"));

    assertThat(one).hasSameBinaryContentAs(two);
  }

  @ParameterizedTest
  @ValueSource(strings = {"w", "__metadata__"})
  void refusesToWriteANameThatIsTaken(String second) {
    List<Tensor> tensors = List.of(tensor("w", new int[] {1}), tensor(second, new int[] {1}));

    assertThatThrownBy(() -> Safetensors.write(dir.resolve("t"), tensors, Map.of()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("'" + second + "' is taken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}              | 8  | JSON",
        "[]                                                                 | 0  | begin with '{'",
        "{}                                                                 | 4  | end at byte 0",
        "{'w':{'dtype':'F16','shape':[2],'data_offsets':[0,4]}}             | 4  | only F32",
        "{'w':{'dtype':7,'shape':[2],'data_offsets':[0,8]}}                 | 8  | only F32",
        "{'w':{'dtype':'F32','shape':[3],'data_offsets':[0,8]}}             | 8  | is not 8 bytes",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,7]}}             | 7  | is not 7 bytes",
        "{'w':{'dtype':'F32','shape':[-2],'data_offsets':[0,8]}}            | 8  | whole numbers",
        "{'w':{'dtype':'F32','shape':[2.0],'data_offsets':[0,8]}}           | 8  | whole numbers",
        "{'w':{'dtype':'F32','shape':2,'data_offsets':[0,8]}}               | 8  | an array",
        "{'w':{'dtype':'F32','shape':[3000000000],'data_offsets':[0,8]}}    | 8  | too large",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8,9]}}           | 8  | data_offsets",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}             | 8  | data_offsets",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[-8,0]}}            | 8  | whole numbers",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,99999999999999999999]}}|8|whole numbers",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}             | 12 | end at byte 8",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}             | 4  | end at byte 8",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}}            | 12 | begins at 4",
        "{'w':{'dtype':'F32','shape':[2]}}                                  | 8  | must have dtype",
        "{'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'x':1}}       | 8  | must have dtype",
        "{'w':3}                                                            | 0  | must have dtype",
        "{'__metadata__':{'a':1}}                                           | 0  | text to text",
        "{'__metadata__':'a'}                                               | 0  | text to text",
      })
  void refusesAHostileHeader(String header, int dataBytes, String message) throws IOException {
    refused(file(header, dataBytes), message);
  }

  @Test
  void refusesOverlapAndDuplicates() throws IOException {
    String w = "'w':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}";
    String overlapping = "'v':{'dtype':'F32','shape':[2],'data_offsets':[4,12]}";

    refused(file("{" + w + "," + overlapping + "}", 12), "begins at 4, expected 8");
    refused(file("{" + w + "," + w + "}", 8), "Duplicate field 'w'");
  }

  @Test
  void refusesAShapeWhoseProductWrapsAround() throws IOException {
    String shape = "[65536,65536,65536,65536]";

    refused(
        file("{'w':{'dtype':'F32','shape':" + shape + ",'data_offsets':[0,0]}}", 0),
        "impossible shape");
  }

  @Test
  void refusesAnImpossibleHeaderLengthBeforeAllocatingIt() throws IOException {
    byte[] header = "{}".getBytes(StandardCharsets.UTF_8);

    refused(file(Long.MAX_VALUE, header, 0), "at most 2 are possible");
    refused(file(-1, header, 0), "header of -1 bytes");
    refused(file(3, header, 0), "header of 3 bytes");
    refused(Files.write(dir.resolve("short"), new byte[7]), "7 bytes are too few");
  }

  @Test
  void refusesAHeaderThatIsNotUtf8() throws IOException {
    refused(file(3, new byte[] {'{', (byte) 0xff, '}'}, 0), "not UTF-8");
  }

  @Test
  void namesAMissingFile() {
    assertThatThrownBy(() -> Safetensors.read(dir.resolve("none")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no such file " + dir.resolve("none"));
  }
}
