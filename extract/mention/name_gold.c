/// Gold names: the names that a treebank's annotated entities have.
#include "extract/mention/name_gold.h"

#include "extract/name/name.h"

#include <stdlib.h>

enum { LONGEST_TITLE = 4 }; ///< tokens

/// One sentence.
typedef struct {
  const Lexicon *lexicon;
  Arena *arena;
  const Sentence *sentence;
  const Annotations *annotations;
  bool *is_core; ///< by token: of the mention that is looked at
  bool *is_head; ///< by token: of any mention
} Search;

NameKind name_gold_kind(Str type) {
  static const struct {
    const char *type;
    NameKind kind;
  } kinds[] = {{"person", NAME_PERSON},  {"place", NAME_PLACE},
               {"event", NAME_EVENT},    {"organization", NAME_ORGANIZATION},
               {"abstract", NAME_OTHER}, {"object", NAME_OTHER}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (str_is(type, kinds[i].type)) {
      return kinds[i].kind;
    }
  }
  return NAME_KINDS;
}

static bool is_one_of(Str form, const char *const *words) {
  for (size_t i = 0; words[i]; i++) {
    if (str_is(form, words[i])) {
      return true;
    }
  }
  return false;
}

/// Mark the tokens of "1,3", which count from the mention's first, that are
/// words; the head is always one.
static void mark_core(const Search *search, const Annotation *mention) {
  const Token *tokens = search->sentence->tokens;
  uint32_t length = mention->end - mention->begin;
  memset(search->is_core + mention->begin, 0, length * sizeof(bool));
  uint32_t number = 0;
  for (size_t i = 0; i <= mention->core.length; i++) {
    char byte = i < mention->core.length ? mention->core.data[i] : ',';
    if (byte >= '0' && byte <= '9' && number <= length) {
      number = number * 10 + (uint32_t)(byte - '0');
    } else if (number > 0 && number <= length) {
      uint32_t token = mention->begin + number - 1;
      Upos upos = tokens[token].upos;
      search->is_core[token] =
          upos != UPOS_PUNCT && upos != UPOS_DET && upos != UPOS_PART;
      number = 0;
    } else {
      number = 0;
    }
  }
  search->is_core[mention->head] = true;
}

/// Is what ends with the possessive at a token a mention itself?
static bool is_possessor(const Search *search, uint32_t token) {
  for (size_t i = 0; i < search->annotations->count; i++) {
    const Annotation *other = &search->annotations->mentions[i];
    if ((other->end == token || other->end == token + 1) &&
        other->begin < token) {
      return true;
    }
  }
  return false;
}

/// May two tokens of a name stand so far apart?
static bool is_joined(const Search *search, NameKind kind, uint32_t first,
                      uint32_t second) {
  static const char *const possessives[] = {"'s", "’s", "'", "’", NULL};
  static const char *const words[] = {"of", "for", "and", "&", NULL};
  static const char *const others[] = {"the", "-", "–", NULL};
  const Token *tokens = search->sentence->tokens;
  uint32_t gap = second - first - 1;
  if (gap == 0) {
    return true;
  }
  Str form = tokens[first + 1].form;
  if (gap == 1 && is_one_of(form, possessives)) {
    return !is_possessor(search, first + 1);
  }
  if (gap == 1 && str_equal(form, STR(",")) &&
      str_equal(tokens[second].relation, STR("nmod:desc"))) {
    return true; // "Palm, Inc.", as the treebank hangs it
  }
  bool is_word = kind != NAME_PERSON && is_one_of(form, words);
  return gap == 1 ? is_word || is_one_of(form, others)
                  : gap == 2 && is_word &&
                        str_equal(tokens[first + 2].form, STR("the"));
}

/// "Kim and Lee", where Lee is a mention too.
static bool is_list(const Search *search, const NameSpan *span, uint32_t head) {
  const Token *tokens = search->sentence->tokens;
  for (uint32_t i = head + 1; i < span->end; i++) {
    if (tokens[i].head == head && str_equal(tokens[i].relation, STR("conj")) &&
        search->is_head[i]) {
      return true;
    }
  }
  return false;
}

/// The end of the longest title that begins at a token of a span; the token
/// itself if none does.
static uint32_t end_title(const Search *search, uint32_t begin, uint32_t end) {
  for (uint32_t length = LONGEST_TITLE; length > 0; length--) {
    if (begin + length <= end &&
        lexicon_has(search->lexicon, LEXICON_TITLE,
                    name_text(search->arena, search->sentence, begin,
                              begin + length))) {
      return begin + length;
    }
  }
  return begin;
}

