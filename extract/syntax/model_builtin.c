/// The model built into the program: the file MODEL of the Makefile.
#include "extract/syntax/model.h"

#include "base/embed.h"
#include "extract/syntax/model_internal.h"

#include <stdio.h>
#include <stdlib.h>

#ifndef QUERN_MODEL
#define QUERN_MODEL "model/english.model"
#endif

EMBED_FILE("quern_model_begin", "quern_model_end", QUERN_MODEL);

extern const char quern_model_begin[] __attribute__((visibility("hidden")));
extern const char quern_model_end[] __attribute__((visibility("hidden")));

Str model_builtin_bytes(void) {
  return (Str){quern_model_begin, (size_t)((uintptr_t)quern_model_end -
                                           (uintptr_t)quern_model_begin)};
}

Model *model_builtin(void) {
  Report *report = report_new();
  Model *model = NULL;
  Status status = model_load_trusted(model_builtin_bytes(), STR("(built in)"),
                                     report, &model);
  report_free(report);
  if (status != STATUS_OK) {
    fputs("quern: the program was built with a broken model\n", stderr);
    exit(STATUS_FAILED);
  }
  return model;
}
