/// Matcher: one thread's scratch memory while rules run over sentences.
///
/// A sentence is a graph: nodes are tokens, arcs the tree's relations and the
/// deep ones that link rules add. Rules read it in three passes (link, mark,
/// emit); the last leaves drafts, which become statements when all is known.
#ifndef QUERN_EXTRACT_RULE_RULE_MATCHER_H
#define QUERN_EXTRACT_RULE_RULE_MATCHER_H

#include "extract/rule/rule.h"
#include "extract/rule/rule_answer.h"
#include "extract/rule/rule_phrase.h"

/// Bounds of one sentence. What exceeds them is reported by the rule's name.
enum {
  LONGEST_SENTENCE = 2000, ///< tokens; longer ones are passed over
  MOST_WORK = 500 * 1000,  ///< of one rule: lines tried and arcs looked at
  MOST_ARCS_A_TOKEN = 24,
  MOST_DRAFTS = 2000,
  MOST_MARKS = 64, ///< of one token
  MOST_SCOPES = 200,
  MOST_OTHERS = 6 ///< further sources of "A, B and C said"
};

#define NO_RULE UINT32_MAX
#define NO_ARC UINT32_MAX

typedef struct {
  uint64_t traits; ///< see rule_trait()
  uint32_t head;
  uint32_t dependent;
  uint8_t label;
  bool is_bare; ///< without a subtype of the treebank
  uint8_t subtype_count;
  NameId subtypes[MOST_SUBTYPES];
  uint32_t rule;       ///< rank of the rule that added it; NO_RULE: of the tree
  uint32_t next_child; ///< next arc with the same head
  uint32_t next_parent; ///< next arc with the same dependent
} Arc;

/// What a capture stands for.
typedef struct {
  uint32_t token; ///< TOKEN_NONE: unbound
  uint32_t first; ///< tokens [first, end) of a span; equal: no span
  uint32_t end;
  Range range; ///< bytes of the document, of a text capture; empty: none
  const uint32_t *many; ///< tokens of an `every` capture
  uint32_t many_count;
} Binding;

typedef struct {
  Binding captures[MOST_CAPTURES];
  double softness; ///< factor of confidence: 0.8 for an unknown type
} Bindings;

/// A flag or role that a mark rule put on a token, or a fact's own role.
typedef struct Mark {
  const Rule *rule;
  const RoleTerm *role;
  const Bindings *bindings; ///< as they were, for a role
  Str name;                 ///< worked out
  struct Mark *next;
} Mark;

/// A token as rules see it.
typedef struct {
  NameId names[ATTRIBUTE_COUNT];
  Str word;  ///< in lower case
  Str lemma; ///< in lower case
  Str type;
  uint32_t mention;
  uint32_t first_child, last_child; ///< arcs
  uint32_t first_parent, last_parent;
  Label label; ///< of its relation in the tree
  Mark *marks, *last_mark;
  uint32_t mark_count;
  uint32_t stopped_by; ///< rank + 1 of the rule that claimed it
} Node;

/// An attribution: everything inside is somebody's.
typedef struct {
  TokenSet tokens; ///< the content
  uint32_t size;
  uint32_t head;                ///< the content's head
  uint32_t cue;                 ///< token; TOKEN_NONE
  uint32_t source;              ///< token; TOKEN_NONE
  uint32_t others[MOST_OTHERS]; ///< tokens: who says it, too
  uint32_t other_count;
  const Rule *rule;
  const Action *action;
  const Bindings *bindings;
  uint32_t attribution; ///< its index in the document
  uint32_t resumed_by;  ///< cue that ends what this one interrupts; TOKEN_NONE
  bool is_topic; ///< what is in it is spoken about: facts there are not said
} Scope;

/// A fact before marks and sources are known.
typedef struct {
  const Rule *rule;
  const Action *action;
  const Bindings *bindings;
  Part subject, predicate, object;
  uint32_t object_clause; ///< head of a clause that is the object
  uint32_t anchor;
  double confidence;
  Mark *roles, *last_role;
} Draft;

