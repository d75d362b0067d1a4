/// Prune: training a network to do without most blocks of its largest
/// matrices, which the kernel then leaves out.
#ifndef QUERN_EXTRACT_TRAIN_PRUNE_H
#define QUERN_EXTRACT_TRAIN_PRUNE_H

#include "extract/train/learner.h"

/// Which blocks are zero so far.
typedef struct Prune Prune;

/// Begin with the blocks that are zero already. `share` of all will be in the
/// end. `learner` is borrowed.
Prune *prune_new(Arena *arena, Learner *learner, float share);

/// Make the blocks that matter least zero, of all these matrices together: more
/// and more of them while `done`, the share of training that is over, grows to
/// one half. To be called after each step of the optimizer.
void prune_step(Prune *prune, float done);

#endif
