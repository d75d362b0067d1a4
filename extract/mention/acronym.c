/// Acronyms that a document introduces: "the Association of Pharmacists (AP)".
#include "extract/mention/acronym.h"

#include "base/map.h"
#include "base/utf8.h"
#include "extract/name/name.h"

enum { SHORTEST = 2, LONGEST = 8 }; ///< letters of an acronym

/// What stands before an acronym in parentheses.
typedef struct Introduction {
  Mention *name; ///< NULL if it is no name
  Str words;     ///< if it is none: "intellectual property"
  uint32_t sentence;
  uint32_t token;            ///< the acronym's
  struct Introduction *next; ///< of the same acronym
} Introduction;

typedef struct {
  const Linker *linker;
  const Sentences *sentences;
  const MentionList *list;
  Map *introductions; ///< by acronym
} Settling;

static bool is_acronym(Str form) {
  size_t capitals = 0;
  for (size_t i = 0; i < form.length; i++) {
    char c = form.data[i];
    bool is_capital = c >= 'A' && c <= 'Z';
    capitals += is_capital;
    if (!is_capital && !(c >= '0' && c <= '9') && c != '&') {
      return false;
    }
  }
  return capitals >= SHORTEST && form.length <= LONGEST;
}

/// The mention that ends before a token or begins at it; NULL if none does.
static Mention *find_mention(const Settling *settling, uint32_t sentence,
                             uint32_t token, bool is_before) {
  size_t low = 0;
  size_t high = settling->list->count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const Mention *mention = &settling->list->mentions[middle];
    uint32_t at = is_before ? mention->end : mention->begin;
    bool is_early = mention->sentence < sentence ||
                    (mention->sentence == sentence && at < token);
    low = is_early ? middle + 1 : low;
    high = is_early ? high : middle;
  }
  Mention *found =
      low < settling->list->count ? &settling->list->mentions[low] : NULL;
  bool is_there = found && found->sentence == sentence &&
                  (is_before ? found->end : found->begin) == token;
  return is_there ? found : NULL;
}

static uint32_t first_letter(Str word) {
  size_t offset = 0;
  return word.length ? utf8_next(word, &offset) : 0;
}

/// Is a capital of the acronym the word's first letter, whatever its case?
static bool begins_with(Str word, char capital) {
  uint32_t letter = first_letter(word);
  return letter == (uint32_t)(unsigned char)capital ||
         letter == (uint32_t)(unsigned char)capital + ('a' - 'A');
}

/// The first of the tokens before `end` whose letters make the acronym; `end`
/// if they do not. Small words may be left out.
static uint32_t spell_back(const Sentence *sentence, uint32_t end,
                           Str acronym) {
  size_t left = acronym.length;
  uint32_t at = end;
  while (left > 0 && at > 0) {
    const Token *token = &sentence->tokens[at - 1];
    if (begins_with(token->form, acronym.data[left - 1])) {
      left--;
    } else if (left == acronym.length ||
               (token->upos != UPOS_ADP && token->upos != UPOS_DET &&
                token->upos != UPOS_CCONJ && token->upos != UPOS_PUNCT)) {
      return end;
    }
    at--;
  }
  return left ? end : at;
}

/// May the acronym stand for the name before it? If it is no name or means
/// something by itself, or the name is a place's, the letters must tell.
static bool may_stand(const Settling *settling, const Mention *name,
                      uint32_t sentence, uint32_t token) {
  const Lexicon *lexicon = settling->linker->lexicon;
  const Sentence *tokens = &settling->sentences->sentences[sentence];
  NameKind kind = name_kind(lexicon, name->type);
  const Mention *acronym = find_mention(settling, sentence, token, false);
  if (name->kind != MENTION_NAME || kind == NAME_PERSON) {
    return false;
  }
  bool is_known = acronym && acronym->id.length;
  bool is_doubtful = !acronym || is_known || kind == NAME_PLACE;
  return !is_doubtful || (is_known && str_equal(acronym->id, name->id)) ||
         spell_back(tokens, name->end, tokens->tokens[token].form) < name->end;
}

static void introduce(Settling *settling, uint32_t sentence, uint32_t token) {
  Arena *arena = settling->linker->arena;
  const Sentence *tokens = &settling->sentences->sentences[sentence];
  Str acronym = tokens->tokens[token].form;
  Introduction made = {.sentence = sentence, .token = token};
  Mention *name = find_mention(settling, sentence, token - 1, true);
  uint32_t begin = spell_back(tokens, token - 1, acronym);
  if (name && may_stand(settling, name, sentence, token)) {
    made.name = name;
  } else if (!name && begin < token - 1) {
    made.words =
        utf8_to_lower(arena, name_text(arena, tokens, begin, token - 1));
  } else {
    return;
  }
  MapEntry *entry = map_add(settling->introductions, acronym);
  made.next = entry->pointer;
  Introduction *kept = ARENA_NEW(arena, Introduction, 1);
  *kept = made;
  entry->pointer = kept;
}

