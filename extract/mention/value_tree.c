/// Value tree: a quantity's words hang together, whatever the parser thought.
#include "extract/mention/value_tree.h"

static bool is_inside(const Mention *mention, uint32_t token) {
  return token >= mention->begin && token < mention->end;
}

/// Is the token above the mention's head?
static bool is_above(const Sentence *sentence, const Mention *mention,
                     uint32_t token) {
  uint32_t at = mention->head;
  for (uint32_t step = 0;
       step < sentence->token_count && at < sentence->token_count; step++) {
    if (at == token) {
      return true;
    }
    at = sentence->tokens[at].head;
  }
  return false;
}

/// What hangs on a word of the mention goes to what the word hung on.
static void move_children(const Sentence *sentence, const Mention *mention,
                          uint32_t token, uint32_t head) {
  bool is_verb = sentence->tokens[head].upos == UPOS_VERB;
  for (uint32_t i = mention->end; i < sentence->token_count; i++) {
    Token *child = &sentence->tokens[i];
    if (child->head == token && i != head) {
      child->head = head;
      if (is_verb && str_starts(child->relation, STR("nmod"))) {
        child->relation = STR("obl");
      }
    }
  }
}

/// The first word that hangs on one outside: the sum before what it is for.
static uint32_t find_head(const Sentence *sentence, const Mention *mention) {
  for (uint32_t i = mention->begin; i < mention->end; i++) {
    if (!is_inside(mention, sentence->tokens[i].head)) {
      return i;
    }
  }
  return mention->head;
}

static void join(const Sentence *sentence, Mention *mention) {
  mention->head = find_head(sentence, mention);
  for (uint32_t i = mention->begin; i < mention->end; i++) {
    Token *token = &sentence->tokens[i];
    uint32_t head = token->head;
    if (i == mention->head || head >= sentence->token_count ||
        is_inside(mention, head) || is_above(sentence, mention, i)) {
      continue;
    }
    move_children(sentence, mention, i, head);
    token->head = mention->head;
    token->relation = STR("dep"); // no adverbial: "40 euros a month"
  }
}

void value_trees_join(MentionList *mentions, Sentences *sentences) {
  for (size_t i = 0; i < mentions->count; i++) {
    Mention *mention = &mentions->mentions[i];
    if (mention->kind == MENTION_VALUE &&
        (str_equal(mention->type, STR("Money")) ||
         str_equal(mention->type, STR("Measure")))) {
      join(&sentences->sentences[mention->sentence], mention);
    }
  }
}
