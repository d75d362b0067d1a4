/// Lists: lines and words of the trainers' data files.
#include "extract/train/list.h"

Str list_take_line(Str *text) {
  const char *end = memchr(text->data, '\n', text->length);
  size_t length = end ? (size_t)(end - text->data) : text->length;
  Str line = str_slice(*text, 0, length);
  *text = str_slice(*text, end ? length + 1 : length, text->length);
  return line.length && line.data[0] == '#' ? STR("") : line;
}

Str list_take_word(Str *line) {
  size_t begin = 0;
  while (begin < line->length && (uint8_t)line->data[begin] <= ' ') {
    begin++;
  }
  size_t end = begin;
  while (end < line->length && (uint8_t)line->data[end] > ' ') {
    end++;
  }
  Str word = str_slice(*line, begin, end);
  *line = str_slice(*line, end, line->length);
  return word;
}
