/// Finding the speakers of quotations.
#include "extract/speaker.h"

#include <stdlib.h>

#define NOBODY UINT32_MAX

typedef struct {
  const Document *document;
  const Quotes *quotes;
  const Sentences *sentences;
  Statements *statements;
  Arena *arena;
  uint32_t *speakers; ///< by quote: an attribution; NOBODY: unknown
  bool *goes_on;      ///< by quote: it is a part of that one's content
  uint32_t *last;     ///< by block: the last attribution to a speaker in it
} Speakers;

static const Source *source_of(const Speakers *speakers, uint32_t index) {
  return &speakers->statements->attributions[index].source;
}

static bool is_blank(Str text, uint32_t begin, uint32_t end) {
  while (begin < end && strchr(" \t\r\n", text.data[begin])) {
    begin++;
  }
  return begin >= end;
}

/// Is it somebody who speaks, outside of quotations?
static bool speaks(const Speakers *speakers, const Source *source) {
  bool is_report = source->cue_class.length == 0 ||
                   str_equal(source->cue_class, STR("report")) ||
                   str_equal(source->cue_class, STR("accusation"));
  return is_report && source->part.kind != PART_ABSENT &&
         source->cue_part.range_count > 0 &&
         !quotes_at(speakers->quotes, source->cue_part.ranges[0]);
}

