/// Finding quotations and their speakers.
#include "extract/quote.h"

#include "base/utf8.h"

// Quotations.

typedef enum { MARK_NONE, MARK_OPENING, MARK_CLOSING, MARK_EITHER } MarkKind;

/// The quotation mark at a place of the text, and its length in bytes.
static MarkKind find_mark(Str text, size_t offset, size_t *length) {
  static const struct {
    const char *mark;
    MarkKind kind;
  } marks[] = {
      {"\"", MARK_EITHER},  {"“", MARK_OPENING},  {"”", MARK_CLOSING},
      {"„", MARK_OPENING},  {"«", MARK_OPENING},  {"»", MARK_CLOSING},
      {"``", MARK_OPENING}, {"''", MARK_CLOSING},
  };
  Str rest = str_slice(text, offset, text.length);
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    if (str_starts(rest, str_from(marks[i].mark))) {
      *length = strlen(marks[i].mark);
      return marks[i].kind;
    }
  }
  *length = 1;
  return MARK_NONE;
}

static size_t count_words(Str text) {
  size_t words = 0;
  bool in_word = false;
  for (size_t offset = 0; offset < text.length;) {
    uint32_t code_point = utf8_next(text, &offset);
    bool is_word = utf8_is_letter(code_point) || utf8_is_digit(code_point);
    words += is_word && !in_word;
    in_word = is_word || (in_word && !utf8_is_space(code_point));
  }
  return words;
}

typedef struct {
  Str text;
  Arena *arena;
  Quote *quotes;
  size_t count;
  size_t capacity;
} Finder;

static void add_quote(Finder *finder, Quote quote) {
  Str words = str_slice(finder->text, quote.range.begin, quote.range.end);
  if (count_words(words) >= QUOTE_FEWEST_WORDS) {
    *ARENA_PUSH(finder->arena, finder->quotes, finder->count,
                finder->capacity) = quote;
  }
}

static void search_block(Finder *finder, Range block, uint32_t index) {
  Quote quote = {.block = index};
  bool is_inside = false;
  size_t length;
  for (size_t i = block.begin; i < block.end; i += length) {
    MarkKind kind = find_mark(finder->text, i, &length);
    if (kind == MARK_NONE) {
      continue;
    }
    if (!is_inside && kind != MARK_CLOSING) {
      is_inside = true;
      quote.range.begin = (uint32_t)i;
      quote.begins_block = i == block.begin;
    } else if (is_inside && kind != MARK_OPENING) {
      is_inside = false;
      quote.range.end = (uint32_t)(i + length);
      add_quote(finder, quote);
    }
  }
  if (is_inside) {
    quote.range.end = block.end;
    quote.is_open = true;
    add_quote(finder, quote);
  }
}

Quotes quotes_find(const Document *document, Arena *arena) {
  Finder finder = {.text = document->text, .arena = arena};
  for (size_t i = 0; i < document->block_count; i++) {
    if (document->blocks[i].kind != BLOCK_BOILERPLATE) {
      search_block(&finder, document->blocks[i].range, (uint32_t)i);
    }
  }
  return (Quotes){finder.quotes, finder.count};
}

// Speakers.

typedef struct {
  Quotes quotes;
  const Source **speakers; ///< by quote; NULL: unknown
  const Source **last;     ///< by block: the last one who speaks in it
  size_t block_count;
} Speakers;

static bool is_inside(Range inner, Range outer) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

/// The quote that holds a range; NULL if none does.
static const Quote *quote_at(Quotes quotes, Range range) {
  size_t low = 0;
  size_t high = quotes.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (quotes.quotes[middle].range.end < range.end) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  const Quote *quote = &quotes.quotes[low];
  return low < quotes.count && is_inside(range, quote->range) ? quote : NULL;
}

/// The outermost source, if it is somebody who speaks.
static const Source *speaker_of(const Statement *statement) {
  if (statement->source_count == 0) {
    return NULL;
  }
  const Source *source = &statement->sources[statement->source_count - 1];
  bool speaks = source->cue_class.length == 0 ||
                str_equal(source->cue_class, STR("report"));
  bool is_named = source->part.kind != PART_ABSENT;
  return speaks && is_named && source->cue_part.range_count > 0 ? source : NULL;
}

