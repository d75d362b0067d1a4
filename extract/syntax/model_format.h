/// The model file's layout, shared by the reader and the writer; model.h
/// describes it.
#ifndef QUERN_EXTRACT_SYNTAX_MODEL_FORMAT_H
#define QUERN_EXTRACT_SYNTAX_MODEL_FORMAT_H

#include <stdint.h>

enum {
  MODEL_VERSION = 1,
  MODEL_ALIGNMENT = 64,   ///< of every section, in bytes
  MODEL_HEADER_SIZE = 32, ///< magic, version, count, length, checksum
  MODEL_NAME_SIZE = 16,
  MODEL_ENTRY_SIZE = 32, ///< name, offset, length
  MODEL_MAX_SECTIONS = 256
};

/// Places in the header, and in an entry.
enum {
  MODEL_AT_VERSION = 8,
  MODEL_AT_COUNT = 12,
  MODEL_AT_LENGTH = 16,
  MODEL_AT_CHECKSUM = 24,
  MODEL_AT_OFFSET = 16, ///< in an entry
  MODEL_AT_SIZE = 24    ///< in an entry
};

#define MODEL_MAGIC "QUERNMDL"

static inline uint64_t model_get_number(const char *bytes, int size) {
  uint64_t number = 0;
  for (int i = size - 1; i >= 0; i--) {
    number = number << 8 | (uint8_t)bytes[i];
  }
  return number;
}

static inline void model_put_number(char *bytes, int size, uint64_t number) {
  for (int i = 0; i < size; i++) {
    bytes[i] = (char)(number >> (8 * i) & 0xFF);
  }
}

#endif
