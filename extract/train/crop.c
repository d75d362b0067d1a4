/// One clause of a sentence as a sentence of its own.
#include "extract/train/crop.h"

enum { CROP_LEAST = 3 }; ///< tokens

static const float adverbial_share = 0.4f; // of adverbials that are kept
static const float complement_share = 0.7f;

static bool is_one_of(Str text, const char *const *names) {
  for (; *names; names++) {
    if (str_equal(text, str_from(*names))) {
      return true;
    }
  }
  return false;
}

/// The relation without its subtype.
static Str main_part(Str relation) {
  const char *colon = memchr(relation.data, ':', relation.length);
  size_t length = colon ? (size_t)(colon - relation.data) : relation.length;
  return str_slice(relation, 0, length);
}

static bool is_finite(const Token *token) {
  static const char *const tags[] = {"VBD", "VBZ", "VBP", "MD", NULL};
  return is_one_of(token->xpos, tags);
}

bool crop_is_clause(const Sentence *sentence, uint32_t index) {
  static const char *const clauses[] = {"root",      "ccomp", "conj",
                                        "parataxis", "advcl", NULL};
  static const char *const verbs[] = {"aux", "cop", NULL};
  static const char *const questions[] = {"WP", "WRB", "WDT", "WP$", NULL};
  const Token *token = &sentence->tokens[index];
  if (!is_one_of(main_part(token->relation), clauses)) {
    return false;
  }
  bool has_subject = false;
  bool has_finite = is_finite(token);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    const Token *child = &sentence->tokens[i];
    if (child->head != index) {
      continue;
    }
    Str relation = main_part(child->relation);
    has_subject = has_subject || str_equal(relation, STR("nsubj"));
    has_finite = has_finite || (is_one_of(relation, verbs) && is_finite(child));
    if (token->head != TOKEN_NONE && is_one_of(child->xpos, questions)) {
      return false;
    }
  }
  return has_subject && has_finite;
}

/// Is a part of the clause kept, this time?
static bool stays(Random *random, const Token *head, const Token *child) {
  static const char *const never[] = {
      "conj",      "cc",       "punct",      "parataxis",  "mark",
      "discourse", "vocative", "dislocated", "reparandum", NULL};
  static const char *const seldom[] = {"obl", "advmod", "advcl", NULL};
  Str relation = main_part(child->relation);
  float drawn = random_unit(random);
  if (is_one_of(relation, never)) {
    return false;
  }
  if (str_equal(relation, STR("ccomp"))) {
    return drawn < complement_share;
  }
  bool negates = str_equal(child->lemma, STR("not"));
  return !is_one_of(relation, seldom) || negates || drawn < adverbial_share ||
         (head->upos != UPOS_VERB && !str_equal(relation, STR("advcl")));
}

static bool is_last_mark(const Sentence *sentence, uint32_t index) {
  return index + 1 == sentence->token_count &&
         str_equal(sentence->tokens[index].xpos, STR("."));
}

/// Is the token in a part that stays? Climbs to the clause's head.
static bool is_kept(const Sentence *sentence, uint32_t root, const bool *part,
                    uint32_t index) {
  for (uint32_t step = 0; step <= sentence->token_count; step++) {
    if (index == root) {
      return step == 0;
    }
    uint32_t head = sentence->tokens[index].head;
    if (head == TOKEN_NONE || head == root) {
      return head == root && part[index];
    }
    index = head;
  }
  return false;
}

static uint32_t choose_root(Random *random, const Sentence *sentence) {
  uint32_t root = TOKEN_NONE;
  uint32_t found = 0;
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    if (crop_is_clause(sentence, i) && random_next(random) % ++found == 0) {
      root = i;
    }
  }
  return root;
}

Crop crop_draw(Random *random, const Sentence *sentence, Arena *arena) {
  const uint32_t count = sentence->token_count;
  Crop crop = {NULL, 0, choose_root(random, sentence)};
  if (crop.root == TOKEN_NONE) {
    return crop;
  }
  crop.kept = ARENA_NEW(arena, uint32_t, count);
  bool *part = ARENA_NEW(arena, bool, count);
  const Token *head = &sentence->tokens[crop.root];
  for (uint32_t i = 0; i < count; i++) {
    const Token *token = &sentence->tokens[i];
    part[i] = token->head == crop.root && stays(random, head, token);
  }
  for (uint32_t i = 0; i < count; i++) {
    if (is_kept(sentence, crop.root, part, i) || is_last_mark(sentence, i)) {
      crop.kept[crop.count++] = i;
    }
  }
  if (crop.count < CROP_LEAST || crop.count == count) {
    crop.count = 0;
  }
  return crop;
}
