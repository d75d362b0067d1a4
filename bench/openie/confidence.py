#!/usr/bin/env python3
"""Measure how often each rule's tuples are right; set the rules' confidence.

usage: confidence.py [--quern COMMAND] [--write] [--half 0|1] SHARED/openie

A tuple's precision is the share of its words that the gold tuple has to which
the scorer pairs it (greedy, one to one), 0 without a partner. A rule's
confidence is the mean over its tuples, smoothed: WEIGHT tuples as good as
those of its file's rules are added to it, so that what is seen rarely is not
believed to be perfect or worthless. Printed: rules by tuples seen, then the
scores with confidences that were estimated by cross-validation, each sentence
scored with those of the other folds. --write puts the confidences into the
rule files. --half looks at every second sentence only.
"""
import argparse
import os
import re
import sys
from collections import defaultdict

import export

WEIGHT = 6
FOLDS = 10
RULES = os.path.join(os.path.dirname(__file__),
                     "../../extract/rule/english")
RULE = re.compile(r"^(rule ([\w-]+)\b[^:#]*?)conf (\d*\.?\d+)")


class Seen:
    """A tuple with its rule, sentence and measured precision."""

    def __init__(self, row, fold):
        self.line, _, self.rule, self.is_reported, self.parts = row
        self.fold = fold
        self.precision = 0.0


def pair(scorer, golds, seen):
    """Give the tuples of one sentence the precision of their gold partner."""
    tuples = [scorer.Tuple(s.parts[0], s.parts[1:]) for s in seen]
    pairs = sorted(((scorer.pair_score(g, t)[0], -i, -j)
                    for i, g in enumerate(golds)
                    for j, t in enumerate(tuples)), reverse=True)
    rows, columns = set(), set()
    for precision, i, j in pairs:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            seen[-j].precision = precision


def rule_files():
    """{rule name: file} of the shipped rules."""
    files = {}
    for name in sorted(os.listdir(RULES)):
        if name.endswith(".rules"):
            for line in open(os.path.join(RULES, name), encoding="utf-8"):
                found = RULE.match(line)
                if found:
                    files[found.group(2)] = name
    return files


def mean(values, of, weight):
    """The mean of values and of `weight` more that are worth `of`."""
    return (sum(values) + weight * of) / (len(values) + weight)


def estimate(seen, files):
    """{rule: confidence} from the tuples that nobody reports."""
    plain = [s for s in seen if not s.is_reported]
    all_mean = mean([s.precision for s in plain], 0.5, 1)
    by_file, by_rule = defaultdict(list), defaultdict(list)
    for s in plain:
        by_file[files.get(s.rule)].append(s.precision)
        by_rule[s.rule].append(s.precision)
    file_mean = {f: mean(v, all_mean, WEIGHT) for f, v in by_file.items()}
    default = {r: file_mean.get(f, all_mean) for r, f in files.items()}
    return {r: mean(by_rule.get(r, []), default[r], WEIGHT) for r in files}


def estimate_reported(seen, confidence):
    """How much less often the tuples are annotated that somebody reports."""
    reported = [s for s in seen if s.is_reported]
    expected = sum(confidence.get(s.rule, 0.5) for s in reported)
    return mean([s.precision for s in reported], 0.5, 1) * len(reported) / \
        max(1, expected)


def report(seen, gold, scorer, files):
    """Scores with confidences estimated on the other folds."""
    system = defaultdict(list)
    for fold in range(FOLDS):
        others = [s for s in seen if s.fold != fold]
        confidence = estimate(others, files)
        factor = estimate_reported(others, confidence)
        for s in seen:
            if s.fold == fold:
                # Two digits, as the rule files have them.
                value = round(confidence.get(s.rule, 0.5), 2)
                system[scorer.key(s.line)].append(scorer.Tuple(
                    s.parts[0], s.parts[1:],
                    value * factor if s.is_reported else value))
    result, _ = scorer.score(gold, system)
    print("cross-validated: P %.4f  R %.4f  F1 %.4f  AUC %.4f at %.2f; "
          "all: P %.4f R %.4f F1 %.4f" %
          (result["P"], result["R"], result["F1"], result["AUC"],
           result["at"], *result["all"]))


def write(confidence, counts):
    for name in sorted(os.listdir(RULES)):
        path = os.path.join(RULES, name)
        if not name.endswith(".rules"):
            continue
        lines = open(path, encoding="utf-8").read().split("\n")
        for i, line in enumerate(lines):
            found = RULE.match(line)
            if found and counts.get(found.group(2)):
                value = "%.2f" % confidence[found.group(2)]
                lines[i] = line[:found.start(3)] + value.rstrip("0") + \
                    line[found.end(3):]
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--quern", default="build/quern")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--half", type=int)
    options = parser.parse_args()
    sys.path.insert(0, options.folder)
    import score as scorer
    gold = scorer.load(os.path.join(options.folder, "gold.tsv"), True)
    path = os.path.join(options.folder, "sentences.txt")
    order = {}
    for line in open(path, encoding="utf-8"):
        order.setdefault(line.rstrip("\n"), len(order))
    if options.half is not None:
        kept = {scorer.key(l) for l, n in order.items()
                if n % 2 == options.half}
        gold = {k: v for k, v in gold.items() if k in kept}
    seen, by_line = [], defaultdict(list)
    for row in export.extract(options.quern.split(), path):
        if scorer.key(row[0]) in gold:
            s = Seen(row, order[row[0]] // 2 % FOLDS)
            seen.append(s)
            by_line[s.line].append(s)
    for line, some in by_line.items():
        pair(scorer, gold[scorer.key(line)], some)
    files = rule_files()
    confidence, counts = estimate(seen, files), defaultdict(list)
    for s in seen:
        counts[s.rule].append(s.precision)
    for rule, values in sorted(counts.items(), key=lambda c: -len(c[1])):
        print("%4d  mean %.2f  conf %.2f  %s" % (
            len(values), sum(values) / len(values),
            confidence.get(rule, 0), rule))
    print("reported: times %.2f" % estimate_reported(seen, confidence))
    report(seen, gold, scorer, files)
    if options.write:
        write(confidence, counts)


if __name__ == "__main__":
    main()