static Range anchor_range(const Sentences *sentences,
                          const Statement *statement) {
  const Sentence *sentence = &sentences->sentences[statement->sentence];
  return statement->anchor < sentence->token_count
             ? sentence->tokens[statement->anchor].range
             : sentence->range;
}

static void find_speakers(Speakers *speakers, const Sentences *sentences,
                          const Statements *statements) {
  for (size_t i = 0; i < statements->count; i++) {
    const Statement *statement = &statements->statements[i];
    const Source *source = speaker_of(statement);
    // A report inside a quotation is not about who speaks it.
    if (!source || quote_at(speakers->quotes, source->cue_part.ranges[0])) {
      continue;
    }
    uint32_t block = sentences->sentences[statement->sentence].block;
    if (block < speakers->block_count) {
      speakers->last[block] = source;
    }
    Range anchor = anchor_range(sentences, statement);
    const Quote *quote = quote_at(speakers->quotes, anchor);
    if (quote) {
      speakers->speakers[quote - speakers->quotes.quotes] = source;
    }
  }
}

/// Who spoke in the block before, if this one begins with the quotation.
static const Source *speaker_before(const Speakers *speakers,
                                    const Quote *quote) {
  return quote->begins_block && quote->block > 0
             ? speakers->last[quote->block - 1]
             : NULL;
}

/// Fill in the speakers of quotes that no cue of their sentence names.
static void spread_speakers(Speakers *speakers) {
  Quotes quotes = speakers->quotes;
  for (size_t i = 0; i < quotes.count; i++) {
    const Source *speaker = speakers->speakers[i];
    uint32_t block = quotes.quotes[i].block;
    if (!speaker && i > 0 && quotes.quotes[i - 1].block == block) {
      speaker = speakers->speakers[i - 1];
    }
    for (size_t k = i + 1; !speaker && k < quotes.count; k++) {
      if (quotes.quotes[k].block != block) {
        break;
      }
      speaker = speakers->speakers[k];
    }
    if (!speaker) {
      speaker = speakers->last[block];
    }
    if (!speaker) {
      speaker = speaker_before(speakers, &quotes.quotes[i]);
    }
    speakers->speakers[i] = speaker;
    if (speaker) {
      speakers->last[block] = speaker;
    }
  }
}

static void add_source(Statement *statement, const Source *speaker,
                       const Quote *quote, Arena *arena) {
  uint32_t count = statement->source_count;
  Source *sources =
      arena_grow(arena, statement->sources, count, count + 1, sizeof *sources);
  Range *content = ARENA_NEW(arena, Range, 1);
  *content = quote->range;
  sources[count] = *speaker;
  sources[count].content = content;
  sources[count].content_count = 1;
  statement->sources = sources;
  statement->source_count = count + 1;
  if (statement->modality == MODALITY_ASSERTED) {
    statement->modality = MODALITY_REPORTED;
  }
}

/// Does the statement say already who speaks the quotation it stands in?
static bool has_speaker(const Statement *statement, const Quote *quote) {
  for (uint32_t i = 0; i < statement->source_count; i++) {
    const Part *cue = &statement->sources[i].cue_part;
    if (cue->range_count == 0 || !is_inside(cue->ranges[0], quote->range)) {
      return true;
    }
  }
  return false;
}

void quotes_attribute(const Document *document, const Sentences *sentences,
                      Statements *statements, Arena *arena) {
  Speakers speakers = {.quotes = quotes_find(document, arena),
                       .block_count = document->block_count};
  if (speakers.quotes.count == 0) {
    return;
  }
  speakers.speakers = ARENA_NEW(arena, const Source *, speakers.quotes.count);
  speakers.last = ARENA_NEW(arena, const Source *, document->block_count);
  find_speakers(&speakers, sentences, statements);
  spread_speakers(&speakers);
  for (size_t i = 0; i < statements->count; i++) {
    Statement *statement = &statements->statements[i];
    Range anchor = anchor_range(sentences, statement);
    const Quote *quote = quote_at(speakers.quotes, anchor);
    if (!quote || has_speaker(statement, quote)) {
      continue;
    }
    const Source *speaker = speakers.speakers[quote - speakers.quotes.quotes];
    if (speaker) {
      add_source(statement, speaker, quote, arena);
    }
  }
}