/// How far a rule came: for explain.
typedef struct {
  uint32_t reached; ///< 0: no token passed; n: line n stopped it
  uint32_t token;
  uint32_t matches;
  uint32_t sentences; ///< with a match
  uint32_t stamp;     ///< of the last of them
  bool was_rejected;  ///< by a `pred` line
} Trace;

struct RuleMatcher {
  const Rules *rules;
  Report *report;
  RegexMatcher *regexes;
  Arena *arena;    ///< of the sentence
  Arena *lasting;  ///< of the matcher
  Arena *made;     ///< the document's
  bool *told;      ///< by rank: a limit was reported in this document
  uint64_t *woken; ///< bits of ranks that words of the sentence woke
  uint32_t *first_candidate, *last_candidate; ///< by rank, if woken
  uint8_t **results; ///< by number of a costly test: results by token
  uint32_t *result_stamps;
  TokenSet *passing; ///< by number of a sequence's test: tokens that pass
  uint32_t *passing_stamps;
  uint32_t stamp;

  Answers answers; ///< of the document

  const RuleDocument *document;
  const Sentence *sentence;
  uint32_t sentence_index;
  uint32_t count; ///< tokens
  Node *nodes;
  uint64_t *children; ///< by token: bits of labels of its arcs to children
  uint64_t *parents;
  uint64_t *child_traits; ///< by token: of its arcs to children
  uint64_t *parent_traits;
  Arc *arcs;
  uint32_t arc_count, arc_capacity;
  uint64_t labels;     ///< bits of labels in the sentence
  uint64_t new_labels; ///< of arcs added in this round
  struct Candidate *candidates;
  uint32_t candidate_count, candidate_capacity;
  uint32_t *pool; ///< tokens: lists of bindings, used as a stack
  uint32_t pool_count, pool_capacity;
  uint32_t *seen; ///< by token: stamps of path searches
  uint32_t seen_stamp;
  bool is_plain;        ///< its runs of white space are single blanks
  TokenSet punctuation; ///< its tokens of punctuation
  const Quote **quotes; ///< by token: the one it stands in; NULL: there is none
  TokenSet quote_marks; ///< that begin or end them, if there are quotes
  Draft *drafts;
  uint32_t draft_count, draft_capacity;
  Scope *scopes;
  uint32_t scope_count, scope_capacity;
  Statement *statements;
  uint32_t statement_count, statement_capacity;
  Attribution *attributions;
  uint32_t attribution_count, attribution_capacity;
  Trace *traces;   ///< by rank; NULL unless explaining
  struct Run *run; ///< the rule at work
};

static inline bool rule_is_punct(const RuleMatcher *matcher, uint32_t token) {
  return matcher->sentence->tokens[token].upos == UPOS_PUNCT;
}

/// A token that may be the anchor of a rule; candidates of a rule are linked.
typedef struct Candidate {
  uint32_t token;
  uint32_t next; ///< 0: the last; else index + 1
} Candidate;

/// One rule at work.
typedef struct Run {
  RuleMatcher *matcher;
  const Rule *rule;
  uint32_t rank; ///< of the rule
  const ProgramRule *packed;
  Pass pass;
  uint32_t budget; ///< work left
  Bindings bindings;
} Run;

// rule_graph.c
void rule_graph_build(RuleMatcher *matcher);
/// Add a deep arc; false if it is there already or there are too many.
bool rule_graph_link(RuleMatcher *matcher, uint32_t head, uint32_t dependent,
                     uint8_t label, const Rule *rule);
static inline bool rule_arc_is_tree(const Arc *arc, TreeLabel label) {
  return arc->rule == NO_RULE && arc->label == label;
}
bool rule_label_matches(const Label *label, const Arc *arc);
/// Words of a token's preposition, marker or conjunction ("according to"),
/// `glue` between them; empty if it has none.
Str rule_graph_case(const RuleMatcher *matcher, uint32_t token, TreeLabel label,
                    char glue);

// rule_token.c
typedef enum { TEST_UNKNOWN, TEST_FAILS, TEST_PASSES, TEST_SOFT } TestResult;
/// Evaluate a test of the program on a token; NO_TEST always passes.
TestResult rule_token_test(RuleMatcher *matcher, uint32_t number,
                           uint32_t token);
