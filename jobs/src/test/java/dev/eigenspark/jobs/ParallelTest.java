package dev.eigenspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eigenspark.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ParallelTest {
  @Test
  void oneAtATimeGoesInOrder() {
    List<String> told = new ArrayList<>();
    Parallel.each(List.of("a", "b", "c"), 1, thing -> thing + "!", (n, last) -> told.add(n + last));
    assertThat(told).containsExactly("1a!", "2b!", "3c!");
  }

  @Test
  void severalRunAtOnce() {
    CountDownLatch both = new CountDownLatch(2);
    List<Integer> told = new ArrayList<>();
    Parallel.each(
        List.of(1, 2),
        2,
        thing -> {
          both.countDown();
          try {
            both.await(); // for ever, if the other one did not begin
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return "";
        },
        (n, last) -> told.add(n));
    assertThat(told).containsExactly(1, 2);
  }

  @Test
  void aFailureStopsTheRest() {
    List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
    assertThatThrownBy(
            () ->
                Parallel.each(
                    List.of(1, 2, 3),
                    1,
                    thing -> {
                      begun.add(thing);
                      throw Failure.data("damaged");
                    },
                    (n, last) -> {}))
        .isInstanceOf(Failure.class)
        .hasMessage("damaged");
    assertThat(begun).containsExactly(1);
  }
}
