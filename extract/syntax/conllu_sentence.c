/// One sentence of CoNLL-U: lines to tokens.
#include "extract/syntax/conllu_sentence.h"

#include "base/utf8.h"
#include "extract/syntax/conllu.h"

#include <stdarg.h>
#include <stdio.h>

enum { ID, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, DEPS, MISC, COLUMNS };

enum { LONGEST_MESSAGE = 300, LONGEST_SURFACE = UINT8_MAX };

void conllu_sentence_fail(ConlluSentence *sentence, Str place,
                          const char *format, ...) {
  if (sentence->is_bad || ++sentence->errors > CONLLU_MOST_ERRORS) {
    sentence->is_bad = true;
    return;
  }
  sentence->is_bad = true;
  char text[LONGEST_MESSAGE];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  report_at(sentence->report, SEVERITY_ERROR, sentence->name, sentence->file,
            (size_t)(place.data - sentence->file.data), "%s", text);
}

void conllu_sentence_clear(ConlluSentence *sentence) {
  sentence->is_bad = false;
  sentence->has_lines = false;
  sentence->id = STR("");
  sentence->text = STR("");
  sentence->has_text = false;
  sentence->token_count = 0;
  sentence->misc_count = 0;
  sentence->unattached = 0;
  sentence->surface_count = 0;
}

/// What of a field to show in a message.
static Str shorten(Str field) {
  enum { LONGEST_SHOWN = 40 };
  size_t length = field.length;
  if (length > LONGEST_SHOWN) {
    length = LONGEST_SHOWN;
    while (length && utf8_is_continuation(field.data[length])) {
      length--;
    }
  }
  return str_slice(field, 0, length);
}

static Str absent_if_blank(Str field) {
  return str_equal(field, STR("_")) ? STR("") : field;
}

static Str trim(Str text) {
  while (text.length && (text.data[0] == ' ' || text.data[0] == '\t')) {
    text = str_slice(text, 1, text.length);
  }
  while (text.length && (text.data[text.length - 1] == ' ' ||
                         text.data[text.length - 1] == '\t')) {
    text.length--;
  }
  return text;
}

/// Is it the comment `key`, alone or as "key = value" or "key value"?
static bool is_comment(Str comment, Str key, Str *value) {
  if (!str_starts(comment, key)) {
    return false;
  }
  Str rest = str_slice(comment, key.length, comment.length);
  if (rest.length && rest.data[0] != ' ' && rest.data[0] != '=') {
    return false;
  }
  rest = trim(rest);
  *value =
      str_starts(rest, STR("=")) ? trim(str_slice(rest, 1, rest.length)) : rest;
  return true;
}

static void add_comment(ConlluSentence *sentence, Str line) {
  if (sentence->token_count) {
    conllu_sentence_fail(sentence, line, "a comment among the words");
    return;
  }
  Str comment = trim(str_slice(line, 1, line.length));
  Str value;
  if (is_comment(comment, STR("sent_id"), &value)) {
    sentence->id = value;
  } else if (is_comment(comment, STR("text"), &value)) {
    sentence->text = value;
    sentence->has_text = true;
  } else if (is_comment(comment, STR("newpar"), &value)) {
    sentence->new_paragraph = true;
  } else if (is_comment(comment, STR("newdoc"), &value)) {
    sentence->new_paragraph = true;
    sentence->new_document = true;
  }
}

static bool split_columns(ConlluSentence *sentence, Str line, Str *columns) {
  size_t count = 0;
  size_t begin = 0;
  for (size_t i = 0; i <= line.length; i++) {
    if (i < line.length && line.data[i] != '\t') {
      continue;
    }
    if (count < COLUMNS) {
      columns[count] = str_slice(line, begin, i);
      if (begin == i) {
        conllu_sentence_fail(sentence, columns[count],
                             "column %zu is empty (write \"_\")", count + 1);
        return false;
      }
    }
    count++;
    begin = i + 1;
  }
  if (count != COLUMNS) {
    conllu_sentence_fail(sentence, line,
                         "%zu columns separated by tabs, expected %d", count,
                         COLUMNS);
  }
  return count == COLUMNS;
}

/// Read a decimal number that takes up to `*offset`'s following non-digit.
static bool parse_number(Str text, size_t *offset, uint32_t *number) {
  size_t begin = *offset;
  uint64_t value = 0;
  while (*offset < text.length && text.data[*offset] >= '0' &&
         text.data[*offset] <= '9') {
    value = value * 10 + (uint64_t)(text.data[*offset] - '0');
    if (value > 10 * CONLLU_LONGEST_SENTENCE) {
      return false;
    }
    *offset += 1;
  }
  *number = (uint32_t)value;
  return *offset > begin && !(text.data[begin] == '0' && *offset - begin > 1);
}

static bool has_space_after(Str misc) {
  static const Str mark = {"SpaceAfter=No", sizeof "SpaceAfter=No" - 1};
  for (size_t begin = 0; begin + mark.length <= misc.length; begin++) {
    Str rest = str_slice(misc, begin, misc.length);
    bool ends = rest.length == mark.length || rest.data[mark.length] == '|';
    if (str_starts(rest, mark) && ends &&
        (begin == 0 || misc.data[begin - 1] == '|')) {
      return false;
    }
  }
  return true;
}

/// Does the form have a character that is seen, and no space at its ends?
static bool is_form(Str form) {
  size_t offset = 0;
  uint32_t first = utf8_next(form, &offset);
  offset = form.length;
  uint32_t last = utf8_previous(form, &offset);
  return !utf8_is_space(first) && !utf8_is_space(last);
}

