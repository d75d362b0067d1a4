/// CoNLL-U: reading files.
#include "extract/syntax/conllu.h"

#include "base/utf8.h"
#include "extract/syntax/conllu_sentence.h"

typedef struct {
  ConlluSentence sentence; ///< being read
  size_t offset;           ///< of the next line in the file
  Arena *arena;
  Arena *scratch;
  char *text; ///< rebuilt; never longer than the file
  size_t text_length;
  bool space_before; ///< a space stands between the last word and the next
  bool is_check;     ///< missing comments and trees are errors
  Block *blocks;
  size_t block_count;
  size_t block_capacity;
  Sentence *sentences;
  size_t count;
  size_t capacity;
} Reader;

/// Take the next line, without CR LF; false at the end of the file.
static bool next_line(Reader *reader, Str *line) {
  Str file = reader->sentence.file;
  if (reader->offset == file.length) {
    return false;
  }
  Str rest = str_slice(file, reader->offset, file.length);
  const char *newline = memchr(rest.data, '\n', rest.length);
  size_t length = newline ? (size_t)(newline - rest.data) : rest.length;
  reader->offset += length + (newline != NULL);
  if (length && rest.data[length - 1] == '\r') {
    length--;
  }
  *line = str_slice(rest, 0, length);
  return true;
}

static Range append_text(Reader *reader, Str text) {
  Range range = {(uint32_t)reader->text_length, 0};
  memcpy(reader->text + reader->text_length, text.data, text.length);
  reader->text_length += text.length;
  range.end = (uint32_t)reader->text_length;
  return range;
}

/// Are the words, written together, the surface form?
static bool is_joined(const Surface *surface, const Token *tokens) {
  size_t offset = 0;
  for (uint32_t i = 0; i < surface->count; i++) {
    Str rest = str_slice(surface->form, offset, surface->form.length);
    if (!str_starts(rest, tokens[i].form)) {
      return false;
    }
    offset += tokens[i].form.length;
  }
  return offset == surface->form.length;
}

/// Words that the surface form does not spell out all have its whole range.
static void append_surface(Reader *reader, const Surface *surface,
                           Token *tokens) {
  Range whole = append_text(reader, surface->form);
  bool joined = is_joined(surface, tokens);
  uint32_t begin = whole.begin;
  for (uint32_t i = 0; i < surface->count; i++) {
    uint32_t end = begin + (uint32_t)tokens[i].form.length;
    tokens[i].range = joined ? (Range){begin, end} : whole;
    begin = end;
  }
}

static void append_words(Reader *reader, Sentence *sentence) {
  const ConlluSentence *read = &reader->sentence;
  size_t surface = 0;
  uint32_t i = 0;
  while (i < sentence->token_count) {
    Token *token = &sentence->tokens[i];
    if (reader->space_before) {
      append_text(reader, STR(" "));
    }
    if (surface < read->surface_count && read->surfaces[surface].first == i) {
      append_surface(reader, &read->surfaces[surface++], token);
    } else {
      token->range = append_text(reader, token->form);
    }
    i += token->surface_count;
    reader->space_before = sentence->tokens[i - 1].space_after;
  }
  sentence->range = (Range){sentence->tokens[0].range.begin,
                            sentence->tokens[i - 1].range.end};
}

static void begin_paragraph(Reader *reader) {
  if (reader->block_count) {
    append_text(reader, STR("\n\n"));
  }
  Block *block = ARENA_PUSH(reader->arena, reader->blocks, reader->block_count,
                            reader->block_capacity);
  block->kind = BLOCK_PARAGRAPH;
  block->range.begin = (uint32_t)reader->text_length;
  reader->space_before = false;
}

/// Are two texts the same, any white space being like any other?
static bool is_same_text(Str a, Str b) {
  size_t a_offset = 0;
  size_t b_offset = 0;
  while (a_offset < a.length && b_offset < b.length) {
    uint32_t a_next = utf8_next(a, &a_offset);
    uint32_t b_next = utf8_next(b, &b_offset);
    if (a_next != b_next && !(utf8_is_space(a_next) && utf8_is_space(b_next))) {
      return false;
    }
  }
  return a_offset == a.length && b_offset == b.length;
}

static void check_text(Reader *reader, Range range) {
  ConlluSentence *read = &reader->sentence;
  Str words = {reader->text + range.begin, range.end - range.begin};
  if (!read->has_text) {
    if (reader->is_check) {
      conllu_sentence_fail(read,
                           str_slice(read->file, read->begin, read->begin),
                           "no text comment");
    }
    return;
  }
  if (is_same_text(read->text, words)) {
    return;
  }
  if (reader->is_check) {
    conllu_sentence_fail(read, read->text,
                         "the text comment is not what the words say");
  } else if (++read->errors <= CONLLU_MOST_ERRORS) {
    report_at(read->report, SEVERITY_WARNING, read->name, read->file,
              (size_t)(read->text.data - read->file.data),
              "the text comment is not what the words say");
  }
}