static void find_introductions(Settling *settling) {
  for (uint32_t s = 0; s < settling->sentences->count; s++) {
    const Sentence *sentence = &settling->sentences->sentences[s];
    for (uint32_t i = 2; i + 1 < sentence->token_count; i++) {
      if (str_equal(sentence->tokens[i - 1].form, STR("(")) &&
          str_equal(sentence->tokens[i + 1].form, STR(")")) &&
          is_acronym(sentence->tokens[i].form)) {
        introduce(settling, s, i);
      }
    }
  }
}

static Str next_word(Str *text) {
  const char *space = memchr(text->data, ' ', text->length);
  size_t length = space ? (size_t)(space - text->data) : text->length;
  Str word = str_slice(*text, 0, length);
  *text = str_slice(*text, length + (space ? 1 : 0), text->length);
  return word;
}

/// Are the names spelled nearly alike: "Revolution Guards", "Revolutionary
/// Guard"?
static bool is_alike(Str a, Str b) {
  enum { ENOUGH = 4 }; ///< letters of a word
  while (a.length && b.length) {
    Str one = next_word(&a);
    Str other = next_word(&b);
    size_t length = one.length < other.length ? one.length : other.length;
    length = length < ENOUGH ? length : ENOUGH;
    if (!str_equal(str_slice(one, 0, length), str_slice(other, 0, length))) {
      return false;
    }
  }
  return !a.length && !b.length;
}

static void copy_link(const Mention *from, Mention *to) {
  to->type = from->type;
  to->label = from->label;
  to->id = from->id;
  to->core = from->core;
  to->stands_for = from->stands_for;
  to->confidence = from->confidence;
  to->links = from->links;
  to->link_count = from->link_count;
  to->is_metonym = false;
  to->is_unsure = from->is_unsure;
}

/// The acronym is known, and the name is another spelling of what it means.
static void link_names(const Settling *settling, const Mention *acronym,
                       Str name) {
  for (size_t i = 0; i < settling->list->count; i++) {
    Mention *mention = &settling->list->mentions[i];
    if (mention->kind == MENTION_NAME && !mention->id.length &&
        str_equal(mention->label, name)) {
      copy_link(acronym, mention);
    }
  }
}

/// An acronym alone: short for no name of the document.
static void set_alone(const Settling *settling, Mention *mention, Str label) {
  const Sentence *sentence = &settling->sentences->sentences[mention->sentence];
  Mention plain = {
      .label = label.length ? label : sentence->tokens[mention->begin].form};
  copy_link(&plain, mention);
  mention->is_alone = true;
}

static void set_meaning(const Settling *settling, Mention *mention,
                        const Introduction *meaning) {
  if (!meaning->name) {
    set_alone(settling, mention, meaning->words);
    return;
  }
  if (!meaning->name->id.length && mention->id.length &&
      is_alike(mention->label, meaning->name->label)) {
    link_names(settling, mention, meaning->name->label);
  }
  copy_link(meaning->name, mention);
}

static bool is_same(const Introduction *a, const Introduction *b) {
  if (!a->name || !b->name) {
    return !a->name && !b->name && str_equal(a->words, b->words);
  }
  return a->name->id.length ? str_equal(a->name->id, b->name->id)
                            : str_equal(a->name->label, b->name->label);
}

/// What the acronym means at a token; NULL if that is not sure.
static const Introduction *choose(const Introduction *first, uint32_t sentence,
                                  uint32_t token) {
  bool is_one = true;
  for (const Introduction *at = first; at; at = at->next) {
    if (at->sentence == sentence && at->token == token) {
      return at;
    }
    is_one &= is_same(first, at);
  }
  return is_one ? first : NULL;
}

void acronyms_settle(const Linker *linker, const Sentences *sentences,
                     const MentionList *list) {
  Settling settling = {linker, sentences, list, map_new(linker->arena)};
  find_introductions(&settling);
  for (size_t i = 0; i < list->count; i++) {
    Mention *mention = &list->mentions[i];
    const Sentence *sentence = &sentences->sentences[mention->sentence];
    const MapEntry *entry =
        mention->kind == MENTION_NAME && mention->end - mention->begin == 1
            ? map_find(settling.introductions,
                       sentence->tokens[mention->begin].form)
            : NULL;
    if (!entry) {
      continue;
    }
    const Introduction *meaning =
        choose(entry->pointer, mention->sentence, mention->begin);
    if (meaning) {
      set_meaning(&settling, mention, meaning);
    } else {
      set_alone(&settling, mention, STR(""));
    }
  }
}
