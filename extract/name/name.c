/// Name: spans of proper names in a sentence.
#include "extract/name/name.h"

#include "base/utf8.h"

enum { LONGEST_TITLE = 4 }; ///< tokens

/// One sentence that is searched.
typedef struct {
  const Lexicon *lexicon;
  Arena *arena;
  const Sentence *sentence;
  const bool *taken;
  Names names;
} Search;

static bool has_upper(Str form) {
  size_t offset = 0;
  while (offset < form.length) {
    if (utf8_is_upper(utf8_next(form, &offset))) {
      return true;
    }
  }
  return false;
}

bool name_has_token(const Sentence *sentence, uint32_t token) {
  const Token *word = &sentence->tokens[token];
  bool is_proper = word->upos == UPOS_PROPN ||
                   str_equal(word->xpos, STR("NNP")) ||
                   str_equal(word->xpos, STR("NNPS"));
  return is_proper && has_upper(word->form);
}

static bool is_all_capitals(Str text) {
  bool has_capital = false;
  for (size_t offset = 0; offset < text.length;) {
    uint32_t code_point = utf8_next(text, &offset);
    if (utf8_is_lower(code_point)) {
      return false;
    }
    has_capital |= utf8_is_upper(code_point);
  }
  return has_capital;
}

Str name_from_capitals(Arena *arena, Str text) {
  Str lower = utf8_to_lower(arena, text);
  if (!is_all_capitals(text) || lower.length != text.length) {
    return text; // letters that change their size do not go with places
  }
  char *copy = arena_alloc(arena, text.length, 1);
  bool at_word = true;
  for (size_t offset = 0; offset < text.length;) {
    size_t begin = offset;
    bool is_letter = utf8_is_letter(utf8_next(text, &offset));
    const char *from = at_word ? text.data : lower.data;
    memcpy(copy + begin, from + begin, offset - begin);
    at_word = !is_letter;
  }
  return (Str){copy, text.length};
}

NameKind name_kind(const Lexicon *lexicon, Str class) {
  static const char *const kinds[NAME_KINDS] = {[NAME_PERSON] = "person",
                                                [NAME_PLACE] = "place",
                                                [NAME_ORGANIZATION] =
                                                    "organization",
                                                [NAME_EVENT] = "event",
                                                [NAME_OTHER] = "other"};
  const LexiconValue *value =
      lexicon_get(lexicon_find(lexicon, class), LEXICON_NAME_KIND);
  NameKind kind = 0;
  while (kind < NAME_KINDS && !(value && str_is(value->text, kinds[kind]))) {
    kind++;
  }
  return kind;
}

Str name_text(Arena *arena, const Sentence *sentence, uint32_t begin,
              uint32_t end) {
  if (end - begin == 1) {
    return sentence->tokens[begin].form;
  }
  size_t length = 0;
  for (uint32_t i = begin; i < end; i++) {
    length += sentence->tokens[i].form.length + 1;
  }
  char *text = arena_alloc(arena, length + 1, 1);
  length = 0;
  for (uint32_t i = begin; i < end; i++) {
    Str form = sentence->tokens[i].form;
    memcpy(text + length, form.data, form.length);
    length += form.length;
    if (sentence->tokens[i].space_after && i + 1 < end) {
      text[length++] = ' ';
    }
  }
  return (Str){text, length};
}

uint32_t name_head(const Sentence *sentence, uint32_t begin, uint32_t end) {
  for (uint32_t i = end; i > begin; i--) {
    uint32_t head = sentence->tokens[i - 1].head;
    if (sentence->tokens[i - 1].upos != UPOS_PUNCT &&
        (head < begin || head >= end)) {
      return i - 1;
    }
  }
  return end - 1;
}

static bool is_name(const Search *search, uint32_t token) {
  return token < search->sentence->token_count && !search->taken[token] &&
         name_has_token(search->sentence, token);
}

static bool is_form(const Search *search, uint32_t token, const char *form) {
  return token < search->sentence->token_count &&
         str_is(search->sentence->tokens[token].form, form);
}

static bool is_inner(Str relation) {
  return str_starts(relation, STR("flat")) ||
         str_starts(relation, STR("compound")) ||
         str_equal(relation, STR("amod")) ||
         str_equal(relation, STR("nummod")) ||
         str_equal(relation, STR("goeswith")) ||
         str_equal(relation, STR("nmod:desc")) ||
         str_equal(relation, STR("list"));
}

/// The token that a name's token leads up to by the relations inside names.
static uint32_t find_top(const Search *search, uint32_t token) {
  const Token *tokens = search->sentence->tokens;
  for (uint32_t step = 0; step < search->sentence->token_count; step++) {
    uint32_t head = tokens[token].head;
    if (!is_inner(tokens[token].relation) || !is_name(search, head)) {
      break;
    }
    token = head;
  }
  return token;
}

static bool is_joined(const Search *search, uint32_t first, uint32_t second) {
  return is_name(search, second) &&
         find_top(search, first) == find_top(search, second);
}

static bool has_word(const Search *search, LexiconList list, uint32_t begin,
                     uint32_t end) {
  return lexicon_has(search->lexicon, list,
                     name_text(search->arena, search->sentence, begin, end));
}