/// The tokens that pass a test, worked out once a sentence.
TokenSet rule_token_tests(RuleMatcher *matcher, uint32_t number);

// rule_path.c
/// Has the token no arc that the step could take?
static inline bool rule_step_leads_nowhere(const RuleMatcher *matcher,
                                           const ProgramStep *step,
                                           uint32_t from) {
  const uint64_t *traits =
      step->is_up ? matcher->parent_traits : matcher->child_traits;
  return !(traits[from] & step->traits);
}
/// Push on the pool the tokens that a line's path leads to, each once; gives
/// their number. The caller takes them off again.
uint32_t rule_path_find(RuleMatcher *matcher, const ProgramLine *line,
                        uint32_t from);
void rule_pool_push(RuleMatcher *matcher, uint32_t token);

// rule_wake.c
/// Let all rules sleep.
void rule_wake_none(RuleMatcher *matcher);
/// Find the rules that words or labels of the sentence wake: link rules, or
/// (late) all others.
void rule_wake(RuleMatcher *matcher, bool is_late);

// rule_match.c
/// Get ready for a document, and match its sentences one by one.
void rule_matcher_begin(RuleMatcher *matcher, const RuleDocument *document,
                        Arena *arena);
void rule_match_sentence(RuleMatcher *matcher);
void rule_run_clear(Run *run); ///< unbind all captures
/// Go on with a rule whose anchor is bound, at a line.
void rule_solve(Run *run, uint32_t index);
/// Take work off a rule's budget; false, told once, if it is used up.
void rule_overspend(Run *run);
static inline bool rule_spend(RuleMatcher *matcher, uint32_t work) {
  Run *run = matcher->run;
  if (run->budget < work) {
    rule_overspend(run);
    return false;
  }
  run->budget -= work;
  return true;
}
/// Tell once a document that a rule exceeded a limit.
void rule_limit(RuleMatcher *matcher, const Rule *rule, const char *what);
/// The same if a match was given up.
void rule_limit_regex(RuleMatcher *matcher, const Rule *rule,
                      RegexResult result);

// rule_anchor.c
void rule_anchor_run(Run *run);

// rule_action.c
void rule_act(Run *run);

// rule_part.c
/// What is around an argument: words that belong to others.
typedef struct {
  const TokenSet *predicate; ///< NULL: none
  uint32_t verb;             ///< head of the predicate; TOKEN_NONE
  uint32_t other;            ///< head of the other argument; TOKEN_NONE
  bool with_case;            ///< keep its own preposition
  bool is_own; ///< the fact is about the name: leave out titles before it
} PartFrame;

/// Make the subject, object or role that terms stand for; false if a capture
/// is unbound.
bool rule_part_argument(const RuleMatcher *matcher, const Terms *terms,
                        const Bindings *bindings, const PartFrame *frame,
                        Part *part);
/// Make a predicate; `words`: its tokens.
bool rule_part_predicate(const RuleMatcher *matcher, const Rule *rule,
                         const Action *action, const Bindings *bindings,
                         TokenSet *words, Part *part);
/// The label of a term; false if it is unbound or empty.
bool rule_term_label(const RuleMatcher *matcher, const Term *term,
                     const Bindings *bindings, Str *label);

// rule_kind.c
/// Add the words of a kind: its head and its modifiers before it.
void rule_kind_add(const RuleMatcher *matcher, uint32_t head,
                   const Binding *modifiers, TokenSet *set);
/// What a kind is called: the lemma of its head behind its modifiers' words, in
/// lower case but for abbreviations; `modifiers` may be unbound.
Str rule_kind_label(const RuleMatcher *matcher, uint32_t head,
                    const Binding *modifiers);

// rule_explain.c
/// Write how a rule fared; the matcher has traces.
void rule_explain_rule(const RuleMatcher *matcher, const Rule *rule,
                       Output *output);

// rule_scope.c, rule_scope_add.c
/// Add what an attrib line says of a token; a cue has one scope for all.
void rule_scope_add(Run *run, const Action *action, const Bindings *bindings,
                    uint32_t token);
