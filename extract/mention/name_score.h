/// Name score: how well the names that are found agree with a gold standard.
///
/// A name is right if its first and last token and its kind are (as in CoNLL
/// 2003; Tjong Kim Sang and De Meulder 2003). The joint figure counts persons,
/// places and organizations.
#ifndef QUERN_EXTRACT_MENTION_NAME_SCORE_H
#define QUERN_EXTRACT_MENTION_NAME_SCORE_H

#include "base/output.h"
#include "extract/mention/mention.h"
#include "extract/syntax/evaluate.h"

typedef struct {
  Score kinds[NAME_KINDS];
  Score all;   ///< persons, places and organizations
  Score spans; ///< the same, whatever their kinds
} NameScore;

/// The names among the mentions of one sentence, from `*next` on, which is
/// moved past them: those of known kind, and peoples ("the Russians").
NameSpans name_score_spans(const Mentions *knowledge, const MentionList *list,
                           uint32_t sentence, size_t *next, Arena *arena);

/// Count one sentence's names; both are in text order.
void name_score_add(NameScore *score, const NameSpans *gold,
                    const NameSpans *system);

/// Write the scores as a table, in percent; with `details` all kinds.
void name_score_write(Output *output, const NameScore *score, bool details);

#endif
