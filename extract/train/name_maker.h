/// Name maker: names that nobody has, made of halves of names.
#ifndef QUERN_EXTRACT_TRAIN_NAME_MAKER_H
#define QUERN_EXTRACT_TRAIN_NAME_MAKER_H

#include "base/arena.h"
#include "extract/train/random.h"

typedef struct NameMaker NameMaker;

/// A maker of names out of `names` (borrowed): ASCII letters, the first one in
/// upper case, at least three.
NameMaker *name_maker_new(Arena *arena, const Str *names, size_t count);

/// Make a name to stand for `name`, in its case: the beginning of one name and
/// the end of another, or a few capitals for an acronym. The same random
/// numbers give the same name. Gives `name` itself without names to make it of.
Str name_maker_make(const NameMaker *maker, Random *random, Str name,
                    Arena *arena);

#endif