/// Fit the scopes to quotations and neighbours, and put the smallest first.
void rule_scope_finish(RuleMatcher *matcher);
void rule_set_add_all(TokenSet *set, const TokenSet *more);
/// All that is below a token, and itself.
TokenSet rule_set_below(const RuleMatcher *matcher, uint32_t token);
/// Remove a token and all below it, unless the phrase's head is there.
void rule_set_remove_below(const RuleMatcher *matcher, TokenSet *set,
                           uint32_t token, uint32_t head);
/// The first word of a set, marks left out; the number of tokens if it has
/// none.
uint32_t rule_set_first(const RuleMatcher *matcher, const TokenSet *set);
/// One behind the last word of a set; 0 if it is empty.
uint32_t rule_set_end(const RuleMatcher *matcher, const TokenSet *set);
/// The value of the role with a name; NULL if it is absent.
const Term *rule_role_value(const Action *action, const char *name);
/// The token of an action's role; TOKEN_NONE if it is absent or literal.
uint32_t rule_role_token(const Action *action, const Bindings *bindings,
                         const char *name);

// rule_who.c
/// Fill in who a scope's source is.
void rule_who_fill(const RuleMatcher *matcher, const Scope *scope,
                   Source *source);
/// Note that another one says the same in the same words, if a conjunction
/// joins the two ("the governor and the sheriff said").
void rule_who_join(const RuleMatcher *matcher, Scope *scope, uint32_t other);

// rule_trim.c
/// Take out of a content what its speaker or the narrator does beside it.
void rule_trim(const RuleMatcher *matcher, Scope *scope);

/// "Vowed to sell the port": is the content planned or demanded, no clause that
/// could hold or not?
bool rule_scope_is_deed(const RuleMatcher *matcher, const Scope *scope);

// rule_resume.c
/// Part the contents of two cues of one speaker, of which the first interrupts
/// what the last one ends: neither reports the other.
void rule_resume(RuleMatcher *matcher);
/// The cue that ends what the cue `token` interrupts; TOKEN_NONE if there is
/// none.
uint32_t rule_resume_cue(const RuleMatcher *matcher, uint32_t token);
/// Does a draft before this one say the same of the last cue?
bool rule_resume_repeats(const RuleMatcher *matcher, const Draft *draft);

// rule_quote.c
/// Find the quotations of the sentence's tokens.
void rule_quote_find(RuleMatcher *matcher);
/// The quotation that a token stands in; NULL if none.
const Quote *rule_quote_of(const RuleMatcher *matcher, uint32_t token);
bool rule_quote_holds(const RuleMatcher *matcher, const Quote *quote,
                      uint32_t token);
/// Let a scope hold the whole of quotations it reaches into, and no other
/// punctuation at its edges.
void rule_quote_fit(const RuleMatcher *matcher, Scope *scope);
/// Take the marks of all quotations out of a phrase.
void rule_quote_unmark(const RuleMatcher *matcher, TokenSet *set);
/// Let a phrase hold both marks of a quotation or none: the missing one is
/// added where it stands beside the phrase.
void rule_quote_pair(const RuleMatcher *matcher, TokenSet *set);
/// "The Norland Union (NU)": add the bracket that closes one in the set and
/// stands right behind it.
void rule_bracket_pair(const RuleMatcher *matcher, TokenSet *set);

// rule_astray.c

/// Does an arc's dependent hang in a phrase by the tree and belong to the verb?
/// "The ministry on Tuesday said", "told Reuters soldiers had fled".
bool rule_astray(const RuleMatcher *matcher, const Arc *arc);

// rule_source.c
/// Make the document's attributions of the sentence's scopes.
void rule_source_attributions(RuleMatcher *matcher);
/// How strong a flag is that says how a fact is held to be, and which modality
/// it means; 0: it says no such thing.
uint32_t rule_modality_strength(Str flag, Modality *modality);

// rule_context.c
/// Has a mark line given the token the flag?
bool rule_has_flag(const RuleMatcher *matcher, uint32_t token,
                   const char *flag);
/// Turn the sentence's drafts into statements.
void rule_context_finish(RuleMatcher *matcher);

#endif
