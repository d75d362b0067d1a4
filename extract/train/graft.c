/// Sentences of treebanks as news tells them.
#include "extract/train/crop.h"
#include "extract/train/graft_internal.h"

enum {
  GRAFTED_LONGEST = 100, ///< tokens
  DEPTH_MOST = 8         ///< productions inside each other
};

/// A sentence while it is made.
typedef struct {
  const Graft *graft;
  Random *random;
  Arena *arena;
  const Sentence *source;
  uint32_t root; ///< of the source
  uint32_t cut;  ///< where the source is cut; TOKEN_NONE: nowhere
  Token *tokens;
  uint32_t count;
  uint32_t depth;
  bool failed;
  uint32_t places[GRAFTED_LONGEST]; ///< of the source's tokens
} Draft;

static uint32_t choose(Draft *draft, uint32_t count) {
  return (uint32_t)(random_next(draft->random) % count);
}

/// Does a mark take the place of the last comma? It closes all that the comma
/// would close.
static bool swallows_comma(const Draft *draft, const Token *token) {
  return draft->count && token->upos == UPOS_PUNCT &&
         str_equal(draft->tokens[draft->count - 1].form, STR(",")) &&
         (str_equal(token->form, STR(",")) || str_equal(token->form, STR(".")));
}

/// Add a token; its number.
static uint32_t add_token(Draft *draft, Token token) {
  draft->count -= swallows_comma(draft, &token);
  if (draft->count == GRAFTED_LONGEST) {
    draft->failed = true;
    return 0;
  }
  draft->tokens[draft->count] = token;
  return draft->count++;
}

/// A word with the tag that the treebanks give it, or words like it.
static Token make_word(const Draft *draft, const GraftItem *item,
                       Str relation) {
  const Map *tags = draft->graft->tags;
  Str tagged = arena_format(draft->arena, "%.*s %.*s", STR_ARG(item->form),
                            STR_ARG(item->xpos));
  Str related = arena_format(draft->arena, "%.*s %.*s", STR_ARG(tagged),
                             STR_ARG(relation));
  const MapEntry *entry = map_find(tags, related);
  entry = entry ? entry : map_find(tags, tagged);
  entry = entry ? entry : map_find(tags, item->xpos);
  Token token = {.form = item->form, .lemma = item->form, .xpos = item->xpos};
  token.upos = UPOS_X;
  token.surface_count = 1;
  if (entry) {
    const Token *model = entry->pointer;
    token.upos = model->upos;
    token.features = model->features;
  }
  return token;
}

static uint32_t add_name(Draft *draft, Str like) {
  const GraftItem item = {.form =
                              variation_name(draft->graft->variation,
                                             draft->random, like, draft->arena),
                          .xpos = STR("NNP")};
  return add_token(draft, make_word(draft, &item, STR("")));
}

/// The token without the upper case of a sentence's beginning.
static Token as_inside(const Draft *draft, const Token *token) {
  Token inside = *token;
  if (token->upos != UPOS_PROPN && !str_equal(token->form, STR("I"))) {
    inside.form = variation_uncapitalize(draft->arena, token->form);
  }
  return inside;
}

static uint32_t add_phrase(Draft *draft) {
  if (draft->graft->phrase_count == 0) {
    draft->failed = true;
    return 0;
  }
  const GraftPhrase *phrase =
      &draft->graft->phrases[choose(draft, draft->graft->phrase_count)];
  const uint32_t first = draft->count;
  for (uint32_t i = phrase->begin; i < phrase->end; i++) {
    const Token *token = &phrase->sentence->tokens[i];
    uint32_t place =
        add_token(draft, i == 0 ? as_inside(draft, token) : *token);
    if (i != phrase->head) {
      draft->tokens[place].head = token->head - phrase->begin + first;
    }
  }
  return phrase->head - phrase->begin + first;
}

