/// Amounts: sums of money with what stands beside them.
#include "extract/syntax/amount.h"

/// "$45.5 million", "99 cents a share".
typedef struct {
  uint32_t begin;
  uint32_t end;  ///< after the noun of a rate, if there is one
  uint32_t head; ///< the currency sign, else the unit, else the last number
  uint32_t sign; ///< TOKEN_NONE if there is none; likewise below
  uint32_t number;
  uint32_t unit;
  uint32_t rate; ///< "a", "an" or "per"
} Amount;

/// What is being cut of one sentence.
typedef struct {
  Sentence *sentence;
  bool *is_cut;
} Cutter;

static bool has_word(const Sentence *sentence, uint32_t at, const char *word) {
  return at < sentence->token_count &&
         str_equal(sentence->tokens[at].form, str_from(word));
}

static bool has_tag(const Sentence *sentence, uint32_t at, const char *tag) {
  return at < sentence->token_count &&
         str_equal(sentence->tokens[at].xpos, str_from(tag));
}

static bool has_one_of(const Sentence *sentence, uint32_t at,
                       const char *const *words) {
  while (*words && !has_word(sentence, at, *words)) {
    words++;
  }
  return *words != NULL;
}

static bool is_noun(const Sentence *sentence, uint32_t at) {
  return has_tag(sentence, at, "NN") || has_tag(sentence, at, "NNS");
}

/// "a share" after a sum; but neither "a year earlier" nor "a share price".
static bool is_rate(const Sentence *sentence, uint32_t at) {
  static const char *const begins[] = {"a", "an", "per", NULL};
  static const char *const days[] = {"today", "yesterday", "tomorrow", NULL};
  static const char *const later[] = {"ago",    "earlier", "later", "before",
                                      "after",  "back",    "since", "old",
                                      "sooner", NULL};
  return has_one_of(sentence, at, begins) && has_tag(sentence, at + 1, "NN") &&
         (!is_noun(sentence, at + 2) || has_one_of(sentence, at + 2, days)) &&
         !has_one_of(sentence, at + 2, later);
}

/// Read an amount; false if none begins there.
static bool read_amount(const Sentence *sentence, uint32_t at, Amount *amount) {
  *amount =
      (Amount){at, at, at, TOKEN_NONE, TOKEN_NONE, TOKEN_NONE, TOKEN_NONE};
  if (has_tag(sentence, at, "$")) {
    amount->sign = amount->end++;
  }
  while (has_tag(sentence, amount->end, "CD")) {
    amount->number = amount->end++;
  }
  if (amount->number == TOKEN_NONE) {
    return false;
  }
  bool is_signed = amount->sign != TOKEN_NONE;
  if (!is_signed && is_noun(sentence, amount->end)) {
    amount->unit = amount->end++;
  }
  amount->head = is_signed                    ? amount->sign
                 : amount->unit != TOKEN_NONE ? amount->unit
                                              : amount->number;
  if ((is_signed || amount->unit != TOKEN_NONE) &&
      is_rate(sentence, amount->end)) {
    amount->rate = amount->end;
    amount->end += 2;
  }
  return true;
}

static void hang(const Cutter *cutter, uint32_t at, uint32_t head,
                 const char *relation) {
  Token *token = &cutter->sentence->tokens[at];
  token->head = head;
  token->relation = str_from(relation);
  cutter->is_cut[at] = true;
}

static void cut_rate(const Cutter *cutter, const Amount *amount) {
  uint32_t noun = amount->rate + 1;
  bool is_per = has_word(cutter->sentence, amount->rate, "per");
  hang(cutter, amount->rate, noun, is_per ? "case" : "det");
  hang(cutter, noun, amount->head, is_per ? "nmod" : "nmod:unmarked");
}

/// Cut an amount that says the same as another one.
static void cut_amount(const Cutter *cutter, const Amount *amount,
                       uint32_t other) {
  uint32_t first =
      amount->sign == TOKEN_NONE ? amount->begin : amount->sign + 1;
  hang(cutter, amount->head, other, "appos");
  if (amount->head != amount->number) {
    hang(cutter, amount->number, amount->head, "nummod");
  }
  for (uint32_t i = first; i < amount->number; i++) {
    hang(cutter, i, amount->number, "compound");
  }
  if (amount->rate != TOKEN_NONE) {
    cut_rate(cutter, amount);
  }
}

/// The token that goes with a sum of money: "$5", "8 cents".
static bool is_money(const Sentence *sentence, const Amount *amount) {
  static const char *const cents[] = {"cents", "cent", "pence", NULL};
  return amount->sign != TOKEN_NONE ||
         (amount->unit != TOKEN_NONE &&
          has_one_of(sentence, amount->unit, cents));
}

