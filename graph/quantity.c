/// Quantity: a normalised number with bounds, total or unit.
#include "graph/quantity.h"

#include "base/builtin.h"
#include "graph/lexical.h"

#include <inttypes.h>
#include <stdlib.h>

/// What signs make of a number, longest first.
static const struct {
  const char *sign;
  const char *words;
} signs[] = {{">=", "at least "},
             {"<=", "at most "},
             {"~", "about "},
             {">", "more than "},
             {"<", "less than "}};

enum { SIGN_COUNT = sizeof signs / sizeof *signs };

/// Cut a decimal number off; false if none is there.
static bool take_number(Str *rest, Str *number) {
  size_t end = rest->length > 0 && rest->data[0] == '-' ? 1 : 0;
  size_t digits = 0;
  for (; end < rest->length; end++) {
    char byte = rest->data[end];
    bool is_digit = byte >= '0' && byte <= '9';
    bool is_point = byte == '.' && end + 1 < rest->length &&
                    rest->data[end + 1] >= '0' && rest->data[end + 1] <= '9';
    if (!is_digit && !is_point) {
      break;
    }
    digits += is_digit;
  }
  *number = str_slice(*rest, 0, end);
  *rest = str_slice(*rest, end, rest->length);
  return digits > 0 && lexical_datatype(*number).length > 0;
}

/// Cut off what the text begins with; false if it does not.
static bool take(Str *rest, Str begin) {
  bool is_there = str_starts(*rest, begin);
  if (is_there) {
    *rest = str_slice(*rest, begin.length, rest->length);
  }
  return is_there;
}

static void take_sign(Str *rest, Str *sign) {
  for (size_t i = 0; i < SIGN_COUNT; i++) {
    if (take(rest, str_from(signs[i].sign))) {
      *sign = str_from(signs[i].sign);
      return;
    }
  }
}

static bool is_zero(Str number) {
  for (size_t i = 0; i < number.length; i++) {
    if (number.data[i] >= '1' && number.data[i] <= '9') {
      return false;
    }
  }
  return true;
}

bool quantity_read(Str value, Quantity *quantity) {
  *quantity = (Quantity){.is_ratio = false};
  Str rest = value;
  take_sign(&rest, &quantity->sign);
  if (!take_number(&rest, &quantity->low)) {
    return false;
  }
  if (take(&rest, STR(".."))) {
    if (!take_number(&rest, &quantity->high)) {
      return false;
    }
  } else {
    quantity->is_ratio = take(&rest, STR("/"));
    if ((quantity->is_ratio || take(&rest, STR(" of "))) &&
        (!take_number(&rest, &quantity->whole) || is_zero(quantity->whole))) {
      return false;
    }
  }
  if (take(&rest, STR(" "))) {
    quantity->unit = rest;
  } else if (rest.length > 0) {
    return false;
  }
  return value.length > quantity->low.length;
}

Str quantity_label(Arena *arena, const Quantity *quantity) {
  Str words = STR("");
  for (size_t i = 0; i < SIGN_COUNT; i++) {
    if (str_equal(quantity->sign, str_from(signs[i].sign))) {
      words = str_from(signs[i].words);
    }
  }
  Str link = quantity->high.length > 0    ? STR(" to ")
             : quantity->is_ratio         ? STR("/")
             : quantity->whole.length > 0 ? STR(" of ")
                                          : STR("");
  bool is_percent = str_equal(quantity->unit, STR("%"));
  return ARENA_JOIN(arena, words, quantity->low, link, quantity->high,
                    quantity->whole,
                    quantity->unit.length > 0 ? STR(" ") : STR(""),
                    is_percent ? STR("percent") : quantity->unit);
}

/// A number without its minus as millionths; false if it is too large.
static bool read_millionths(Str number, int64_t *millionths) {
  enum { DECIMALS = 6, MOST_DIGITS = 12 };
  int decimals = -1;
  size_t digits = 0;
  *millionths = 0;
  for (size_t i = 0; i < number.length && decimals < DECIMALS; i++) {
    if (number.data[i] == '.') {
      decimals = 0;
    } else if (number.data[i] >= '0') {
      *millionths = *millionths * 10 + (number.data[i] - '0');
      decimals += decimals >= 0;
      if (++digits > MOST_DIGITS) {
        return false;
      }
    }
  }
  for (int i = decimals < 0 ? 0 : decimals; i < DECIMALS; i++) {
    *millionths *= 10;
  }
  return true;
}

Str quantity_ratio(Arena *arena, const Quantity *quantity) {
  int64_t part;
  int64_t whole;
  if (!read_millionths(quantity->low, &part) ||
      !read_millionths(quantity->whole, &whole) || whole == 0 ||
      part > INT64_MAX / 1000000 / 2) {
    return STR("");
  }
  int64_t ratio = (part * 1000000 + whole / 2) / whole;
  Str text = arena_format(arena, "%" PRId64 ".%06" PRId64, ratio / 1000000,
                          ratio % 1000000);
  while (text.data[text.length - 1] == '0' &&
         text.data[text.length - 2] != '.') {
    text.length--;
  }
  return text;
}

Str quantity_unit_code(const Quantity *quantity) {
  Str rest = builtin_find(STR("graph/units.txt"));
  while (rest.length > 0) {
    Str line = str_cut(&rest, '\n');
    Str unit = str_cut(&line, ' ');
    if (line.length > 0 && str_equal(unit, quantity->unit)) {
      return line;
    }
  }
  return STR("");
}

Str quantity_currency(const Quantity *quantity) {
  bool is_code = quantity->unit.length == 3;
  for (size_t i = 0; i < quantity->unit.length; i++) {
    is_code &= quantity->unit.data[i] >= 'A' && quantity->unit.data[i] <= 'Z';
  }
  return is_code ? quantity->unit : STR("");
}
