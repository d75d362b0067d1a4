/// Index: the sets that each name is in, and the rules found by a set of words
/// or by a label.
#include "extract/rule/rule_compile.h"

static void add_name(Program *program, NameId name, uint32_t set) {
  program->sets[(size_t)name * program->set_words + set / 64] |= UINT64_C(1)
                                                                 << set % 64;
}

static void fill_sets(RuleLoader *loader) {
  Program *program = &loader->rules->program;
  program->set_count = map_count(loader->sets);
  program->set_words = program->set_count / 64 + 1;
  program->sets = ARENA_NEW(loader->arena, uint64_t,
                            ((size_t)map_count(loader->rules->names) + 1) *
                                program->set_words);
  for (uint32_t i = 0; i < program->set_count; i++) {
    const WordSet *set = map_entry(loader->sets, i)->pointer;
    for (uint32_t j = 0; j < set->count; j++) {
      const Value *value = &set->values[j];
      if (value->kind == VALUE_WORD) {
        add_name(program, value->name, i);
        continue;
      }
      for (uint32_t k = 0; value->members && k < value->members->count; k++) {
        add_name(program, value->members->names[k], i);
      }
    }
  }
}

/// Enter a rule in a posting: count it, or, if there is room, put it down.
static void post(Program *program, Posting *posting, const PostingEntry *entry,
                 bool has_room) {
  if (has_room) {
    program->entries[posting->first + posting->count] = *entry;
  }
  posting->count++;
}

/// Traits of which an anchor needs one among its arcs of a kind; or NO_TRAIT.
static uint64_t need_of(const Rule *rule, int where) {
  for (uint32_t i = 0; i < rule->need_count; i++) {
    if ((int)rule->needs[i].where == where) {
      return rule->needs[i].traits;
    }
  }
  return NO_TRAIT;
}

/// Parts of speech that pass a check, as bits by Upos; the bit UPOS_COUNT is
/// for tokens without one.
static uint32_t pos_of_check(const Rules *rules, const Check *check) {
  uint32_t bits = 0;
  if (check->kind == CHECK_OTHER || check->attribute != ATTRIBUTE_POS) {
    return UINT32_MAX;
  }
  for (uint32_t i = 0; i < check->condition->value_count; i++) {
    for (uint32_t upos = 0; upos < UPOS_COUNT; upos++) {
      bool is_one = rules->upos[upos] == check->condition->values[i].name;
      bits |= is_one ? UINT32_C(1) << upos : 0;
    }
  }
  return check->is_negated ? ~bits : bits;
}

/// Parts of speech that a rule's anchor may be.
static uint32_t pos_of_anchor(const Rules *rules, uint32_t number) {
  const Program *program = &rules->program;
  uint32_t bits = UINT32_MAX;
  for (uint32_t i = 0; number != NO_TEST && i < program->tests[number].count;
       i++) {
    bits &=
        pos_of_check(rules, &program->checks[program->tests[number].first + i]);
  }
  return bits;
}

static void add_key(Postings *postings, Attribute attribute, uint32_t set) {
  uint32_t word = set / 64;
  uint32_t *words = &postings->key_words[attribute];
  postings->keys[attribute][word] |= UINT64_C(1) << set % 64;
  *words = *words > word ? *words : word + 1;
}

/// Enter a rule under its words, or under all the labels of its key.
static void post_rule(Rules *rules, const Rule *rule, bool has_room) {
  Program *program = &rules->program;
  bool is_late = !rule->passes[PASS_LINK];
  Postings *postings = &program->postings[is_late];
  PostingEntry entry = {
      .rank = rule->rank,
      .child = NO_TRAIT,
      .parent = NO_TRAIT,
      .pos = pos_of_anchor(rules, program->rules[rule->rank].test)};
  if (is_late) { // all arcs are known when it is woken
    entry.child = need_of(rule, NEED_CHILD);
    entry.parent = need_of(rule, NEED_PARENT);
  }
  if (rule->key) {
    post(program, &postings->by_set[rule->key_set], &entry, has_room);
    add_key(postings, rule->key->attribute, rule->key_set);
    return;
  }
  uint64_t labels = rule->label_key ? rule->label_key->any : 0;
  for (; labels; labels &= labels - 1) {
    int label = __builtin_ctzll(labels);
    post(program,
         rule->label_key->where == NEED_CHILD ? &postings->by_child[label]
                                              : &postings->by_parent[label],
         &entry, has_room);
  }
}

/// Give counted postings their room.
static void make_room(Program *program, Posting *postings, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    postings[i].first = program->entry_count;
    program->entry_count += postings[i].count;
    postings[i].count = 0;
  }
}

static void post_rules(RuleLoader *loader, bool has_room) {
  const Rules *rules = loader->rules;
  for (uint32_t rank = 0; rank < rules->count; rank++) {
    post_rule(loader->rules, rules->by_rank[rank], has_room);
  }
}

void rule_index(RuleLoader *loader) {
  Program *program = &loader->rules->program;
  fill_sets(loader);
  for (int is_late = 0; is_late < 2; is_late++) {
    Postings *postings = &program->postings[is_late];
    postings->by_set =
        ARENA_NEW(loader->arena, Posting, program->set_count + 1);
    for (int attribute = 0; attribute <= ATTRIBUTE_LEMMA; attribute++) {
      postings->keys[attribute] =
          ARENA_NEW(loader->arena, uint64_t, program->set_words);
    }
  }
  post_rules(loader, false);
  for (int is_late = 0; is_late < 2; is_late++) {
    Postings *postings = &program->postings[is_late];
    make_room(program, postings->by_set, program->set_count);
    make_room(program, postings->by_child, MOST_LABELS);
    make_room(program, postings->by_parent, MOST_LABELS);
  }
  program->entries =
      ARENA_NEW(loader->arena, PostingEntry, program->entry_count + 1);
  post_rules(loader, true);
}
