package org.xiaokang.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlocksTest {
  private record Word(String text, int order) {}

  private static final RecordCodec<Word> WORDS =
      new RecordCodec<>() {
        @Override
        public void write(Word record, RecordOutput out) {
          out.text(record.text());
          out.number(record.order());
        }

        @Override
        public Word read(RecordInput in) {
          return new Word(in.text(), in.integer());
        }
      };

  /** Records that went through blocks, as they come out of each partition. */
  private static Map<Integer, List<byte[]>> routed(BlockRouter<Word> router, List<Word> words) {
    words.forEach(word -> router.add(word, Keys.of(word.text()), word.order()));
    router.flush();
    Map<Integer, List<byte[]>> blocks = new HashMap<>();
    for (Block block = router.poll(); block != null; block = router.poll()) {
      blocks.computeIfAbsent(block.partition(), number -> new ArrayList<>()).add(block.bytes());
    }
    return blocks;
  }

  @Test
  void whateverIsWrittenComesBack() {
    RecordOutput out = new RecordOutput();
    List<Long> numbers =
        List.of(0L, 1L, -1L, 63L, 64L, -64L, -65L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE);
    List<BigDecimal> decimals =
        List.of(
            BigDecimal.ZERO,
            new BigDecimal("-0.000000000000000001"),
            new BigDecimal("99999999999999999999.999999999999999999"),
            new BigDecimal(BigInteger.TEN.pow(37), -3),
            new BigDecimal("123456789012345678.5"));
    numbers.forEach(out::number);
    numbers.forEach(out::bits);
    decimals.forEach(out::decimal);
    out.optionalDecimal(null);
    out.real(-0.0);
    out.optionalReal(Double.MIN_VALUE);
    out.optionalReal(null);
    out.text("石柱 \uD83D\uDE80");
    out.optionalText(null);
    out.text("");
    out.text("石柱 \uD83D\uDE80");
    out.day(LocalDate.of(-1, 1, 1));
    out.optionalDay(null);
    out.optionalMoment(Instant.parse("1969-12-31T23:59:59.999999999Z"));
    out.optionalMoment(null);
    out.optionalInteger(Integer.MIN_VALUE);
    out.optionalNumber(null);
    out.flag(true);
    out.raw(new byte[] {1, 0, -1});

    RecordInput in = new RecordInput(out.sealed(), new TextPool());
    numbers.forEach(number -> assertThat(in.number()).isEqualTo(number));
    numbers.forEach(number -> assertThat(in.bits()).isEqualTo(number));
    decimals.forEach(decimal -> assertThat(in.decimal()).isEqualTo(decimal));
    assertThat(in.optionalDecimal()).isNull();
    assertThat(Double.doubleToRawLongBits(in.real())).isEqualTo(Double.doubleToRawLongBits(-0.0));
    assertThat(in.optionalReal()).isEqualTo(Double.MIN_VALUE);
    assertThat(in.optionalReal()).isNull();
    String text = in.text();
    assertThat(text).isEqualTo("石柱 \uD83D\uDE80");
    assertThat(in.optionalText()).isNull();
    assertThat(in.text()).isEmpty();
    assertThat(in.text()).isSameAs(text);
    assertThat(in.day()).isEqualTo(LocalDate.of(-1, 1, 1));
    assertThat(in.optionalDay()).isNull();
    assertThat(in.optionalMoment()).isEqualTo(Instant.parse("1969-12-31T23:59:59.999999999Z"));
    assertThat(in.optionalMoment()).isNull();
    assertThat(in.optionalInteger()).isEqualTo(Integer.MIN_VALUE);
    assertThat(in.optionalNumber()).isNull();
    assertThat(in.flag()).isTrue();
    assertThat(in.raw()).containsExactly(1, 0, -1);
  }

  @Test
  void recordsOfOneKeyMeetInOnePartitionInTheirOrder() {
    Random random = new Random(20261127);
    List<Word> words = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) { // several blocks
      words.add(new Word("word " + random.nextInt(300), random.nextInt(10) - 5));
    }
    Map<Integer, List<byte[]>> blocks = routed(BlockRouter.byHash(WORDS, 4), words);
    assertThat(blocks).hasSize(4);
    Set<String> seen = new HashSet<>();
    List<Word> all = new ArrayList<>();
    blocks
        .values()
        .forEach(
            of -> {
              Collections.shuffle(of, random);
              assertThat(of).hasSizeGreaterThan(1);
              Iterator<Group<Word>> groups = new HeldBlocks<>(WORDS, of.iterator()).groups();
              while (groups.hasNext()) {
                Group<Word> group = groups.next();
                List<Word> its = group.all();
                assertThat(its).extracting(Word::text).containsOnly(its.get(0).text());
                assertThat(its).isSortedAccordingTo((a, b) -> a.order() - b.order());
                assertThat(seen.add(its.get(0).text())).isTrue();
                assertThat(group.key()).isEqualTo(Keys.of(its.get(0).text()));
                all.addAll(its);
                List<Word> byOrder = new ArrayList<>();
                group
                    .byOrder()
                    .forEachRemaining(
                        some -> {
                          assertThat(some)
                              .extracting(Word::order)
                              .containsOnly(some.get(0).order());
                          byOrder.addAll(some);
                        });
                assertThat(byOrder).isEqualTo(its);
              }
            });
    assertThat(counted(all)).isEqualTo(counted(words));
  }

  private static Map<Word, Integer> counted(List<Word> words) {
    Map<Word, Integer> counts = new HashMap<>();
    words.forEach(word -> counts.merge(word, 1, Integer::sum));
    return counts;
  }

  @Test
  void neighboursByPlaceGoToOnePartition() {
    BlockRouter<Word> router = BlockRouter.byPlace(WORDS, 3, 9);
    for (int place = 0; place < 9; place++) {
      router.add(new Word("region " + place, place), place, 0);
    }
    router.flush();
    Map<Integer, List<String>> texts = new HashMap<>();
    for (Block block = router.poll(); block != null; block = router.poll()) {
      Iterator<Group<Word>> groups =
          new HeldBlocks<>(WORDS, List.of(block.bytes()).iterator()).groups();
      List<String> its = texts.computeIfAbsent(block.partition(), number -> new ArrayList<>());
      groups.forEachRemaining(group -> group.all().forEach(word -> its.add(word.text())));
    }
    assertThat(texts)
        .containsEntry(0, List.of("region 0", "region 1", "region 2"))
        .containsEntry(1, List.of("region 3", "region 4", "region 5"))
        .containsEntry(2, List.of("region 6", "region 7", "region 8"));
  }

  @Test
  void aBlockIsFullAt64KiB() {
    BlockRouter<Word> router = BlockRouter.byHash(WORDS, 1);
    router.add(new Word("x".repeat(BlockRouter.FULL - 100), 1), 1, 0);
    assertThat(router.poll()).isNull();
    router.add(new Word("y".repeat(100), 1), 1, 0);
    assertThat(router.poll()).isNotNull();
    assertThat(router.poll()).isNull();
    router.flush();
    assertThat(router.poll()).isNull();
  }

  @Test
  void aMissingTextIsNoEmptyOneAndPlacesCount() {
    assertThat(Keys.of("a", null)).isNotEqualTo(Keys.of("a", ""));
    assertThat(Keys.of("a", null)).isNotEqualTo(Keys.of(null, "a"));
    assertThat(Keys.of("ab", "c")).isNotEqualTo(Keys.of("a", "bc"));
    assertThat(Keys.of("a", "b")).isEqualTo(Keys.of("a", "b"));
  }

  @Test
  void noBlocksHaveNoGroups() {
    HeldBlocks<Word> none = new HeldBlocks<>(WORDS, Collections.emptyIterator());
    assertThat(none.size()).isZero();
    assertThat(none.groups()).isExhausted();
  }
}
