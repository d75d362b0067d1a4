/// Coreference: the tokens of phrases.
#include "extract/coref/coref_extent.h"

/// The tokens that belong to a token, by two readings of it.
typedef struct {
  uint32_t begin; ///< of the whole subtree
  uint32_t end;
  uint32_t phrase_begin; ///< of the noun phrase
  uint32_t phrase_end;
} Extent;

/// Relations of children that are no part of a noun phrase: what links it, what
/// is beside it, and, where it is a predicate, the rest of the clause.
static bool is_outside(const Token *child, uint32_t index, uint32_t head) {
  static const char *const relations[] = {
      "case",       "cc",     "conj",  "appos",     "parataxis",
      "cop",        "aux",    "nsubj", "mark",      "discourse",
      "vocative",   "advcl",  "csubj", "expl",      "list",
      "reparandum", "orphan", "punct", "dislocated"};
  if (str_equal(child->relation, STR("dep")) && index > head) {
    return true; // "the bank (Berg 2012)"
  }
  if (str_equal(child->xpos, STR("POS"))) {
    return index < head;
  }
  for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
    if (relation_is(child->relation, relations[i])) {
      return true;
    }
  }
  return false;
}

/// By token: is it outside the noun phrase of its head?
static bool *find_outside(const Sentence *sentence, Arena *arena) {
  bool *outside = ARENA_NEW(arena, bool, sentence->token_count + 1);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const Token *token = &sentence->tokens[i];
    outside[i] = token->head < sentence->token_count &&
                 is_outside(token, i, token->head);
  }
  return outside;
}

/// Tokens with each one after all that hang on it. Tokens of a cycle, which no
/// tree has, are left out.
static uint32_t *order_leaves_first(const Sentence *sentence, Arena *arena,
                                    uint32_t *count) {
  uint32_t length = sentence->token_count;
  uint32_t *children = ARENA_NEW(arena, uint32_t, length + 1);
  uint32_t *order = ARENA_NEW(arena, uint32_t, length + 1);
  for (uint32_t i = 0; i < length; i++) {
    if (sentence->tokens[i].head < length) {
      children[sentence->tokens[i].head]++;
    }
  }
  *count = 0;
  for (uint32_t i = 0; i < length; i++) {
    if (children[i] == 0) {
      order[(*count)++] = i;
    }
  }
  for (uint32_t i = 0; i < *count; i++) {
    uint32_t head = sentence->tokens[order[i]].head;
    if (head < length && --children[head] == 0) {
      order[(*count)++] = head;
    }
  }
  return order;
}

/// Where each phrase may not reach: beside the nearest children outside of it.
static Extent *find_limits(const Sentence *sentence, const uint32_t *order,
                           uint32_t count, const bool *outside, Arena *arena) {
  Extent *extents = ARENA_NEW(arena, Extent, sentence->token_count + 1);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    extents[i] = (Extent){i, i + 1, 0, sentence->token_count};
  }
  for (uint32_t i = 0; i < count; i++) {
    uint32_t index = order[i];
    uint32_t head = sentence->tokens[index].head;
    if (head >= sentence->token_count) {
      continue;
    }
    const Extent *own = &extents[index];
    Extent *above = &extents[head];
    above->begin = own->begin < above->begin ? own->begin : above->begin;
    above->end = own->end > above->end ? own->end : above->end;
    bool is_mark = sentence->tokens[index].upos == UPOS_PUNCT;
    if (is_mark || !outside[index]) {
      continue;
    }
    if (index < head && own->end > above->phrase_begin && own->end <= head) {
      above->phrase_begin = own->end;
    } else if (index > head && own->begin < above->phrase_end &&
               own->begin > head) {
      above->phrase_end = own->begin;
    }
  }
  return extents;
}

/// Marks that close what one before them opens.
static const struct {
  const char *opens;
  const char *closes;
} pairs[] = {{"(", ")"}, {"[", "]"},   {"“", "”"},
             {"‘", "’"}, {"\"", "\""}, {"``", "''"}};

/// "Jules et Jim (1962": does a bracket or quotation that was opened within the
/// phrase close right behind it?
static bool closes_pair(const Sentence *sentence, uint32_t begin,
                        uint32_t end) {
  enum { FARTHEST = 20 };
  if (end >= sentence->token_count) {
    return false;
  }
  Str mark = sentence->tokens[end].form;
  for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
    if (!str_is(mark, pairs[k].closes)) {
      continue;
    }
    bool is_open = false;
    uint32_t from = end - begin > FARTHEST ? end - FARTHEST : begin;
    for (uint32_t i = from; i < end; i++) {
      Str form = sentence->tokens[i].form;
      bool opens = str_is(form, pairs[k].opens);
      is_open = (opens && !is_open) || (is_open && !str_equal(form, mark));
    }
    return is_open;
  }
  return false;
}

/// Where the phrase of a head begins, without marks and adverbs before it: "not
/// an easy one", "even the capital".
static uint32_t skip_adverbs(const Sentence *sentence, uint32_t head,
                             uint32_t begin) {
  while (begin < head) {
    const Token *token = &sentence->tokens[begin];
    bool is_adverb =
        token->head == head && str_starts(token->relation, STR("advmod"));
    if (token->upos != UPOS_PUNCT && !is_adverb) {
      break;
    }
    begin++;
  }
  return begin;
}

/// Narrow the phrase of each token to what belongs to it.
static void narrow(const Sentence *sentence, Extent *extents,
                   const uint32_t *order, uint32_t count, const bool *outside,
                   Arena *arena) {
  uint32_t *begins = ARENA_NEW(arena, uint32_t, sentence->token_count + 1);
  uint32_t *ends = ARENA_NEW(arena, uint32_t, sentence->token_count + 1);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    begins[i] = i;
    ends[i] = i + 1;
  }
  for (uint32_t i = 0; i < count; i++) {
    uint32_t index = order[i];
    uint32_t head = sentence->tokens[index].head;
    if (head >= sentence->token_count || outside[index]) {
      continue;
    }
    const Extent *own = &extents[index];
    if (own->begin < begins[head]) {
      begins[head] = own->begin;
    }
    if (own->end > ends[head]) {
      ends[head] = own->end;
    }
  }
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    Extent *extent = &extents[i];
    uint32_t begin = extent->phrase_begin;
    uint32_t end = extent->phrase_end;
    extent->phrase_begin = begins[i] > begin ? begins[i] : begin;
    extent->phrase_end = ends[i] < end ? ends[i] : end;
    while (extent->phrase_end > i + 1 &&
           sentence->tokens[extent->phrase_end - 1].upos == UPOS_PUNCT) {
      extent->phrase_end--;
    }
    extent->phrase_begin = skip_adverbs(sentence, i, extent->phrase_begin);
    extent->phrase_end +=
        closes_pair(sentence, extent->phrase_begin, extent->phrase_end);
  }
}

CorefExtent *coref_extents(const Sentence *sentence, Arena *arena) {
  uint32_t count;
  uint32_t *order = order_leaves_first(sentence, arena, &count);
  bool *outside = find_outside(sentence, arena);
  Extent *extents = find_limits(sentence, order, count, outside, arena);
  narrow(sentence, extents, order, count, outside, arena);
  CorefExtent *phrases =
      ARENA_NEW(arena, CorefExtent, sentence->token_count + 1);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    phrases[i] = (CorefExtent){extents[i].phrase_begin, extents[i].phrase_end,
                               extents[i].begin, extents[i].end};
  }
  return phrases;
}
