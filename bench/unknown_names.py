#!/usr/bin/env python3
"""Treebanks whose names nobody knows.

    unknown_names.py < IN.conllu > OUT.conllu
    unknown_names.py --pasts > OUT.conllu

Replaces the forms of proper names (NNP of ASCII letters, capitalized) of a
CoNLL-U file by names made of syllables, the same one all over the file, so that
`quern eval parse` shows how the parser reads text about people and companies
that it has never heard of. Words that are also common words in the file, and
months and the like, are kept. Training makes its names in another way.

With --pasts: three short sentences for each irregular verb whose past is not
its base form, "NAME stole files.", "NAME said NAME stole shares.", "The report
says NAME stole money in NAME."
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


def pasts():
    draw = random.Random(7)
    for line in open("extract/train/english/irregular.txt", encoding="utf-8"):
        words = line.split()
        if not words or words[0] != "verb" or words[1] in ("be", "have", "do"):
            continue
        past = words[2].split("/")[0]
        if past == words[1]:
            continue
        verb = past + " VERB VBD"
        a, b, c, d, e = [invent(draw) + " PROPN NNP" for _ in range(5)]
        say([a + " 2 nsubj", verb + " 0 root", "files NOUN NNS 2 obj", ". PUNCT . 2 punct"])
        say([b + " 2 nsubj", "said VERB VBD 0 root", c + " 4 nsubj", verb + " 2 ccomp",
             "shares NOUN NNS 4 obj", ". PUNCT . 2 punct"])
        say(["The DET DT 2 det", "report NOUN NN 3 nsubj", "says VERB VBZ 0 root",
             d + " 5 nsubj", verb + " 3 ccomp", "money NOUN NN 5 obj", "in ADP IN 8 case",
             e + " 5 obl", ". PUNCT . 3 punct"])


def say(tokens):
    for number, token in enumerate(tokens, 1):
        form, upos, xpos, head, relation = token.split()
        print(number, form, form, upos, xpos, "_", head, relation, "_", "_", sep="\t")
    print()


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


if "--pasts" in sys.argv:
    pasts()
else:
    main()
