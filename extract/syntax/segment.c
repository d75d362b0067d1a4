/// Segmenter: tokens to sentences.
#include "extract/syntax/segment.h"

#include "base/utf8.h"
#include "extract/syntax/form_cache.h"
#include "extract/syntax/segment_network.h"

enum {
  WINDOW = 512, ///< tokens the network sees at once
  MARGIN = 64   ///< of them at either side, whose scores are not used
};

/// What the score of an end must be behind a word without any mark. Low, and
/// names tear apart that the treebanks do not know ("President | Xi Jinping");
/// on their dev parts 2 is best, but 2.75 is almost as good and safer in the
/// news.
static const float unmarked_score = 2.75f;

/// The same in a block that ends in a full stop, as edited text does: its other
/// sentences have one too ("plane maker | Airbus"). On the dev parts all scores
/// from 2.75 to 5 are equally good there.
static const float unmarked_prose_score = 5.0f;

/// The same of an end at a full stop before a capital ("on May 9. Police ..."),
/// where nothing but a list's number speaks against it.
static const float stop_score = -3.0f;

/// The same at an abbreviation before a capital ("in the U.S. The firm ..."),
/// and where a comma follows, as behind "Meanwhile". Names behind one ("the
/// U.S. Senate") have -3.5 and less in news, openers -3 and more.
static const float abbreviation_score = -2.0f;
static const float opener_score = -3.2f;

/// The same behind "9 p.m." and before "Sunday" or "GMT".
static const float clock_score = 8.0f;

/// Slots of a memory.
enum { MEMORY_SLOTS = 2048 };

struct Segmenter {
  SegmentNetwork network;
};

struct SegmentMemory {
  FormCache forms;
  float *vectors; ///< [MEMORY_SLOTS][SEGMENT_WIDTH]
};

SegmentMemory *segment_memory_new(Arena *arena) {
  SegmentMemory *memory = ARENA_NEW(arena, SegmentMemory, 1);
  memory->forms = form_cache_new(arena, MEMORY_SLOTS);
  memory->vectors =
      kernel_buffer(arena, MEMORY_SLOTS * (size_t)SEGMENT_WIDTH, sizeof(float));
  return memory;
}

Status segmenter_load(const Model *model, Str path, Arena *arena,
                      Report *report, const Segmenter **segmenter) {
  *segmenter = NULL;
  Str section = model_section(model, STR(SEGMENTER_SECTION));
  Segmenter *made = ARENA_NEW(arena, Segmenter, 1);
  if (!segment_network_read(section, &made->network)) {
    report_add(report, SEVERITY_ERROR, path,
               "the model's section '%s' is missing, damaged or of another "
               "version",
               SEGMENTER_SECTION);
    return STATUS_BAD_SETUP;
  }
  *segmenter = made;
  return STATUS_OK;
}

static bool has_line_break(Str text, uint32_t begin, uint32_t end) {
  return memchr(text.data + begin, '\n', end - begin) != NULL;
}

static unsigned place_of(Str text, TokenList tokens, size_t index) {
  const Token *token = &tokens.tokens[index];
  unsigned place = token->space_after ? PLACE_SPACE_AFTER : 0;
  place |= index == 0 ? PLACE_FIRST : 0u;
  if (index + 1 == tokens.count) {
    return place | PLACE_LAST;
  }
  bool line_break =
      has_line_break(text, token->range.end, token[1].range.begin);
  return place | (line_break ? PLACE_LINE_BREAK_AFTER : 0u);
}

/// Does the token end in a mark, not in a letter or digit?
static bool is_marked(const Token *token) {
  size_t end = token->form.length;
  if (end == 0) {
    return false;
  }
  uint32_t last = utf8_previous(token->form, &end);
  return !utf8_is_letter(last) && !utf8_is_digit(last);
}

/// Does the last sentence of the tokens end as those of edited text do: in a
/// full stop or the like, perhaps with quotes or brackets behind it?
static bool ends_like_prose(TokenList tokens) {
  for (size_t i = tokens.count; i > 0; i--) {
    size_t end = tokens.tokens[i - 1].form.length;
    if (end == 0) {
      return false;
    }
    uint32_t last = utf8_previous(tokens.tokens[i - 1].form, &end);
    if (last == '.' || last == '!' || last == '?' || last == 0x2026) {
      return true;
    }
    if (utf8_is_letter(last) || utf8_is_digit(last)) {
      return false;
    }
  }
  return false;
}

