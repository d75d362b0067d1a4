#!/usr/bin/env python3
"""Give the names of a treebank to nobody: unknown_names.py < IN > OUT

Replaces the forms of proper names (NNP of ASCII letters, capitalized) of a
CoNLL-U file by names made of syllables, the same one all over the file, so that
`quern eval parse` shows how the parser reads text about people and companies
that it has never heard of. Words that are also common words in the file, and
months and the like, are kept. Training makes its names in another way.
"""
import random
import re
import sys

ONSETS = "b br d dr f fl g gr h j k kl kr l m n p pr r s sk sl st sv t tr v z th sh".split()
VOWELS = "a a a e e i i o o u y ae ei ia au".split()
CODAS = "- - - - n r l s k m t nd rk lm sk x v ng st rn".split()
KEPT = "extract/train/english/variations.txt"


def invent(draw):
    syllables = draw.choice((1, 2, 2, 2, 3))
    parts = [draw.choice(ONSETS) + draw.choice(VOWELS) + draw.choice(CODAS) for _ in range(syllables)]
    name = "".join(parts).replace("-", "")
    return name.capitalize() if len(name) > 2 else name.capitalize() + "rn"


def main():
    kept = set()
    for line in open(KEPT, encoding="utf-8"):
        words = line.split()
        if words and words[0] == "keep":
            kept.update(word.lower() for word in words[1:])
    lines = [line for line in sys.stdin.read().split("\n") if not line.startswith("# text")]
    rows = [line.split("\t") for line in lines]
    for row in rows:
        if len(row) == 10 and row[3] != "PROPN":
            kept.add(row[1].lower())
    draw = random.Random(1)
    made = {}
    for row in rows:
        if len(row) == 10 and row[0].isdigit() and row[3:5] == ["PROPN", "NNP"]:
            form = row[1]
            if not re.fullmatch("[A-Z][A-Za-z]+", form) or form.lower() in kept:
                continue
            if form not in made:
                name = invent(draw)
                if form.isupper():
                    name = name.upper()[: len(form)] if len(form) < 5 else name.upper()
                made[form] = name
            if row[2].lower() == form.lower():
                row[2] = made[form]
            row[1] = made[form]
    print("\n".join("\t".join(row) for row in rows), end="")


main()
