/// The settings of trainings.
#include "extract/train/parser_train.h"

ParserTraining parser_training_default(void) {
  return (ParserTraining){
      .sizes = {.width = 256,
                .layers = 4,
                .embedding = 112,
                .arc = 160,
                .relation = 128},
      .noise = {.dropout = 0.42f,
                .embedding = 0.15f,
                .word = 0.3f,
                .smoothing = 0,
                .teaching = 0.5f},
      .epochs = 45,
      .batch_words = 600,
      .rate = 2e-3f,
      .seed = 1,
      .teachers = 2,
      .teacher_epochs = 22,
      .shares = {.named = 0.4f,
                 .name = 0.7f,
                 .pronoun = 0.1f,
                 .verb = 0.06f,
                 .british = 0.2f,
                 .quotes = 0.4f,
                 .title = 0.015f,
                 .capitals = 0.005f,
                 .cropped = 0.15f,
                 .grafted = 0.2f},
  };
}

ParserTraining parser_training_further(const Network *base) {
  ParserTraining training = parser_training_default();
  training.base = base;
  training.epochs = 12;
  training.rate = 5e-4f;
  training.teachers = 0;
  return training;
}

void parser_training_prune(ParserTraining *training, float zeros) {
  training->zeros = zeros;
  if (zeros > 0 && training->base) { // small steps lose twice as much
    training->rate = 1.5e-3f;
    training->noise.dropout = 0.33f;
  }
}