/// Leave out titles and common nouns before a person's name, and what stands
/// before them ("US President Holm", "Telvik founder Berg"); a title alone
/// leaves an empty span.
static void drop_titles(const Search *search, NameSpan *span) {
  const Token *tokens = search->sentence->tokens;
  for (uint32_t i = span->begin; i < span->end; i++) {
    bool is_noun = tokens[i].upos == UPOS_NOUN && i + 1 < span->end;
    uint32_t end = is_noun ? i + 1 : end_title(search, i, span->end);
    if (end > i && (end < span->end || i == span->begin)) {
      span->begin = end;
      i = end - 1;
    }
  }
  while (span->begin + 1 < span->end &&
         (tokens[span->begin].upos == UPOS_PUNCT ||
          tokens[span->begin].upos == UPOS_ADP ||
          tokens[span->begin].upos == UPOS_DET ||
          (str_equal(tokens[span->begin].relation, STR("nmod:desc")) &&
           tokens[span->begin].head > span->begin))) {
    span->begin++;
  }
}

/// The head of a mention's name: the mention's, or the name that hangs on it
/// ("captain Anna Holm" as a flat expression).
static uint32_t find_head(const Search *search, const Annotation *mention,
                          NameKind kind) {
  const Token *tokens = search->sentence->tokens;
  bool is_noun = kind == NAME_PERSON && tokens[mention->head].upos == UPOS_NOUN;
  for (uint32_t i = mention->head + 1; is_noun && i < mention->end; i++) {
    if (tokens[i].head == mention->head && tokens[i].upos == UPOS_PROPN &&
        str_starts(tokens[i].relation, STR("flat"))) {
      return i;
    }
  }
  return mention->head;
}

/// The name in a mention; an empty span if it has none.
static NameSpan find_name(const Search *search, const Annotation *mention) {
  const Token *tokens = search->sentence->tokens;
  NameSpan span = {0, 0, name_gold_kind(mention->type)};
  uint32_t head = find_head(search, mention, span.kind);
  if (span.kind == NAME_KINDS || tokens[head].upos != UPOS_PROPN) {
    return span;
  }
  mark_core(search, mention);
  search->is_core[head] = true;
  span.begin = head;
  span.end = head + 1;
  for (uint32_t i = head + 1; i < mention->end; i++) {
    if (search->is_core[i] && is_joined(search, span.kind, span.end - 1, i)) {
      span.end = i + 1;
    }
  }
  for (uint32_t i = head; i-- > mention->begin;) {
    if (search->is_core[i] && is_joined(search, span.kind, i, span.begin)) {
      span.begin = i;
    }
  }
  if (is_list(search, &span, head)) {
    span.end = span.begin;
  } else if (span.kind == NAME_PERSON) {
    drop_titles(search, &span);
  }
  return span;
}

/// Longest first.
static int compare_lengths(const void *first, const void *second) {
  const NameSpan *a = first;
  const NameSpan *b = second;
  uint32_t a_length = a->end - a->begin;
  uint32_t b_length = b->end - b->begin;
  if (a_length != b_length) {
    return a_length < b_length ? 1 : -1;
  }
  if (a->begin != b->begin) {
    return a->begin < b->begin ? -1 : 1;
  }
  return (a->kind > b->kind) - (a->kind < b->kind);
}

static int compare_places(const void *first, const void *second) {
  const NameSpan *a = first;
  const NameSpan *b = second;
  return (a->begin > b->begin) - (a->begin < b->begin);
}

/// Keep what overlaps with nothing longer.
static void drop_inner(const Search *search, NameSpans *names) {
  bool *taken = ARENA_NEW(search->arena, bool, search->sentence->token_count);
  size_t kept = 0;
  qsort(names->spans, names->count, sizeof *names->spans, compare_lengths);
  for (size_t i = 0; i < names->count; i++) {
    NameSpan span = names->spans[i];
    // What overlaps is not shorter: it covers this one's first or last token.
    if (!taken[span.begin] && !taken[span.end - 1]) {
      memset(taken + span.begin, 1, (span.end - span.begin) * sizeof(bool));
      names->spans[kept++] = span;
    }
  }
  names->count = kept;
  qsort(names->spans, names->count, sizeof *names->spans, compare_places);
}

NameSpans name_gold_find(const Lexicon *lexicon, Arena *arena,
                         const Sentence *sentence,
                         const Annotations *annotations) {
  Search search = {.lexicon = lexicon,
                   .arena = arena,
                   .sentence = sentence,
                   .annotations = annotations};
  search.is_core = ARENA_NEW(arena, bool, sentence->token_count);
  search.is_head = ARENA_NEW(arena, bool, sentence->token_count);
  for (size_t i = 0; i < annotations->count; i++) {
    search.is_head[annotations->mentions[i].head] = true;
  }
  NameSpans names = {0};
  for (size_t i = 0; i < annotations->count; i++) {
    NameSpan span = find_name(&search, &annotations->mentions[i]);
    if (span.begin < span.end) {
      *ARENA_PUSH(arena, names.spans, names.count, names.capacity) = span;
    }
  }
  if (names.count) {
    drop_inner(&search, &names);
  }
  return names;
}