/// Move the finished sentence into the document.
static void keep_sentence(Reader *reader) {
  ConlluSentence *read = &reader->sentence;
  bool starts = read->new_paragraph || reader->block_count == 0;
  if (starts) {
    begin_paragraph(reader);
  }
  bool starts_document = read->new_document;
  read->new_paragraph = false;
  read->new_document = false;
  Sentence *sentence = ARENA_PUSH(reader->arena, reader->sentences,
                                  reader->count, reader->capacity);
  sentence->tokens = arena_grow(reader->arena, read->tokens, read->token_count,
                                read->token_count, sizeof *read->tokens);
  sentence->token_count = (uint32_t)read->token_count;
  sentence->id = read->id;
  sentence->block = (uint32_t)reader->block_count - 1;
  sentence->starts_paragraph = starts;
  sentence->starts_document = starts_document;
  sentence->misc = arena_grow(reader->arena, read->misc, read->misc_count,
                              read->misc_count, sizeof *read->misc);
  append_words(reader, sentence);
  reader->blocks[reader->block_count - 1].range.end = sentence->range.end;
  check_text(reader, sentence->range);
}

static void end_sentence(Reader *reader) {
  ConlluSentence *read = &reader->sentence;
  if (!read->has_lines) {
    return;
  }
  if (reader->is_check && read->unattached && !read->is_bad) {
    conllu_sentence_fail(read, str_slice(read->file, read->begin, read->begin),
                         "words without heads");
  }
  if (conllu_sentence_end(read)) {
    keep_sentence(reader);
  }
  conllu_sentence_clear(read);
}

static bool is_blank(Str line) {
  for (size_t i = 0; i < line.length; i++) {
    if (line.data[i] != ' ' && line.data[i] != '\t') {
      return false;
    }
  }
  return true;
}

static void read_lines(Reader *reader) {
  Str line;
  while (next_line(reader, &line)) {
    if (line.length > CONLLU_LONGEST_LINE) {
      conllu_sentence_fail(&reader->sentence, line,
                           "line of %zu bytes, the "
                           "longest allowed is %d",
                           line.length, CONLLU_LONGEST_LINE);
      reader->sentence.has_lines = true;
    } else if (is_blank(line)) {
      end_sentence(reader);
    } else {
      conllu_sentence_add(&reader->sentence, line);
    }
  }
  end_sentence(reader);
}

static Status read_all(Reader *reader) {
  ConlluSentence *read = &reader->sentence;
  if (read->file.length > DOCUMENT_LONGEST) {
    report_add(read->report, SEVERITY_ERROR, read->name,
               "%zu bytes are more than the %d that can be read",
               read->file.length, DOCUMENT_LONGEST);
    return STATUS_BAD_INPUT;
  }
  if (str_starts(read->file, STR("\xEF\xBB\xBF"))) {
    reader->offset = 3;
  }
  reader->text = arena_alloc(reader->arena, read->file.length + 1, 1);
  size_t errors = report_error_count(read->report);
  read_lines(reader);
  if (read->errors > CONLLU_MOST_ERRORS) {
    report_add(read->report, SEVERITY_ERROR, read->name, "%zu more errors",
               read->errors - CONLLU_MOST_ERRORS);
  }
  return report_error_count(read->report) == errors ? STATUS_OK
                                                    : STATUS_BAD_INPUT;
}

static Status read_file(Reader *reader, Document *document,
                        Sentences *sentences) {
  reader->scratch = arena_new();
  reader->sentence.arena = reader->scratch;
  Status status = read_all(reader);
  arena_free(reader->scratch);
  *document = (Document){
      .name = reader->sentence.name,
      .text = {reader->text, reader->text_length},
      .blocks = reader->blocks,
      .block_count = reader->block_count,
  };
  document_index(document, reader->arena);
  *sentences = (Sentences){reader->sentences, reader->count};
  return status;
}

Status conllu_read(Str source, Str name, Arena *arena, Report *report,
                   Document *document, Sentences *sentences) {
  Reader reader = {
      .sentence = {.file = source, .name = name, .report = report},
      .arena = arena,
  };
  return read_file(&reader, document, sentences);
}

Status conllu_check(Str source, Str name, Report *report) {
  Arena *arena = arena_new();
  Reader reader = {
      .sentence = {.file = source, .name = name, .report = report},
      .arena = arena,
      .is_check = true,
  };
  Document document;
  Sentences sentences;
  Status status = read_file(&reader, &document, &sentences);
  arena_free(arena);
  return status;
}