/// Is the token inside a sentence, and does a capital follow it?
static bool is_before_capital(TokenList tokens, size_t index, size_t begin) {
  if (index < begin + 2 || index + 1 >= tokens.count ||
      !tokens.tokens[index].space_after) {
    return false;
  }
  Str next = tokens.tokens[index + 1].form;
  size_t offset = 0;
  return next.length && utf8_is_upper(utf8_next(next, &offset));
}

/// Does a token end in a stop that is its own, as "U.S." and "Inc." do? Dots
/// that trail off, initials and "9 p.m." (which Sunday may follow) are none.
static bool is_abbreviation(Str form) {
  size_t offset = 0;
  return form.length > 2 && str_ends(form, STR(".")) &&
         !str_ends(form, STR("..")) && utf8_is_upper(utf8_next(form, &offset));
}

/// Does a word go on with a time of day: a day, a zone in capitals?
static bool completes_time(Str form) {
  enum { LONGEST_ZONE = 4 };
  size_t capitals = 0;
  while (capitals < form.length && form.data[capitals] >= 'A' &&
         form.data[capitals] <= 'Z') {
    capitals++;
  }
  return str_ends(form, STR("day")) ||
         (capitals > 1 && capitals == form.length && capitals <= LONGEST_ZONE);
}

/// What the score of an end behind a token must be at least.
static float least_score(TokenList tokens, size_t index, size_t begin,
                         float unmarked) {
  const Token *token = &tokens.tokens[index];
  bool before_capital = is_before_capital(tokens, index, begin);
  if (before_capital && str_equal(token->form, STR("."))) {
    return stop_score;
  }
  if (before_capital && is_abbreviation(token->form)) {
    bool has_comma =
        index + 2 < tokens.count && str_equal(token[2].form, STR(","));
    return has_comma ? opener_score : abbreviation_score;
  }
  if (before_capital &&
      (str_equal(token->form, STR("a.m.")) ||
       str_equal(token->form, STR("p.m."))) &&
      completes_time(token[1].form)) {
    return clock_score;
  }
  return is_marked(token) ? 0 : unmarked;
}

/// What scoring needs besides the tokens.
typedef struct {
  const SegmentNetwork *network;
  const Kernel *kernel;
  SegmentMemory *memory;
  Arena *scratch;
} Scorer;

/// Put the sum of the embeddings of a form's features into an empty vector.
static void embed_form(const Scorer *scorer, Str form, float *vector) {
  SegmentMemory *memory = scorer->memory;
  const size_t size = SEGMENT_WIDTH * sizeof *vector;
  size_t slot;
  if (memory && form_cache_find(&memory->forms, form, &slot)) {
    memcpy(vector, memory->vectors + slot * SEGMENT_WIDTH, size);
    return;
  }
  uint32_t rows[SEGMENT_FEATURES];
  segment_features(form, 0, rows);
  segment_network_embed(scorer->network, scorer->kernel, rows, SEGMENT_PLACE,
                        vector);
  if (memory && form_cache_keep(&memory->forms, form, &slot)) {
    memcpy(memory->vectors + slot * SEGMENT_WIDTH, vector, size);
  }
}

/// Score all tokens, window by window.
static void score(const Scorer *scorer, Str text, TokenList tokens,
                  float *scores) {
  float part[WINDOW];
  size_t done = 0; // tokens whose score is known
  while (done < tokens.count) {
    size_t begin = done < MARGIN ? 0 : done - MARGIN;
    size_t end = begin + WINDOW < tokens.count ? begin + WINDOW : tokens.count;
    ArenaMark mark = arena_mark(scorer->scratch);
    float *x = kernel_buffer(scorer->scratch, (end - begin) * SEGMENT_WIDTH,
                             sizeof *x);
    for (size_t i = begin; i < end; i++) {
      float *vector = x + (i - begin) * SEGMENT_WIDTH;
      embed_form(scorer, tokens.tokens[i].form, vector);
      uint32_t place = segment_place_row(place_of(text, tokens, i));
      segment_network_embed(scorer->network, scorer->kernel, &place, 1, vector);
    }
    segment_network_run(scorer->network, scorer->kernel, scorer->scratch, x,
                        (uint32_t)(end - begin), part);
    arena_rewind(scorer->scratch, mark);
    size_t useful = end == tokens.count ? end : end - MARGIN;
    memcpy(scores + done, part + (done - begin),
           (useful - done) * sizeof *scores);
    done = useful;
  }
}