/// Does a sentence begin here, or the quotation of one?
static bool begins(const Draft *draft) {
  const Token *last = draft->count ? &draft->tokens[draft->count - 1] : NULL;
  return !last || str_equal(last->xpos, STR("``")) ||
         str_equal(last->xpos, STR(":"));
}

/// Add tokens [begin, end) of the source, whose heads are set at the end.
static void add_source(Draft *draft, uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; i++) {
    const Token *token = &draft->source->tokens[i];
    draft->places[i] = add_token(
        draft, i == 0 && !begins(draft) ? as_inside(draft, token) : *token);
  }
}

/// Can the source be cut before a token, with nothing but the root above what
/// stands there?
static bool can_cut(const Draft *draft, uint32_t cut) {
  const Sentence *source = draft->source;
  if (source->tokens[cut - 1].upos == UPOS_PUNCT) {
    return false;
  }
  for (uint32_t i = 0; i + 1 < source->token_count; i++) {
    uint32_t head = source->tokens[i].head;
    if (i != draft->root && head != draft->root && (i < cut) != (head < cut)) {
      return false;
    }
  }
  return true;
}

/// Cut the source behind one of the phrases before its root.
static void choose_cut(Draft *draft) {
  uint32_t found = 0;
  for (uint32_t i = 1; i <= draft->root; i++) {
    const Token *last = &draft->source->tokens[i - 1];
    bool is_function = last->head == draft->root &&
                       (last->upos == UPOS_AUX || last->upos == UPOS_CCONJ ||
                        last->upos == UPOS_PART || last->upos == UPOS_SCONJ);
    if (!is_function && can_cut(draft, i) && choose(draft, ++found) == 0) {
      draft->cut = i;
    }
  }
  draft->failed = draft->failed || found == 0;
}

static void add_rest(Draft *draft) {
  const Sentence *source = draft->source;
  uint32_t begin = draft->cut;
  if (draft->cut == TOKEN_NONE) {
    draft->failed = true;
    return;
  }
  begin += str_equal(source->tokens[begin].form, STR(",")); // has one now
  add_source(draft, begin, source->token_count - 1);
}

static uint32_t add_rule(Draft *draft, Str name, Str relation);

/// Add what an item becomes; the number of its head, unless that is the
/// source's root.
static uint32_t add_item(Draft *draft, const GraftItem *item, Str relation) {
  switch (item->kind) {
  case GRAFT_WORD:
    return add_token(draft, make_word(draft, item, relation));
  case GRAFT_RULE:
    return add_rule(draft, item->form, relation);
  case GRAFT_NAME:
    return add_name(draft, STR("Name"));
  case GRAFT_ACRONYM:
    return add_name(draft, STR("NAME"));
  case GRAFT_PHRASE:
    return add_phrase(draft);
  case GRAFT_CLAUSE:
    add_source(draft, 0, draft->source->token_count - 1);
    break;
  case GRAFT_OPENING:
    choose_cut(draft);
    add_source(draft, 0, draft->failed ? 0 : draft->cut);
    break;
  case GRAFT_REST:
    add_rest(draft);
    break;
  }
  return TOKEN_NONE;
}

/// A verb in the singular whose subject is in the plural is in the plural.
static void agree(Draft *draft, uint32_t index) {
  const Token *token = &draft->tokens[index];
  bool plural =
      str_equal(token->xpos, STR("NNS")) || str_equal(token->xpos, STR("NNPS"));
  for (uint32_t i = index; i < draft->count && !plural; i++) {
    plural = draft->tokens[i].head == index &&
             str_equal(draft->tokens[i].relation, STR("conj"));
  }
  Token *verb = &draft->tokens[token->head];
  static const char plain[] = "Mood=Ind|Number=Sing|Person=3|Tense=Past";
  if (plural && str_starts(verb->features, str_from(plain))) {
    verb->features = STR("Mood=Ind|Number=Plur|Person=3|Tense=Past|"
                         "VerbForm=Fin");
  }
}

