/// Model: the trained file, a container of named sections.
///
/// Layout, all numbers little-endian: magic "QUERNMDL", u32 version, u32
/// section count, u64 length of the file, u64 checksum (str_hash of all bytes
/// after the header), then one entry a section (name of 16 bytes padded with
/// NUL, u64 offset, u64 length), then the sections, each aligned to 64 bytes.
#ifndef QUERN_EXTRACT_SYNTAX_MODEL_H
#define QUERN_EXTRACT_SYNTAX_MODEL_H

#include "base/report.h"

typedef struct Model Model;

/**
   Load a model from bytes.

   @param bytes   Borrowed: must outlive the model. Aligned to 64.
   @param path    Name to show in messages.
   @param[out] model  Free with model_free(). NULL on failure.
   @return STATUS_OK or STATUS_BAD_SETUP (reported).
*/
MUST_CHECK Status model_load(Str bytes, Str path, Report *report,
                             Model **model);

/// Map a model file and load it. As model_load(); also STATUS_FAILED.
MUST_CHECK Status model_open(const char *path, Report *report, Model **model);

/// The model built into the program; never NULL, free with model_free().
Model *model_builtin(void);

void model_free(Model *model); ///< NULL is allowed

/// The bytes of a section, aligned to 64, alive as long as the model's bytes;
/// an empty view if the model has no such section.
Str model_section(const Model *model, Str name);

/// Write a model file of the given sections, in that order.
typedef struct {
  Str name; ///< at most 15 bytes
  Str bytes;
} ModelSection;

/// The bytes of a model file of the given sections, in that order.
Str model_build(Arena *arena, const ModelSection *sections, size_t count);

/// Write such a file. STATUS_OK or STATUS_FAILED (reported).
MUST_CHECK Status model_write(const char *path, const ModelSection *sections,
                              size_t count, Report *report);

#endif
