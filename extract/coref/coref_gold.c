/// Coreference gold: chains of mentions from annotated CoNLL-U.
#include "extract/coref/coref_gold.h"

#include "base/map.h"

/// A mention that is not at its end.
typedef struct {
  Str group;
  uint32_t begin;
} Open;

typedef struct {
  Arena *arena;
  const Sentences *sentences;
  Map *groups;
  CorefSpans spans;
  size_t capacity;
  Open *open;
  size_t open_count;
  size_t open_capacity;
  uint32_t sentence;
  uint32_t token; ///< the next one
} Reader;

/// The token whose head lies outside; the last if several do.
static uint32_t find_head(const Sentence *sentence, uint32_t begin,
                          uint32_t end) {
  uint32_t found = end - 1;
  for (uint32_t i = begin; i < end; i++) {
    uint32_t head = sentence->tokens[i].head;
    if (head < begin || head >= end) {
      found = i;
    }
  }
  return found;
}

static void add_span(Reader *reader, Str group, uint32_t begin) {
  uint32_t end = reader->token + 1;
  if (reader->sentence >= reader->sentences->count ||
      end > reader->sentences->sentences[reader->sentence].token_count) {
    return;
  }
  const Sentence *sentence = &reader->sentences->sentences[reader->sentence];
  *ARENA_PUSH(reader->arena, reader->spans.spans, reader->spans.count,
              reader->capacity) =
      (CorefSpan){.sentence = reader->sentence,
                  .begin = begin,
                  .end = end,
                  .head = find_head(sentence, begin, end),
                  .chain = map_intern(reader->groups, group)};
}

static void close_span(Reader *reader, Str group) {
  for (size_t i = reader->open_count; i-- > 0;) {
    if (str_equal(reader->open[i].group, group)) {
      add_span(reader, group, reader->open[i].begin);
      memmove(reader->open + i, reader->open + i + 1,
              (reader->open_count - i - 1) * sizeof *reader->open);
      reader->open_count--;
      return;
    }
  }
}

/// "12-person-new-..." and "12[1/2]" are of the group 12.
static Str group_of(Str text) {
  Str rest = text;
  Str before = str_cut(&rest, '-');
  return str_cut(&before, '[');
}

/// Read a token's brackets: "(12-person-...(13-place-...)".
static void read_brackets(Reader *reader, Str text) {
  while (text.length > 0) {
    bool opens = text.data[0] == '(';
    size_t end = opens ? 1 : 0;
    while (end < text.length && text.data[end] != ')' &&
           text.data[end] != '(') {
      end++;
    }
    bool closes = end < text.length && text.data[end] == ')';
    Str group = group_of(str_slice(text, opens ? 1 : 0, end));
    if (opens && closes) {
      add_span(reader, group, reader->token);
    } else if (opens) {
      *ARENA_PUSH(reader->arena, reader->open, reader->open_count,
                  reader->open_capacity) = (Open){group, reader->token};
    } else {
      close_span(reader, group);
    }
    text = str_slice(text, closes ? end + 1 : end, text.length);
  }
}

static void read_word(Reader *reader, Str line) {
  Str misc = {NULL, 0};
  for (int column = 0; column < 10; column++) {
    misc = str_cut(&line, '\t');
  }
  while (misc.length > 0) {
    Str attribute = str_cut(&misc, '|');
    if (str_starts(attribute, STR("Entity="))) {
      read_brackets(reader, str_slice(attribute, 7, attribute.length));
    }
  }
  reader->token++;
}

/// Is it a word's line: neither a range ("3-4") nor an empty node ("3.1")?
static bool is_word(Str line) {
  size_t digits = 0;
  while (digits < line.length && line.data[digits] >= '0' &&
         line.data[digits] <= '9') {
    digits++;
  }
  return digits > 0 && digits < line.length && line.data[digits] == '\t';
}

static void end_sentence(Reader *reader) {
  reader->sentence += reader->token > 0;
  reader->token = 0;
  reader->open_count = 0;
}

CorefSpans coref_gold_read(Str source, const Sentences *sentences,
                           Arena *arena) {
  Reader reader = {
      .arena = arena, .sentences = sentences, .groups = map_new(arena)};
  while (source.length > 0) {
    Str line = str_cut(&source, '\n');
    if (is_word(line)) {
      read_word(&reader, line);
    } else if (line.length == 0 || line.data[0] == '\r') {
      end_sentence(&reader);
    }
  }
  return reader.spans;
}