/// The token index after the newest range line's words.
static size_t surface_end(const ConlluSentence *sentence) {
  if (sentence->surface_count == 0) {
    return 0;
  }
  const Surface *last = &sentence->surfaces[sentence->surface_count - 1];
  return (size_t)last->first + last->count;
}

static void add_surface(ConlluSentence *sentence, const Str *columns,
                        uint32_t first, uint32_t last) {
  if (first != sentence->token_count + 1 || last <= first ||
      surface_end(sentence) > sentence->token_count ||
      last - first >= LONGEST_SURFACE) {
    conllu_sentence_fail(sentence, columns[ID],
                         "range %.*s does not begin at the next word %zu and "
                         "end after it",
                         STR_ARG(shorten(columns[ID])),
                         sentence->token_count + 1);
    return;
  }
  if (!is_form(columns[FORM])) {
    conllu_sentence_fail(sentence, columns[FORM],
                         "form begins or ends with "
                         "white space");
    return;
  }
  Surface *surface =
      ARENA_PUSH(sentence->arena, sentence->surfaces, sentence->surface_count,
                 sentence->surface_capacity);
  *surface = (Surface){first - 1, last - first + 1, columns[FORM],
                       has_space_after(columns[MISC])};
}

/// Read HEAD and DEPREL; that the head exists is seen at the sentence's end.
static void set_head(ConlluSentence *sentence, const Str *columns,
                     Token *token) {
  token->relation = absent_if_blank(columns[DEPREL]);
  token->head = TOKEN_NONE;
  if (str_equal(columns[HEAD], STR("_"))) {
    sentence->unattached++;
    if (token->relation.length) {
      conllu_sentence_fail(sentence, columns[DEPREL],
                           "a relation without a head");
    }
    return;
  }
  uint32_t head = 0;
  size_t offset = 0;
  if (!parse_number(columns[HEAD], &offset, &head) ||
      offset != columns[HEAD].length) {
    conllu_sentence_fail(sentence, columns[HEAD],
                         "head '%.*s' is no word number",
                         STR_ARG(shorten(columns[HEAD])));
  } else if (head) {
    token->head = head - 1;
  }
  if (str_equal(token->relation, STR("root")) != (head == 0)) {
    conllu_sentence_fail(sentence, columns[DEPREL],
                         "head %.*s with relation '%.*s': head 0 and 'root' "
                         "go together",
                         STR_ARG(shorten(columns[HEAD])),
                         STR_ARG(shorten(columns[DEPREL])));
  }
}

static void add_word(ConlluSentence *sentence, const Str *columns) {
  if (sentence->token_count == CONLLU_LONGEST_SENTENCE) {
    conllu_sentence_fail(sentence, columns[ID], "more than %d words",
                         CONLLU_LONGEST_SENTENCE);
    return;
  }
  if (!is_form(columns[FORM])) {
    conllu_sentence_fail(sentence, columns[FORM],
                         "form begins or ends with white space");
  }
  Token *token = ARENA_PUSH(sentence->arena, sentence->tokens,
                            sentence->token_count, sentence->token_capacity);
  *token = (Token){
      .form = columns[FORM],
      // An underscore's lemma is "_", the sign for "no lemma".
      .lemma = str_equal(columns[FORM], STR("_"))
                   ? columns[LEMMA]
                   : absent_if_blank(columns[LEMMA]),
      .upos = upos_find(columns[UPOS]),
      .xpos = absent_if_blank(columns[XPOS]),
      .features = absent_if_blank(columns[FEATS]),
      .space_after = has_space_after(columns[MISC]),
      .surface_count = 1,
  };
  *ARENA_PUSH(sentence->arena, sentence->misc, sentence->misc_count,
              sentence->misc_capacity) = columns[MISC];
  if (token->upos == UPOS_COUNT && !str_equal(columns[UPOS], STR("_"))) {
    conllu_sentence_fail(sentence, columns[UPOS],
                         "'%.*s' is no universal part-of-speech tag",
                         STR_ARG(shorten(columns[UPOS])));
  }
  set_head(sentence, columns, token);
}

void conllu_sentence_add(ConlluSentence *sentence, Str line) {
  if (!sentence->has_lines) {
    sentence->has_lines = true;
    sentence->begin = (size_t)(line.data - sentence->file.data);
  }
  size_t valid = utf8_valid_length(line);
  if (valid < line.length) {
    conllu_sentence_fail(sentence, str_slice(line, valid, line.length),
                         "byte 0x%02X is not valid UTF-8",
                         (unsigned)(uint8_t)line.data[valid]);
    return;
  }
  if (line.data[0] == '#') {
    add_comment(sentence, line);
    return;
  }
  Str columns[COLUMNS];
  if (sentence->is_bad || !split_columns(sentence, line, columns)) {
    return;
  }
  uint32_t first = 0;
  uint32_t second = 0;
  size_t offset = 0;
  bool is_number = parse_number(columns[ID], &offset, &first);
  char mark = offset < columns[ID].length ? columns[ID].data[offset++] : 0;
  bool has_second = mark && parse_number(columns[ID], &offset, &second) &&
                    offset == columns[ID].length;
  if (is_number && mark == '.' && has_second) {
    return; // an empty node
  }
  if (is_number && mark == '-' && has_second) {
    add_surface(sentence, columns, first, second);
  } else if (is_number && !mark && first == sentence->token_count + 1) {
    add_word(sentence, columns);
  } else {
    conllu_sentence_fail(sentence, columns[ID], "id '%.*s', expected %zu",
                         STR_ARG(shorten(columns[ID])),
                         sentence->token_count + 1);
  }
}