/// The first quotation that ends behind an offset, as an index.
static size_t first_quote(const Quotes *quotes, uint32_t offset) {
  size_t low = 0;
  size_t high = quotes->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (quotes->quotes[middle].range.end <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/// Is the quotation said in the words around the cue, not around it?
static bool is_outside(const Source *source, const Quote *quote) {
  const Part *cue = &source->cue_part;
  return cue->range_count == 0 || cue->ranges[0].end <= quote->range.begin ||
         quote->range.end <= cue->ranges[0].begin;
}

/// Note which quotations an attribution's content holds.
static void claim_quotes(Speakers *speakers, uint32_t index) {
  const Source *source = source_of(speakers, index);
  const Quotes *quotes = speakers->quotes;
  for (uint32_t i = 0; i < source->content_count; i++) {
    Range range = source->content[i];
    for (size_t k = first_quote(quotes, range.begin);
         k < quotes->count && quotes->quotes[k].range.begin < range.end; k++) {
      if (speakers->speakers[k] == NOBODY &&
          is_outside(source, &quotes->quotes[k])) {
        speakers->speakers[k] = index;
        speakers->goes_on[k] = true;
      }
    }
  }
}

/// "“Who paid?” the lawyer asked": a report without content of its own has the
/// quotation that ends right before its sentence.
static void claim_before(Speakers *speakers, uint32_t index) {
  const Attribution *attribution = &speakers->statements->attributions[index];
  const Sentence *sentence =
      &speakers->sentences->sentences[attribution->sentence];
  size_t next = first_quote(speakers->quotes, sentence->range.begin);
  if (attribution->source.content_count > 0 || next == 0) {
    return;
  }
  const Quote *quote = &speakers->quotes->quotes[next - 1];
  if (quote->block == sentence->block && !quote->is_open &&
      speakers->speakers[next - 1] == NOBODY &&
      is_blank(speakers->document->text, quote->range.end,
               sentence->range.begin)) {
    speakers->speakers[next - 1] = index;
    speakers->goes_on[next - 1] = true;
  }
}

/// "HARRIS: We will win": the cue is the colon before the words.
static void claim_behind(Speakers *speakers, uint32_t index) {
  const Part *cue = &source_of(speakers, index)->cue_part;
  size_t next = first_quote(speakers->quotes, cue->ranges[0].end);
  if (str_equal(cue->text, STR(":")) && next < speakers->quotes->count &&
      speakers->speakers[next] == NOBODY &&
      is_blank(speakers->document->text, cue->ranges[0].end,
               speakers->quotes->quotes[next].range.begin)) {
    speakers->speakers[next] = index;
    speakers->goes_on[next] = true;
  }
}

static void find_speakers(Speakers *speakers) {
  const Statements *statements = speakers->statements;
  for (uint32_t i = 0; i < statements->attribution_count; i++) {
    const Attribution *attribution = &statements->attributions[i];
    uint32_t block =
        speakers->sentences->sentences[attribution->sentence].block;
    if (speaks(speakers, &attribution->source)) {
      bool is_inner = attribution->outer != UINT32_MAX;
      if (!is_inner && block < speakers->document->block_count) {
        speakers->last[block] = i;
      }
      claim_quotes(speakers, i);
      claim_before(speakers, i);
      claim_behind(speakers, i);
    }
  }
}

/// The speaker of a neighbour in the same paragraph.
static uint32_t neighbour(const Speakers *speakers, size_t index) {
  const Quote *quotes = speakers->quotes->quotes;
  uint32_t block = quotes[index].block;
  if (index > 0 && quotes[index - 1].block == block &&
      speakers->speakers[index - 1] != NOBODY) {
    return speakers->speakers[index - 1];
  }
  for (size_t i = index + 1;
       i < speakers->quotes->count && quotes[i].block == block; i++) {
    if (speakers->speakers[i] != NOBODY) {
      return speakers->speakers[i];
    }
  }
  return NOBODY;
}

/// Does a quotation begin where a sentence does? One within a sentence has its
/// speaker there, or none.
static bool begins_sentence(const Speakers *speakers, const Quote *quote) {
  Str text = speakers->document->text;
  uint32_t offset = quote->range.begin;
  uint32_t begin = speakers->document->blocks[quote->block].range.begin;
  while (offset > begin && strchr(" \t\r\n", text.data[offset - 1])) {
    offset--;
  }
  // The last byte of a curly mark is compared alone.
  return offset == begin || strchr(".!?:\"'\x9d\x99", text.data[offset - 1]);
}

/// Does the quotation end with a stop inside its mark?
static bool ends_sentence(const Speakers *speakers, const Quote *quote) {
  Str text = speakers->document->text;
  size_t end = quote->range.end;
  while (end > quote->range.begin &&
         (text.data[end - 1] == '"' || text.data[end - 1] == '\'' ||
          (uint8_t)text.data[end - 1] >= 0x80)) {
    end--;
  }
  return end > quote->range.begin && strchr(".!?", text.data[end - 1]);
}

/// Is a quotation somebody's words, no name or expression? Short ones are if
/// they are whole sentences.
static bool is_speech(const Speakers *speakers, const Quote *quote) {
  return quote->word_count >= QUOTE_FEWEST_WORDS ||
         (!quote->is_open && begins_sentence(speakers, quote) &&
          ends_sentence(speakers, quote));
}

/// Fill in the speakers of quotes that no cue of their sentence names.
static void spread_speakers(Speakers *speakers) {
  for (size_t i = 0; i < speakers->quotes->count; i++) {
    const Quote *quote = &speakers->quotes->quotes[i];
    uint32_t *speaker = &speakers->speakers[i];
    if (*speaker == NOBODY &&
        !(is_speech(speakers, quote) && begins_sentence(speakers, quote))) {
      continue;
    }
    if (*speaker == NOBODY) {
      *speaker = neighbour(speakers, i);
      speakers->goes_on[i] = *speaker != NOBODY;
    }
    if (*speaker == NOBODY) {
      *speaker = speakers->last[quote->block];
    }
    if (*speaker == NOBODY && quote->begins_block && quote->block > 0) {
      *speaker = speakers->last[quote->block - 1];
      // A quotation left open goes on in the next paragraph.
      speakers->goes_on[i] = *speaker != NOBODY && i > 0 &&
                             speakers->quotes->quotes[i - 1].is_open &&
                             speakers->speakers[i - 1] == *speaker;
    }
    if (*speaker != NOBODY && is_speech(speakers, quote)) {
      speakers->last[quote->block] = *speaker;
    }
  }
}

// Contents.

static int compare_ranges(const void *left, const void *right) {
  const Range *a = left;
  const Range *b = right;
  return a->begin < b->begin ? -1 : a->begin > b->begin;
}

/// Add a range to a content, joining what overlaps or is next to each other.
static void add_content(const Speakers *speakers, Source *source, Range range) {
  uint32_t count = source->content_count;
  Range *content = ARENA_NEW(speakers->arena, Range, count + 1);
  if (count > 0) {
    memcpy(content, source->content, count * sizeof *content);
  }
  content[count++] = range;
  qsort(content, count, sizeof *content, compare_ranges);
  uint32_t kept = 0;
  for (uint32_t i = 1; i < count; i++) {
    if (is_blank(speakers->document->text, content[kept].end,
                 content[i].begin)) {
      if (content[kept].end < content[i].end) {
        content[kept].end = content[i].end;
      }
    } else {
      content[++kept] = content[i];
    }
  }
  source->content = content;
  source->content_count = kept + 1;
}

/// Is an attribution another one, or around it?
static bool is_around(const Statements *statements, uint32_t outer,
                      uint32_t inner) {
  while (inner < statements->attribution_count && inner != outer) {
    inner = statements->attributions[inner].outer;
  }
  return inner == outer;
}

/// Let contents hold the whole of their quotations, and attributions within
/// quotations be their speaker's words.
static void extend_contents(Speakers *speakers) {
  Statements *statements = speakers->statements;
  for (size_t i = 0; i < speakers->quotes->count; i++) {
    if (speakers->speakers[i] != NOBODY && speakers->goes_on[i]) {
      add_content(speakers,
                  &statements->attributions[speakers->speakers[i]].source,
                  speakers->quotes->quotes[i].range);
    }
  }
  for (uint32_t i = 0; i < statements->attribution_count; i++) {
    Attribution *inner = &statements->attributions[i];
    const Part *cue = &inner->source.cue_part;
    const Quote *quote = inner->outer == UINT32_MAX && cue->range_count > 0
                             ? quotes_at(speakers->quotes, cue->ranges[0])
                             : NULL;
    uint32_t speaker =
        quote ? speakers->speakers[quote - speakers->quotes->quotes] : NOBODY;
    if (speaker != NOBODY && !is_around(statements, i, speaker)) {
      inner->outer = speaker;
    }
  }
}

// Statements.

static Source make_source(const Speakers *speakers, const Quote *quote) {
  size_t index = (size_t)(quote - speakers->quotes->quotes);
  Source source = {.part = {.kind = PART_ABSENT,
                            .head = TOKEN_NONE,
                            .statement = UINT32_MAX,
                            .entity = UINT32_MAX},
                   .cue = STR("say"),
                   .cue_class = STR("report"),
                   .attribution = UINT32_MAX};
  source.cue_part.head = TOKEN_NONE;
  if (speakers->speakers[index] != NOBODY) {
    source = *source_of(speakers, speakers->speakers[index]);
    if (speakers->goes_on[index]) {
      return source;
    }
  }
  source.attribution = UINT32_MAX;
  source.cue_part.range_count = 0; // the cue stands elsewhere
  source.content = ARENA_NEW(speakers->arena, Range, 1);
  source.content[0] = quote->range;
  source.content_count = 1;
  return source;
}

static void add_source(const Speakers *speakers, Statement *statement,
                       const Quote *quote) {
  uint32_t count = statement->source_count;
  statement->sources = arena_grow(speakers->arena, statement->sources, count,
                                  count + 1, sizeof *statement->sources);
  statement->sources[count] = make_source(speakers, quote);
  statement->source_count = count + 1;
  if (statement->modality == MODALITY_ASSERTED) {
    statement->modality = MODALITY_REPORTED;
  }
}

/// Does the statement say already who speaks the quotation it stands in?
static bool has_speaker(const Statement *statement, const Quote *quote) {
  for (uint32_t i = 0; i < statement->source_count; i++) {
    if (is_outside(&statement->sources[i], quote)) {
      return true;
    }
  }
  return false;
}

static Range anchor_range(const Sentences *sentences,
                          const Statement *statement) {
  const Sentence *sentence = &sentences->sentences[statement->sentence];
  return statement->anchor < sentence->token_count
             ? sentence->tokens[statement->anchor].range
             : sentence->range;
}

static void attribute(const Speakers *speakers, Statement *statement) {
  const Quote *quote =
      quotes_at(speakers->quotes, anchor_range(speakers->sentences, statement));
  if (quote && is_speech(speakers, quote) && !has_speaker(statement, quote)) {
    add_source(speakers, statement, quote);
  }
  for (uint32_t i = 0; i < statement->source_count; i++) {
    Source *source = &statement->sources[i];
    if (source->attribution != UINT32_MAX) {
      const Source *whole = source_of(speakers, source->attribution);
      source->content = whole->content;
      source->content_count = whole->content_count;
    }
  }
}

const uint32_t *speakers_attribute(const Document *document,
                                   const Quotes *quotes,
                                   const Sentences *sentences,
                                   Statements *statements, Arena *arena) {
  if (quotes->count == 0) {
    return NULL;
  }
  Speakers speakers = {document,
                       quotes,
                       sentences,
                       statements,
                       arena,
                       ARENA_NEW(arena, uint32_t, quotes->count),
                       ARENA_NEW(arena, bool, quotes->count),
                       ARENA_NEW(arena, uint32_t, document->block_count)};
  memset(speakers.speakers, 0xFF, quotes->count * sizeof(uint32_t));
  memset(speakers.last, 0xFF, document->block_count * sizeof(uint32_t));
  find_speakers(&speakers);
  spread_speakers(&speakers);
  extend_contents(&speakers);
  for (size_t i = 0; i < statements->count; i++) {
    attribute(&speakers, &statements->statements[i]);
  }
  return speakers.speakers;
}
