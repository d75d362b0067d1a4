/// Align: after align_words() of the CoNLL 2018 shared task's evaluation.
#include "extract/syntax/align.h"

#include "base/utf8.h"

/// Cells of the largest table for one stretch of multiword tokens; in a longer
/// stretch, which no language has, words stay without counterparts.
enum { MOST_CELLS = 4 * 1024 * 1024 };

/// A place in a text and the characters before it.
typedef struct {
  Str text;
  size_t offset;
  uint32_t count;
} Counter;

static uint32_t count_to(Counter *counter, size_t offset) {
  if (offset < counter->offset) {
    counter->offset = 0;
    counter->count = 0;
  }
  while (counter->offset < offset && counter->offset < counter->text.length) {
    counter->count +=
        !utf8_is_space(utf8_next(counter->text, &counter->offset));
  }
  return counter->count;
}

static void skip_space(Str text, size_t *offset) {
  while (*offset < text.length) {
    size_t next = *offset;
    if (!utf8_is_space(utf8_next(text, &next))) {
      break;
    }
    *offset = next;
  }
}

size_t align_find_difference(Str a, Str b) {
  size_t a_offset = 0;
  size_t b_offset = 0;
  for (;;) {
    skip_space(a, &a_offset);
    skip_space(b, &b_offset);
    if (a_offset == a.length || b_offset == b.length) {
      return a_offset == a.length && b_offset == b.length ? SIZE_MAX : a_offset;
    }
    size_t place = a_offset;
    if (utf8_next(a, &a_offset) != utf8_next(b, &b_offset)) {
      return place;
    }
  }
}

static uint32_t surface_count(const Sentence *sentence, uint32_t token) {
  uint32_t left = sentence->token_count - token;
  uint32_t count = sentence->tokens[token].surface_count;
  return count == 0 ? 1 : count < left ? count : left;
}

/// Lay out the words of a sentence; its first word is `base`.
static void add_sentence(AlignedText *layout, const Sentence *sentence,
                         Counter *counter) {
  uint32_t base = layout->word_count;
  uint32_t i = 0;
  Span whole = {0};
  while (i < sentence->token_count) {
    uint32_t count = surface_count(sentence, i);
    const Token *tokens = &sentence->tokens[i];
    Span span = {count_to(counter, tokens[0].range.begin),
                 count_to(counter, tokens[count - 1].range.end)};
    layout->tokens[layout->token_count++] = span;
    for (uint32_t word = 0; word < count; word++) {
      uint32_t head = tokens[word].head;
      bool has_head = head != TOKEN_NONE && head < sentence->token_count;
      layout->words[layout->word_count++] = (AlignedWord){
          .token = &tokens[word],
          .span = span,
          .is_multiword = count > 1,
          .head = has_head ? base + head : TOKEN_NONE,
          .counterpart = TOKEN_NONE,
      };
    }
    whole.begin = i == 0 ? span.begin : whole.begin;
    whole.end = span.end;
    i += count;
  }
  if (sentence->token_count) {
    layout->sentences[layout->sentence_count++] = whole;
  }
}

AlignedText align_layout(const Analysis *analysis, Arena *arena) {
  const Sentences *sentences = &analysis->sentences;
  size_t words = 0;
  for (size_t i = 0; i < sentences->count; i++) {
    words += sentences->sentences[i].token_count;
  }
  AlignedText layout = {
      .words = ARENA_NEW(arena, AlignedWord, words),
      .tokens = ARENA_NEW(arena, Span, words),
      .sentences = ARENA_NEW(arena, Span, sentences->count),
  };
  Counter counter = {.text = analysis->text};
  for (size_t i = 0; i < sentences->count; i++) {
    add_sentence(&layout, &sentences->sentences[i], &counter);
  }
  return layout;
}

/// Words [begin, end) of a text.
typedef struct {
  AlignedText *text;
  uint32_t begin;
  uint32_t end;
} Stretch;

/// The word at the stretch's end, which grows; NULL after the last.
static const AlignedWord *next_word(const Stretch *stretch) {
  return stretch->end < stretch->text->word_count
             ? &stretch->text->words[stretch->end]
             : NULL;
}

static bool is_beyond(const Stretch *stretch, uint32_t end) {
  const AlignedWord *word = next_word(stretch);
  if (!word) {
    return true;
  }
  return word->is_multiword ? word->span.begin >= end : word->span.end > end;
}

static void take_word(Stretch *stretch, uint32_t *end) {
  const AlignedWord *word = next_word(stretch);
  if (word->is_multiword && word->span.end > *end) {
    *end = word->span.end;
  }
  stretch->end++;
}

