/// Stretches of text to learn sentence ends from.
#include "extract/train/segment_lesson.h"

#include "base/utf8.h"

enum {
  SHORTEST_LIMIT = 200, ///< tokens of a stretch, unless its block ends
  LIMIT_SPREAD = 200,
  SHORTEST_LINE = 8, ///< tokens, where lines are broken
  LINE_SPREAD = 10
};

static const float join_blocks = 0.3f;  // blocks run on without a break
static const float break_lines = 0.15f; // lines broken at their width
static const float break_ends = 0.15f;  // lines broken after sentences
static const float lower_all = 0.02f;
static const float upper_all = 0.01f;
static const float drop_stops = 0.1f; // stretches that lose full stops

/// A token with all that a stretch may make of it.
typedef struct {
  SegmentToken token; ///< without its place
  uint32_t lower_shape;
  uint32_t upper_shape;
  bool space_after;
  bool is_stop;
  bool ends_block;
} Seen;

struct SegmentText {
  Arena *arena;
  Seen *words;
  size_t count;
  size_t capacity;
};

static uint32_t shape_row(Arena *arena, Str form, bool upper) {
  uint32_t rows[SEGMENT_FEATURES];
  char *changed = ARENA_NEW(arena, char, form.length *UTF8_LONGEST);
  size_t length = 0;
  for (size_t i = 0; i < form.length;) {
    uint32_t code_point = utf8_next(form, &i);
    code_point = upper ? utf8_upper(code_point) : utf8_lower(code_point);
    length += utf8_encode(code_point, changed + length);
  }
  segment_features((Str){changed, length}, 0, rows);
  return rows[SEGMENT_SHAPE];
}

static void see_block(Arena *arena, const TreebankBlock *block, void *data) {
  SegmentText *text = data;
  for (size_t i = 0; i < block->count; i++) {
    const BlockToken *seen = &block->tokens[i];
    Str form = seen->token->form;
    Seen *word =
        ARENA_PUSH(text->arena, text->words, text->count, text->capacity);
    segment_features(form, 0, word->token.rows);
    word->lower_shape = shape_row(arena, form, false);
    word->upper_shape = shape_row(arena, form, true);
    word->token.upos = (uint8_t)seen->token->upos;
    word->token.ends_sentence = seen->ends_sentence;
    word->space_after = seen->token->space_after;
    word->is_stop = str_equal(form, STR(".")) || str_equal(form, STR("!"));
    word->ends_block = i + 1 == block->count;
  }
}

SegmentText *segment_text_new(Arena *arena, const Treebank *treebanks,
                              size_t count) {
  SegmentText *text = ARENA_NEW(arena, SegmentText, 1);
  text->arena = arena;
  treebank_visit(treebanks, count, see_block, text);
  uint32_t *frequencies = ARENA_NEW(arena, uint32_t, SEGMENT_ROWS);
  for (size_t i = 0; i < text->count; i++) {
    frequencies[text->words[i].token.rows[SEGMENT_WORD]]++;
  }
  for (size_t i = 0; i < text->count; i++) {
    SegmentToken *token = &text->words[i].token;
    token->frequency = frequencies[token->rows[SEGMENT_WORD]];
  }
  return text;
}

size_t segment_text_size(const SegmentText *text) { return text->count; }

/// How a stretch is changed.
typedef struct {
  bool lower;
  bool upper;
  bool drops_stops;
  bool breaks_ends;
  uint32_t line; ///< tokens of a line; 0: not broken
  bool at_block_begin;
  bool at_block_end;
} Change;

static Change draw_change(Random *random) {
  Change change = {.line = 0};
  float draw = random_unit(random);
  change.breaks_ends = draw < break_ends;
  if (!change.breaks_ends && draw < break_ends + break_lines) {
    change.line = SHORTEST_LINE + (uint32_t)(random_next(random) % LINE_SPREAD);
  }
  draw = random_unit(random);
  change.lower = draw < lower_all;
  change.upper = !change.lower && draw < lower_all + upper_all;
  change.drops_stops = random_unit(random) < drop_stops;
  return change;
}

/// Copy words to a stretch; those of stops that are dropped are left out.
static SegmentStretch make_stretch(Arena *arena, const Seen *words,
                                   size_t count, Change change,
                                   Random *random) {
  SegmentToken *tokens = ARENA_NEW(arena, SegmentToken, count);
  uint32_t made = 0;
  uint32_t on_line = 0;
  for (size_t i = 0; i < count; i++) {
    const Seen *word = &words[i];
    bool dropped = change.drops_stops && word->is_stop && made && i + 1 < count;
    if (dropped && word->token.ends_sentence && random_unit(random) < 0.4f) {
      SegmentToken *before = &tokens[made - 1];
      before->ends_sentence = true;
      before->rows[SEGMENT_PLACE] = segment_place_row(PLACE_SPACE_AFTER);
      continue;
    }
    SegmentToken *token = &tokens[made++];
    *token = word->token;
    if (change.lower || change.upper) {
      token->rows[SEGMENT_SHAPE] =
          change.lower ? word->lower_shape : word->upper_shape;
    }
    bool line_break =
        change.line && word->space_after && ++on_line % change.line == 0;
    line_break |= change.breaks_ends && word->token.ends_sentence &&
                  random_unit(random) < 0.5f;
    unsigned place = word->space_after ? PLACE_SPACE_AFTER : 0;
    place |= line_break ? PLACE_LINE_BREAK_AFTER : 0u;
    place |= i == 0 && change.at_block_begin ? PLACE_FIRST : 0u;
    place |= i + 1 == count && change.at_block_end ? PLACE_LAST : 0u;
    token->rows[SEGMENT_PLACE] = segment_place_row(place);
  }
  return (SegmentStretch){tokens, made};
}

static void shuffle(SegmentStretches *list, Random *random) {
  for (size_t i = list->count; i > 1; i--) {
    size_t other = random_next(random) % i;
    SegmentStretch saved = list->stretches[i - 1];
    list->stretches[i - 1] = list->stretches[other];
    list->stretches[other] = saved;
  }
}

SegmentStretches segment_lesson(const SegmentText *text, Arena *arena,
                                Random *random) {
  SegmentStretches list = {NULL, 0};
  size_t capacity = 0;
  bool at_block_begin = true;
  for (size_t begin = 0; begin < text->count;) {
    size_t limit = SHORTEST_LIMIT + random_next(random) % LIMIT_SPREAD;
    size_t end = begin;
    bool at_block_end = false;
    while (!at_block_end && end < text->count && end - begin < limit) {
      at_block_end =
          text->words[end++].ends_block && random_unit(random) >= join_blocks;
    }
    Change change = draw_change(random);
    change.at_block_begin = at_block_begin;
    change.at_block_end = at_block_end;
    *ARENA_PUSH(arena, list.stretches, list.count, capacity) =
        make_stretch(arena, text->words + begin, end - begin, change, random);
    at_block_begin = at_block_end;
    begin = end;
  }
  shuffle(&list, random);
  return list;
}