/// Add what a production gives, one of its name; the number of its head.
static uint32_t add_rule(Draft *draft, Str name, Str relation) {
  const MapEntry *entry = map_find(draft->graft->rules, name);
  if (!entry || draft->depth == DEPTH_MOST) {
    draft->failed = true;
    return 0;
  }
  const GraftRules *rules = entry->pointer;
  const GraftRule *rule = &rules->rules[choose(draft, rules->count)];
  uint32_t *heads = ARENA_NEW(draft->arena, uint32_t, rule->count);
  uint32_t top = 0;
  draft->depth++;
  for (uint32_t i = 0; i < rule->count; i++) {
    const GraftItem *item = &rule->items[i];
    heads[i] = add_item(draft, item, item->head ? item->relation : relation);
  }
  draft->depth--;
  for (uint32_t i = 0; i < rule->count && !draft->failed; i++) {
    heads[i] = heads[i] == TOKEN_NONE ? draft->places[draft->root] : heads[i];
  }
  for (uint32_t i = 0; i < rule->count && !draft->failed; i++) {
    const GraftItem *item = &rule->items[i];
    if (item->kind == GRAFT_OPENING) {
      continue;
    }
    Token *token = &draft->tokens[heads[i]];
    token->relation = item->head ? item->relation : relation;
    token->head = item->head ? heads[item->head - 1] : TOKEN_NONE;
    top = item->head ? top : heads[i];
  }
  for (uint32_t i = 0; i < rule->count && !draft->failed; i++) {
    if (str_equal(rule->items[i].relation, STR("nsubj"))) {
      agree(draft, heads[i]);
    }
  }
  return top;
}

/// A finite statement without quotation marks, all of it one tree of which the
/// full stop is the last leaf.
static bool is_statement(const Sentence *sentence, uint32_t *root) {
  const uint32_t count = sentence->token_count;
  if (count < 4 || count > GRAFTED_LONGEST ||
      !str_equal(sentence->tokens[count - 1].form, STR("."))) {
    return false;
  }
  *root = TOKEN_NONE;
  for (uint32_t i = 0; i < count; i++) {
    const Token *token = &sentence->tokens[i];
    if (str_equal(token->xpos, STR("``")) ||
        str_equal(token->xpos, STR("''")) ||
        (i + 1 < count && str_equal(token->xpos, STR("."))) ||
        str_equal(token->relation, STR("parataxis")) ||
        token->head == count - 1) {
      return false;
    }
    *root = token->head == TOKEN_NONE ? i : *root;
  }
  return *root < count - 1 && crop_is_clause(sentence, *root);
}

/// Set the heads of the source's tokens, but for its root.
static void set_heads(Draft *draft) {
  for (uint32_t i = 0; i < draft->source->token_count; i++) {
    if (i != draft->root && draft->places[i] != TOKEN_NONE) {
      draft->tokens[draft->places[i]].head =
          draft->places[draft->source->tokens[i].head];
    }
  }
}

Sentence *graft_draw(const Graft *graft, Random *random,
                     const Sentence *sentence, Arena *arena) {
  Draft *draft = ARENA_NEW(arena, Draft, 1);
  *draft = (Draft){.graft = graft,
                   .random = random,
                   .arena = arena,
                   .source = sentence,
                   .cut = TOKEN_NONE};
  if (!is_statement(sentence, &draft->root)) {
    return NULL;
  }
  memset(draft->places, 0xff, sizeof draft->places);
  draft->tokens = ARENA_NEW(arena, Token, GRAFTED_LONGEST);
  add_rule(draft, STR("sentence"), STR("root"));
  if (draft->failed) {
    return NULL;
  }
  if (draft->places[draft->root] != TOKEN_NONE) {
    set_heads(draft);
  }
  draft->tokens[0].form = variation_capitalize(arena, draft->tokens[0].form);
  Sentence *told = ARENA_NEW(arena, Sentence, 1);
  *told = (Sentence){.tokens = draft->tokens, .token_count = draft->count};
  return told;
}