/// The next token of a run that has come to `end`: past signs and particles
/// between two parts of a name; `end` if the run is over.
static uint32_t step_run(const Search *search, uint32_t end) {
  const Token *tokens = search->sentence->tokens;
  if (is_joined(search, end - 1, end)) {
    return end + 1;
  }
  if (end + 1 >= search->sentence->token_count || search->taken[end]) {
    return end;
  }
  if (is_form(search, end, "&") && is_name(search, end + 1)) {
    return end + 2; // "Kell & Co.", however the tree joins them
  }
  if (!is_joined(search, end - 1, end + 1)) {
    return end;
  }
  bool is_glued = !tokens[end - 1].space_after && !tokens[end].space_after;
  bool is_sign =
      is_glued && (is_form(search, end, "-") || is_form(search, end, "'") ||
                   is_form(search, end, "’"));
  bool is_particle = has_word(search, LEXICON_PARTICLE, end, end + 1) &&
                     tokens[end].upos != UPOS_DET;
  return is_sign || is_particle ? end + 2 : end;
}

static uint32_t end_run(const Search *search, uint32_t begin) {
  uint32_t end = begin + 1;
  for (uint32_t next = step_run(search, end); next > end;
       next = step_run(search, end)) {
    end = next;
  }
  return end;
}

/// Tokens of the longest title that begins at a token; 0 if there is none.
static uint32_t title_length(const Search *search, uint32_t begin) {
  const Sentence *sentence = search->sentence;
  uint32_t left = sentence->token_count - begin;
  uint32_t longest = 0;
  for (uint32_t length = 1; length <= LONGEST_TITLE && length <= left;
       length++) {
    uint32_t last = begin + length - 1;
    const LexiconValue *values = lexicon_find(
        search->lexicon, name_text(search->arena, sentence, begin, last + 1));
    if (!search->taken[last] && lexicon_get(values, LEXICON_TITLE)) {
      longest = length;
    }
    if (sentence->tokens[last].space_after &&
        !lexicon_begins(values, LEXICON_TITLE)) {
      break;
    }
  }
  return longest;
}

/// Does the run end with a word such as "University"? Then what looks like a
/// title inside is none ("King Abdullah University").
static bool has_head_word(const Search *search, uint32_t begin, uint32_t end) {
  return end - begin > 1 &&
         (has_word(search, LEXICON_HEAD, end - 1, end) ||
          has_word(search, LEXICON_SUFFIX, end - 1, end)) &&
         !has_word(search, LEXICON_TITLE, end - 1, end);
}

/// The run that "of" or "for" joins to one that has come to `end`; `end` if
/// there is none.
static uint32_t join_of(const Search *search, uint32_t begin, uint32_t end) {
  bool has_opener = has_word(search, LEXICON_OPENER, end - 1, end);
  bool has_of = is_form(search, end, "of") || is_form(search, end, "for");
  if (!has_opener || !has_of || search->taken[end]) {
    return end;
  }
  uint32_t next = end + 1 + (is_form(search, end + 1, "the") ? 1 : 0);
  if (!is_name(search, next)) {
    return end;
  }
  uint32_t joined = end_run(search, next);
  // "Department of Health and Human Services"
  bool is_list =
      (has_word(search, LEXICON_HEAD, end - 1, end) || end - begin == 1) &&
      is_form(search, joined, "and") && is_name(search, joined + 1);
  if (is_list) {
    const Token *tokens = search->sentence->tokens;
    uint32_t other = end_run(search, joined + 1);
    uint32_t head = tokens[find_top(search, joined + 1)].head;
    if (head >= next && head < joined &&
        !has_word(search, LEXICON_OPENER, other - 1, other) &&
        (has_word(search, LEXICON_HEAD, other - 1, other) ||
         !is_form(search, other, "of"))) {
      joined = other;
    }
  }
  return joined;
}

static void add_name(Search *search, uint32_t begin, uint32_t end,
                     bool has_title) {
  uint32_t joined = has_title ? end : join_of(search, begin, end);
  Name *name = ARENA_PUSH(search->arena, search->names.names,
                          search->names.count, search->names.capacity);
  *name = (Name){.begin = begin,
                 .end = joined,
                 .core_end = end,
                 .has_title = has_title,
                 .head = name_head(search->sentence, begin, joined)};
  name->type =
      name_type(search->lexicon, search->arena, search->sentence, name);
}

/// Does a run that ends in a title name an office ("US Secretary", "French
/// President"), not a person called so ("Kate Bishop")?
static bool is_office(const Search *search, uint32_t begin, uint32_t end) {
  const Token *word = &search->sentence->tokens[begin];
  return word->head == end - 1 && (str_equal(word->relation, STR("compound")) ||
                                   str_equal(word->relation, STR("amod")));
}

/// Take the run that begins at a token; gives the token to go on at.
static uint32_t take_run(Search *search, uint32_t begin, bool *has_title) {
  uint32_t end = end_run(search, begin);
  uint32_t title =
      has_head_word(search, begin, end) ? 0 : title_length(search, begin);
  if (title) {
    *has_title = true;
    return begin + title;
  }
  for (uint32_t i = begin + 1; i < end && !*has_title; i++) {
    uint32_t length = title_length(search, i);
    bool is_before = i + length < end || is_office(search, begin, end);
    if (length && is_before && !has_head_word(search, begin, end)) {
      add_name(search, begin, i, false);
      *has_title = true;
      return i + length;
    }
  }
  add_name(search, begin, end, *has_title);
  *has_title = false;
  return search->names.names[search->names.count - 1].end;
}

Names names_find(const Lexicon *lexicon, Arena *arena, const Sentence *sentence,
                 const bool *taken) {
  Search search = {
      .lexicon = lexicon, .arena = arena, .sentence = sentence, .taken = taken};
  bool has_title = false;
  for (uint32_t i = 0; i < sentence->token_count;) {
    if (is_name(&search, i)) {
      i = take_run(&search, i, &has_title);
    } else {
      has_title = false;
      i++;
    }
  }
  return search.names;
}
