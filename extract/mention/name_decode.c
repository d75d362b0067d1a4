/// Decoding: from scores of name tags to names.
#include "extract/mention/name_decode.h"

#include <math.h>

static const float least_score = -4;

/// May a tag stand after a name that is at its end, or outside?
static bool may_start(uint32_t tag) {
  NamePlace place = (NamePlace)((tag - 1) % NAME_PLACES);
  return tag == NAME_OUTSIDE || place == NAME_BEGIN || place == NAME_SINGLE;
}

/// May what follows a tag be outside, or another name?
static bool may_stop(uint32_t tag) {
  NamePlace place = (NamePlace)((tag - 1) % NAME_PLACES);
  return tag == NAME_OUTSIDE || place == NAME_END || place == NAME_SINGLE;
}

/// The best of the tags that a name may have ended with.
static uint32_t best_stop(const float *sums) {
  uint32_t best = NAME_OUTSIDE;
  for (NameKind kind = 0; kind < NAME_KINDS; kind++) {
    uint32_t end = name_tag(kind, NAME_END);
    uint32_t single = name_tag(kind, NAME_SINGLE);
    best = sums[end] > sums[best] ? end : best;
    best = sums[single] > sums[best] ? single : best;
  }
  return best;
}

/// The best sums up to a token from those up to the one before, and the tags
/// that they come from.
static void step(const float *old, const float *scores, float *sums,
                 uint8_t *before) {
  uint32_t stop = best_stop(old);
  before[NAME_OUTSIDE] = (uint8_t)stop;
  for (NameKind kind = 0; kind < NAME_KINDS; kind++) {
    uint32_t begin = name_tag(kind, NAME_BEGIN);
    uint32_t inside = name_tag(kind, NAME_INSIDE);
    uint32_t within = old[inside] > old[begin] ? inside : begin;
    before[begin] = (uint8_t)stop;
    before[name_tag(kind, NAME_SINGLE)] = (uint8_t)stop;
    before[inside] = (uint8_t)within;
    before[name_tag(kind, NAME_END)] = (uint8_t)within;
  }
  for (uint32_t tag = 0; tag < NAME_TAGS; tag++) {
    sums[tag] = old[before[tag]] + scores[tag];
  }
}

/// Scores that are no numbers may leave ends without a begin: no names.
static NameSpans read_spans(const uint8_t *tags, uint32_t count, Arena *arena) {
  NameSpans names = {0};
  uint32_t begin = count;
  for (uint32_t i = 0; i < count; i++) {
    if (may_start(tags[i])) {
      begin = i;
    }
    if (tags[i] != NAME_OUTSIDE && may_stop(tags[i]) && begin <= i) {
      *ARENA_PUSH(arena, names.spans, names.count, names.capacity) =
          (NameSpan){begin, i + 1, (NameKind)((tags[i] - 1) / NAME_PLACES)};
    }
    if (may_stop(tags[i])) {
      begin = count;
    }
  }
  return names;
}

NameSpans name_decode(const float *scores, uint32_t count, Arena *arena) {
  float sums[2][NAME_TAGS];
  uint8_t *before = ARENA_NEW(arena, uint8_t, (size_t)count * NAME_TAGS + 1);
  uint8_t *tags = ARENA_NEW(arena, uint8_t, count + 1);
  for (uint32_t tag = 0; tag < NAME_TAGS; tag++) {
    sums[1][tag] = tag == NAME_OUTSIDE ? 0 : -INFINITY;
  }
  for (uint32_t i = 0; i < count; i++) {
    step(sums[(i + 1) % 2], scores + (size_t)i * NAME_TAGS, sums[i % 2],
         before + (size_t)i * NAME_TAGS);
  }
  uint32_t tag = count ? best_stop(sums[(count - 1) % 2]) : NAME_OUTSIDE;
  for (uint32_t i = count; i-- > 0;) {
    tags[i] = (uint8_t)tag;
    tag = before[(size_t)i * NAME_TAGS + tag];
  }
  return read_spans(tags, count, arena);
}

void name_kind_scores(const float *scores, uint32_t begin, uint32_t end,
                      float kinds[NAME_KINDS]) {
  float most = -INFINITY;
  for (int kind = 0; kind < NAME_KINDS; kind++) {
    kinds[kind] = 0;
    for (uint32_t i = begin; i < end; i++) {
      NamePlace place = end - begin == 1 ? NAME_SINGLE
                        : i == begin     ? NAME_BEGIN
                        : i + 1 == end   ? NAME_END
                                         : NAME_INSIDE;
      kinds[kind] +=
          scores[(size_t)i * NAME_TAGS + name_tag((NameKind)kind, place)];
    }
    most = kinds[kind] > most ? kinds[kind] : most;
  }
  for (int kind = 0; kind < NAME_KINDS; kind++) {
    kinds[kind] -= most;
    kinds[kind] = kinds[kind] < least_score ? least_score : kinds[kind];
  }
}