/// May a sentence go on so behind an amount that stands for another?
static bool may_follow(const Sentence *sentence, uint32_t at) {
  static const char *const tags[] = {".",  ",",   "IN",  "TO",    "DT", "RB",
                                     "JJ", "VBN", ":",   "-RRB-", "CC", "''",
                                     "RP", "VBD", "NNP", NULL};
  const char *const *tag = tags;
  while (*tag && !has_tag(sentence, at, *tag)) {
    tag++;
  }
  return at >= sentence->token_count || *tag;
}

/// Cut ", or 8 cents a share," behind the amount before it.
static bool cut_other(const Cutter *cutter, const Amount *before,
                      const Amount *amount) {
  const Sentence *sentence = cutter->sentence;
  uint32_t or = amount->begin;
  or -= or > 0 && !has_word(sentence, or -1, "or") ? 1 : 0; // "or about"
  if (or == 0 || !has_word(sentence, or -1, "or")) {
    return false;
  }
  or --;
  bool is_apart = or > 0 && has_word(sentence, or -1, ",");
  uint32_t begin = is_apart ? or -1 : or ;
  bool is_beside =
      before->end == begin &&
      (is_apart || (is_money(sentence, before) && amount->rate != TOKEN_NONE));
  if (!may_follow(sentence, amount->end) ||
      !(is_beside ||
        (is_apart && before->end < begin && is_money(sentence, before) &&
         amount->rate != TOKEN_NONE))) {
    return false;
  }
  cut_amount(cutter, amount, before->head);
  for (uint32_t i = begin; i < amount->begin; i++) {
    hang(cutter, i, amount->head, i < or ? "punct" : i == or ? "cc" : "advmod");
  }
  uint32_t next = amount->end + 1;
  if (is_apart && has_word(sentence, amount->end, ",") &&
      (has_tag(sentence, next, "IN") || has_tag(sentence, next, "TO") ||
       has_tag(sentence, next, "DT"))) {
    hang(cutter, amount->end, amount->head, "punct");
  }
  return true;
}

bool amount_cut(Sentence *sentence, Arena *arena, AmountCut *cut) {
  Cutter cutter = {sentence, NULL};
  Amount before = {0};
  for (uint32_t i = 0; i < sentence->token_count;) {
    Amount amount;
    if (!read_amount(sentence, i, &amount)) {
      i++;
      continue;
    }
    if (!cutter.is_cut) {
      cutter.is_cut = ARENA_NEW(arena, bool, sentence->token_count);
    }
    if ((before.end == 0 || !cut_other(&cutter, &before, &amount)) &&
        amount.rate != TOKEN_NONE && is_money(sentence, &amount)) {
      cut_rate(&cutter, &amount);
    }
    before = amount;
    i = amount.end;
  }
  *cut = (AmountCut){.rest = *sentence};
  cut->rest.token_count = 0;
  cut->rest.names = (NameScores){0};
  if (!cutter.is_cut) {
    return false;
  }
  cut->rest.tokens = ARENA_NEW(arena, Token, sentence->token_count);
  cut->indices = ARENA_NEW(arena, uint32_t, sentence->token_count);
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    if (!cutter.is_cut[i]) {
      cut->indices[cut->rest.token_count] = i;
      cut->rest.tokens[cut->rest.token_count++] = sentence->tokens[i];
    }
  }
  return cut->rest.token_count < sentence->token_count;
}

void amount_join(Sentence *sentence, const AmountCut *cut) {
  for (uint32_t i = 0; i < cut->rest.token_count; i++) {
    const Token *from = &cut->rest.tokens[i];
    Token *to = &sentence->tokens[cut->indices[i]];
    to->upos = from->upos;
    to->xpos = from->xpos;
    to->features = from->features;
    to->relation = from->relation;
    to->head = from->head == TOKEN_NONE ? TOKEN_NONE : cut->indices[from->head];
  }
}

/// Does a token hang on one of those from `begin` to `end`, however far below?
static bool is_below(const Sentence *sentence, uint32_t token, uint32_t begin,
                     uint32_t end) {
  uint32_t steps = 0;
  for (uint32_t i = sentence->tokens[token].head;
       i != TOKEN_NONE && steps <= sentence->token_count;
       i = sentence->tokens[i].head, steps++) {
    if (i >= begin && i < end) {
      return true;
    }
  }
  return false;
}

void amount_mend(Sentence *sentence) {
  Token *tokens = sentence->tokens;
  for (uint32_t i = 0; i < sentence->token_count; i++) {
    Amount amount;
    if (!has_tag(sentence, i, "$") || !read_amount(sentence, i, &amount) ||
        is_below(sentence, i, i + 1, amount.number + 1)) {
      continue;
    }
    for (uint32_t k = i + 1; k < amount.number; k++) {
      tokens[k].head = amount.number;
      tokens[k].relation = STR("compound");
    }
    if (tokens[amount.number].head != i) {
      tokens[amount.number].head = i;
      tokens[amount.number].relation = STR("nummod");
    }
  }
}
