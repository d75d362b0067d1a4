/// Patterns: token sequences as regular expressions over bytes.
///
/// Each distinct token test of a sequence is one bit. Up to 8 tests, a token
/// is one byte; a test is the class of the 128 bytes that have its bit. With
/// more tests a token is several bytes of 7 tests each, the first of which has
/// the high bit, so that a match cannot begin inside a token.
#include "extract/rule/rule_compile.h"

enum { BITS_OF_ONE_BYTE = 8, BITS_OF_MORE = 7 };

/// The bit of a test, added if new; MOST_TESTS_OF_SEQ if there are too many.
static uint32_t bit_of(RuleLoader *loader, Rule *rule, TokenTest *test) {
  uint32_t number = rule_compile_test(loader, test);
  for (uint32_t i = 0; i < rule->bit_count; i++) {
    if (rule->bits[i] == number) {
      return i;
    }
  }
  if (rule->bit_count == MOST_TESTS_OF_SEQ) {
    return MOST_TESTS_OF_SEQ;
  }
  rule->bits[rule->bit_count] = number;
  return rule->bit_count++;
}

/// Give every test of the sequence its bit, definitions included.
static bool collect(RuleLoader *loader, Rule *rule, const Unit *units,
                    uint32_t count, uint32_t depth) {
  if (depth > DEEPEST_NESTING) {
    return false;
  }
  for (uint32_t i = 0; i < count; i++) {
    const Unit *unit = &units[i];
    TokenTest *test = unit->test;
    if (unit->kind == UNIT_DEFINITION && unit->defined) {
      test = unit->defined->test;
      if (!collect(loader, rule, unit->defined->sequence.units,
                   unit->defined->sequence.count, depth + 1)) {
        return false;
      }
    }
    if (test && bit_of(loader, rule, test) == MOST_TESTS_OF_SEQ) {
      return false;
    }
    if (!collect(loader, rule, unit->units, unit->unit_count, depth + 1)) {
      return false;
    }
  }
  return true;
}

static void write_byte(Output *output, uint32_t byte) {
  static const char digits[] = "0123456789abcdef";
  char text[] = {'\\', 'x', digits[byte / 16], digits[byte % 16]};
  output_write(output, (Str){text, sizeof text});
}

/// The class of bytes in [first, last] that have a bit.
static void write_class(Output *output, uint32_t bit, uint32_t first,
                        uint32_t last) {
  output_byte(output, '[');
  for (uint32_t byte = first; byte <= last; byte++) {
    if (byte >> bit & 1) {
      uint32_t end = byte;
      while (end < last && ((end + 1) >> bit & 1)) {
        end++;
      }
      write_byte(output, byte);
      output_byte(output, '-');
      write_byte(output, end);
      byte = end;
    }
  }
  output_byte(output, ']');
}

static void write_test(Output *output, const Rule *rule, uint32_t bit) {
  if (rule->width == 1) {
    write_class(output, bit, 0, 255);
    return;
  }
  uint32_t place = bit / BITS_OF_MORE;
  output_write(output, STR("(?:"));
  for (uint32_t i = 0; i < rule->width; i++) {
    if (i == place) {
      write_class(output, bit % BITS_OF_MORE, i ? 0 : 128, i ? 127 : 255);
    } else {
      output_write(output, i ? STR("[\\x00-\\x7f]") : STR("[\\x80-\\xff]"));
    }
  }
  output_byte(output, ')');
}

static void write_units(Output *output, RuleLoader *loader, Rule *rule,
                        const Unit *units, uint32_t count);

static void write_kind(Output *output, RuleLoader *loader, Rule *rule,
                       const Unit *unit) {
  const TokenTest *test = unit->test;
  switch (unit->kind) {
  case UNIT_OR:
    output_byte(output, '|');
    return;
  case UNIT_BEGIN:
    output_write(output, STR("\\A"));
    return;
  case UNIT_END:
    output_write(output, STR("\\z"));
    return;
  case UNIT_ANY:
    output_format(output, rule->width == 1 ? "." : "(?:[\\x80-\\xff].{%u})",
                  rule->width - 1);
    return;
  case UNIT_GROUP:
    output_format(output, "(%.*s", STR_ARG(unit->look));
    write_units(output, loader, rule, unit->units, unit->unit_count);
    output_byte(output, ')');
    return;
  case UNIT_DEFINITION:
    test = unit->defined ? unit->defined->test : NULL;
    if (unit->defined && unit->defined->is_sequence) {
      output_write(output, STR("(?:"));
      write_units(output, loader, rule, unit->defined->sequence.units,
                  unit->defined->sequence.count);
      output_byte(output, ')');
    }
    break;
  case UNIT_TEST:
    break;
  }
  for (uint32_t i = 0; test && i < rule->bit_count; i++) {
    if (rule->bits[i] == test->number) {
      write_test(output, rule, i);
    }
  }
}

