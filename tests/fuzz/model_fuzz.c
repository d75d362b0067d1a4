/// Fuzz target: the model file. Bytes are loaded twice, as they are and
/// without the checksum, which a fuzzer does not guess.
#include "extract/syntax/model_internal.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void touch(const Model *model) {
  Str bytes = model_section(model, STR("tokens"));
  volatile char last = bytes.length ? bytes.data[bytes.length - 1] : 0;
  (void)last;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char *bytes = aligned_alloc(64, (size + 64) / 64 * 64);
  if (!bytes) {
    return 0;
  }
  memcpy(bytes, data, size);
  Report *report = report_new();
  Model *model;
  if (model_load((Str){bytes, size}, STR("fuzz"), report, &model) ==
      STATUS_OK) {
    touch(model);
    model_free(model);
  }
  if (model_load_trusted((Str){bytes, size}, STR("fuzz"), report, &model) ==
      STATUS_OK) {
    touch(model);
    model_free(model);
  }
  report_free(report);
  free(bytes);
  return 0;
}