/// Skip a plain word of `other` that begins before the multiword token.
static void skip_before(const Stretch *multiword, Stretch *other) {
  const AlignedWord *word = next_word(other);
  if (!word->is_multiword &&
      word->span.begin < next_word(multiword)->span.begin) {
    other->end++;
  }
}

/// Let both stretches grow over all words that multiword tokens connect. One
/// of the next words is in such a token.
static void grow_stretches(Stretch *gold, Stretch *system) {
  uint32_t end = 0;
  if (next_word(gold)->is_multiword) {
    end = next_word(gold)->span.end;
    skip_before(gold, system);
  } else {
    end = next_word(system)->span.end;
    skip_before(system, gold);
  }
  gold->begin = gold->end;
  system->begin = system->end;
  while (!is_beyond(gold, end) || !is_beyond(system, end)) {
    const AlignedWord *gold_word = next_word(gold);
    const AlignedWord *system_word = next_word(system);
    bool takes_gold =
        gold_word &&
        (!system_word || gold_word->span.begin <= system_word->span.begin);
    take_word(takes_gold ? gold : system, &end);
  }
}

static void pair(AlignedText *gold, uint32_t gold_word, AlignedText *system,
                 uint32_t system_word) {
  gold->words[gold_word].counterpart = system_word;
  system->words[system_word].counterpart = gold_word;
}

/// Lengths of common subsequences: cell (g, s) is about the words from g and s
/// on; a row and a column of zeros end the table.
typedef struct {
  uint32_t *cells;
  uint32_t width;
} Table;

static uint32_t cell(const Table *table, uint32_t g, uint32_t s) {
  return table->cells[(size_t)g * table->width + s];
}

static bool is_same_form(const Stretch *gold, uint32_t g, const Stretch *system,
                         uint32_t s, Arena *arena) {
  ArenaMark mark = arena_mark(arena);
  const Token *a = gold->text->words[gold->begin + g].token;
  const Token *b = system->text->words[system->begin + s].token;
  bool is_same =
      str_equal(utf8_to_lower(arena, a->form), utf8_to_lower(arena, b->form));
  arena_rewind(arena, mark);
  return is_same;
}

static Table fill_table(const Stretch *gold, const Stretch *system,
                        Arena *arena) {
  uint32_t height = gold->end - gold->begin;
  uint32_t width = system->end - system->begin;
  Table table = {
      ARENA_NEW(arena, uint32_t, ((size_t)height + 1) * ((size_t)width + 1)),
      width + 1};
  for (uint32_t g = height; g-- > 0;) {
    for (uint32_t s = width; s-- > 0;) {
      uint32_t best = cell(&table, g + 1, s);
      uint32_t other = cell(&table, g, s + 1);
      best = other > best ? other : best;
      if (is_same_form(gold, g, system, s, arena)) {
        uint32_t with = 1 + cell(&table, g + 1, s + 1);
        best = with > best ? with : best;
      }
      table.cells[(size_t)g * table.width + s] = best;
    }
  }
  return table;
}

/// Pair the words of two stretches by their forms.
static void pair_by_forms(const Stretch *gold, const Stretch *system,
                          Arena *arena) {
  uint32_t height = gold->end - gold->begin;
  uint32_t width = system->end - system->begin;
  if ((uint64_t)height * width > MOST_CELLS) {
    return;
  }
  ArenaMark mark = arena_mark(arena);
  Table table = fill_table(gold, system, arena);
  uint32_t g = 0;
  uint32_t s = 0;
  while (g < height && s < width) {
    if (is_same_form(gold, g, system, s, arena)) {
      pair(gold->text, gold->begin + g++, system->text, system->begin + s++);
    } else if (cell(&table, g, s) == cell(&table, g + 1, s)) {
      g++;
    } else {
      s++;
    }
  }
  arena_rewind(arena, mark);
}

void align_words(AlignedText *gold, AlignedText *system, Arena *arena) {
  Stretch golds = {.text = gold};
  Stretch systems = {.text = system};
  while (golds.end < gold->word_count && systems.end < system->word_count) {
    const AlignedWord *a = next_word(&golds);
    const AlignedWord *b = next_word(&systems);
    if (a->is_multiword || b->is_multiword) {
      grow_stretches(&golds, &systems);
      pair_by_forms(&golds, &systems, arena);
    } else if (a->span.begin == b->span.begin && a->span.end == b->span.end) {
      pair(gold, golds.end++, system, systems.end++);
    } else if (a->span.begin <= b->span.begin) {
      golds.end++;
    } else {
      systems.end++;
    }
  }
}