static void write_units(Output *output, RuleLoader *loader, Rule *rule,
                        const Unit *units, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    const Unit *unit = &units[i];
    if (unit->capture != CAPTURE_NONE) {
      output_byte(output, '(');
      if (rule->group_count <= MOST_GROUPS) {
        rule->groups[rule->group_count] = unit->capture;
      }
      rule->group_count++;
    }
    write_kind(output, loader, rule, unit);
    output_write(output, unit->quantifier);
    if (unit->capture != CAPTURE_NONE) {
      output_byte(output, ')');
    }
  }
}

static bool may_be_absent(const Unit *unit) {
  return unit->quantifier.length && (strchr("?*", unit->quantifier.data[0]) ||
                                     str_starts(unit->quantifier, STR("{0")));
}

/// Tests that every match of the units contains.
static uint64_t required(const Rule *rule, const Unit *units, uint32_t count) {
  uint64_t bits = 0;
  for (uint32_t i = 0; i < count; i++) {
    const Unit *unit = &units[i];
    if (unit->kind == UNIT_OR) {
      return 0;
    }
    if (may_be_absent(unit)) {
      continue;
    }
    if (unit->kind == UNIT_GROUP && str_equal(unit->look, STR("?:"))) {
      bits |= required(rule, unit->units, unit->unit_count);
    }
    for (uint32_t bit = 0; unit->test && bit < rule->bit_count; bit++) {
      if (rule->bits[bit] == unit->test->number) {
        bits |= UINT64_C(1) << bit;
      }
    }
  }
  return bits;
}

static void too_many_groups(RuleLoader *loader, const Rule *rule) {
  rule_load_error(loader, rule->anchor_place,
                  "a pattern has at most %d captured groups", MOST_GROUPS);
}

void rule_pattern_compile(RuleLoader *loader, Rule *rule) {
  rule->bits = ARENA_NEW(loader->arena, uint32_t, MOST_TESTS_OF_SEQ);
  if (!collect(loader, rule, rule->sequence.units, rule->sequence.count, 0)) {
    rule_load_error(loader, rule->anchor_place,
                    "a sequence has at most %d different tests and %d levels",
                    MOST_TESTS_OF_SEQ, DEEPEST_NESTING);
    return;
  }
  bool is_narrow = rule->bit_count <= BITS_OF_ONE_BYTE;
  rule->width =
      is_narrow ? 1 : (rule->bit_count + BITS_OF_MORE - 1) / BITS_OF_MORE;
  rule->required = required(rule, rule->sequence.units, rule->sequence.count);
  rule->groups[0] = CAPTURE_NONE;
  rule->group_count = 1;
  Output *output = loader->scratch;
  output_clear(output);
  write_units(output, loader, rule, rule->sequence.units, rule->sequence.count);
  Str message;
  size_t offset;
  rule->regex = regex_compile(output_text(output), REGEX_BYTES, loader->arena,
                              &message, &offset);
  if (!rule->regex) {
    rule_load_error(loader, rule->anchor_place, "bad sequence: %.*s",
                    STR_ARG(message));
  } else if (rule->group_count > MOST_GROUPS + 1) {
    too_many_groups(loader, rule);
  }
}

/// Bind a named group as a capture.
static bool bind_group(RuleLoader *loader, Rule *rule, Str name,
                       uint32_t group) {
  if (name.data[0] < 'A' || name.data[0] > 'Z') {
    rule_load_error(loader, rule->pattern.place,
                    "the group '%.*s' must begin with a capital, as captures "
                    "do",
                    STR_ARG(name));
    return false;
  }
  if (rule->capture_count == MOST_CAPTURES || group > MOST_GROUPS) {
    too_many_groups(loader, rule);
    return false;
  }
  rule->groups[group] = (int8_t)rule->capture_count;
  rule->captures[rule->capture_count++].name =
      (Word){arena_copy(loader->arena, name), rule->pattern.place};
  return true;
}

bool rule_pattern_text(RuleLoader *loader, Rule *rule) {
  Str message;
  size_t offset;
  rule->regex = regex_compile(rule->pattern.text, REGEX_TEXT, loader->arena,
                              &message, &offset);
  if (!rule->regex) {
    Place place = rule->pattern.place;
    place.begin += (uint32_t)offset;
    rule_load_error(loader, place, "bad regular expression: %.*s",
                    STR_ARG(message));
    return false;
  }
  for (uint32_t i = 0; i <= MOST_GROUPS; i++) {
    rule->groups[i] = CAPTURE_NONE;
  }
  rule->group_count = MOST_GROUPS + 1;
  for (uint32_t i = 0; i < regex_group_count(rule->regex); i++) {
    uint32_t group;
    Str name = regex_group(rule->regex, i, &group);
    if (!bind_group(loader, rule, name, group)) {
      return false;
    }
  }
  if (!rule->capture_count) {
    rule_load_error(loader, rule->pattern.place,
                    "the pattern has no named group (?<X>...)");
    return false;
  }
  return true;
}