/// How good a place for a cut the end of a token is, for want of a better one.
static int rank_of_cut(const Token *token) {
  if (str_equal(token->form, STR(";"))) {
    return 3;
  }
  if (str_equal(token->form, STR(",")) || str_equal(token->form, STR(":"))) {
    return 2;
  }
  return token->space_after ? 1 : 0;
}

/// Cut the sentence of the tokens [begin, end) that is too long: after the best
/// token of the second half of what may be one sentence, the last of equals.
/// Gives where the rest begins.
static size_t cut(TokenList tokens, size_t begin, bool *ends) {
  size_t best = begin + SENTENCE_LONGEST - 1;
  int best_rank = -1;
  size_t inside = 0; // tokens up to here are parts of one surface word
  for (size_t i = begin; i < begin + SENTENCE_LONGEST; i++) {
    size_t word_end = i + tokens.tokens[i].surface_count;
    inside = word_end > inside ? word_end : inside;
    if (i >= begin + SENTENCE_LONGEST / 2 && inside == i + 1 &&
        rank_of_cut(&tokens.tokens[i]) >= best_rank) {
      best = i;
      best_rank = rank_of_cut(&tokens.tokens[i]);
    }
  }
  ends[best] = true;
  return best + 1;
}

static void cut_long_sentences(TokenList tokens, bool *ends) {
  size_t begin = 0;
  for (size_t i = 0; i < tokens.count; i++) {
    while (i - begin >= SENTENCE_LONGEST) {
      begin = cut(tokens, begin, ends);
    }
    if (ends[i]) {
      begin = i + 1;
    }
  }
}

void segment(const Segmenter *segmenter, const Kernel *kernel,
             SegmentMemory *memory, Str text, TokenList tokens, bool *ends) {
  if (tokens.count == 0) {
    return;
  }
  Arena *scratch = arena_new();
  float *scores = ARENA_NEW(scratch, float, tokens.count);
  Scorer scorer = {&segmenter->network, kernel, memory, scratch};
  score(&scorer, text, tokens, scores);
  float unmarked =
      ends_like_prose(tokens) ? unmarked_prose_score : unmarked_score;
  size_t inside = 0; // tokens up to here are parts of one surface word
  size_t begin = 0;
  for (size_t i = 0; i < tokens.count; i++) {
    size_t word_end = i + tokens.tokens[i].surface_count;
    inside = word_end > inside ? word_end : inside;
    ends[i] =
        scores[i] > least_score(tokens, i, begin, unmarked) && inside == i + 1;
    begin = ends[i] ? i + 1 : begin;
  }
  ends[tokens.count - 1] = true;
  cut_long_sentences(tokens, ends);
  arena_free(scratch);
}

static void add_sentences(Arena *arena, TokenList tokens, const bool *ends,
                          uint32_t block, Sentences *sentences,
                          size_t *capacity) {
  size_t begin = 0;
  for (size_t i = 0; i < tokens.count; i++) {
    if (!ends[i]) {
      continue;
    }
    Sentence *sentence =
        ARENA_PUSH(arena, sentences->sentences, sentences->count, *capacity);
    sentence->tokens = tokens.tokens + begin;
    sentence->token_count = (uint32_t)(i + 1 - begin);
    sentence->range =
        (Range){tokens.tokens[begin].range.begin, tokens.tokens[i].range.end};
    sentence->block = block;
    sentence->starts_paragraph = begin == 0;
    begin = i + 1;
  }
}

Sentences segment_document(const Tokenizer *tokenizer,
                           const Segmenter *segmenter, const Kernel *kernel,
                           SegmentMemory *memory, bool with_boilerplate,
                           Arena *arena, const Document *document) {
  Sentences sentences = {NULL, 0};
  size_t capacity = 0;
  Arena *scratch = arena_new();
  for (size_t i = 0; i < document->block_count; i++) {
    const Block *block = &document->blocks[i];
    if (!with_boilerplate && !block_is_read(block->kind)) {
      continue;
    }
    TokenList tokens = tokenize(tokenizer, arena, document->text, block->range);
    bool *ends = ARENA_NEW(scratch, bool, tokens.count);
    segment(segmenter, kernel, memory, document->text, tokens, ends);
    add_sentences(arena, tokens, ends, (uint32_t)i, &sentences, &capacity);
    arena_reset(scratch);
  }
  arena_free(scratch);
  return sentences;
}
