#!/usr/bin/env python3
"""Render quern's statements as the tuples that open IE benchmarks compare.

usage: export.py QUERN SENTENCES.txt > SYSTEM.tsv

SENTENCES.txt has one sentence a line. Each line written is a tuple: sentence,
confidence, predicate, first argument, further arguments, parted by tabs.

The graph keeps facts binary and normalised; the benchmark wants them as the
sentence words them: all arguments of a verb in one tuple, auxiliaries and
negation in the predicate, whole noun phrases. So the facts of one verb and
subject are joined again here, and every part is read off the tree. What the
facts are is decided by the rules alone: nothing is added here.
"""
import bisect
import json
import os
import subprocess
import sys
import tempfile

from tree import Renderer, read_trees, subtree, trim

# A fact inside a report is annotated less often than the report: how often,
# confidence.py measures.
REPORTED = 0.65
# Roles whose clauses the benchmark gives tuples of their own.
OMITTED = {"count", "during", "despite", "reason", "condition"}


def find(tree, span):
    for token in tree.tokens:
        if token.begin <= span[0] < token.end:
            return token
    return None


def overlaps(token, spans):
    return any(b < token.end and token.begin < e for b, e in spans)


class Fact:
    """A statement with its parts found in the tree."""

    def __init__(self, statement, tree):
        self.statement = statement
        self.confidence = statement["confidence"]
        self.lemma = statement["predicate"].get("lemma", "")
        self.rule = statement.get("rule", {}).get("name", "")
        self.subject = self.locate(tree, statement.get("subject"))
        self.object = self.locate(tree, statement.get("object"))
        spans = statement["predicate"].get("range", [])
        covered = [t for t in tree.tokens if overlaps(t, spans)]
        inside = {t.index for t in covered}
        tops = [t for t in covered if t.head not in inside
                and t.relation not in ("case", "mark")]
        verbs = [t for t in tops if t.upos in ("VERB", "AUX")]
        copulas = [t for t in verbs if t.relation == "cop"]
        self.verb = (copulas or verbs or tops or [None])[0]
        self.roles = [(r["role"], self.locate(tree, r))
                      for r in statement.get("roles", [])]

    @staticmethod
    def locate(tree, part):
        if not part:
            return None
        if "head" in part:
            return find(tree, part["head"])
        if "range" not in part:
            return None
        inside = [t for t in tree.tokens if overlaps(t, part["range"])]
        marked = {t.index for t in inside}
        tops = [t for t in inside if t.head not in marked
                and t.upos != "PUNCT"]
        return tops[0] if tops else None


def is_prepositional(token):
    return any(c.relation == "case" for c in token.children) and \
        not any(c.relation == "cop" for c in token.children)


def case_of(token, tree):
    """The preposition's tokens; of a conjunct without one, its sibling's."""
    case = [t for c in token.children if c.relation == "case"
            for t in subtree(c)]
    if not case and token.relation == "conj":
        return case_of(tree.parent(token), tree)
    return sorted(case, key=lambda t: t.index)


def is_verbal(token):
    """Is a predicate's main token a verb, a copula, or has it one?"""
    return token.upos in ("VERB", "AUX") or \
        any(c.relation == "cop" for c in token.children)


def is_infinitive(token):
    return token.relation in ("advcl", "xcomp") and token.xpos == "VB" and \
        any(c.relation == "mark" and c.lemma == "to" for c in token.children)


def is_clausal(token):
    return any(c.relation in ("nsubj", "nsubj:pass", "cop", "mark", "aux",
                              "expl", "csubj") for c in token.children) or \
        token.relation in ("ccomp", "xcomp", "advcl") and token.upos == "VERB"


class Sentence:
    """Makes the tuples of one sentence."""

    def __init__(self, tree, text, facts):
        self.tree, self.facts = tree, facts
        self.render = Renderer(tree, text)
        self.tuples = {}

    def add(self, fact, predicate, arguments):
        arguments = [a for a in arguments if a]
        if not predicate or len(arguments) < 2:
            return  # the benchmark has next to no tuples of one argument
        confidence, rule = fact.confidence, fact.rule
        is_reported = fact.statement.get("modality") == "reported"
        if is_reported:
            confidence *= REPORTED
        key = (predicate,) + tuple(arguments)
        if confidence > self.tuples.get(key, (0, "", False))[0]:
            self.tuples[key] = (confidence, rule, is_reported)

    def words(self, tokens):
        return self.render.words(tokens)

    def argument(self, token, with_case=False, without=None):
        """A part as an argument: a noun phrase or a clause."""
        if token.relation == "nmod:poss":
            with_case = False
        if token.relation in ("ccomp", "csubj", "advcl", "xcomp") and \
                is_clausal(token) or token.relation == "parataxis":
            return self.words(self.render.clause(token))
        return self.words(self.render.phrase(token, with_case, without))

    def subject(self, token, verb=None):
        """A subject; participles that say the fact are not part of it."""
        parent = self.tree.parent(token)
        if token.relation == "nmod" and parent is not None and \
                parent.relation.startswith("nsubj") and \
                any(c.lemma == "of" for c in token.children):
            return self.argument(parent)           # three of the ten reactors
        return self.argument(token, without=verb)

    def make(self):
        groups, folded = {}, {}
        for fact in self.facts:
            if fact.subject is None:
                continue
            if fact.verb is None or not is_verbal(fact.verb):
                self.add_nominal(fact)
            elif fact.verb.relation == "cop" or fact.verb.upos != "VERB":
                self.add_copula(fact)
            else:
                key = (fact.verb.index, fact.subject.index)
                groups.setdefault(key, []).append(fact)
        for (verb, subject), facts in groups.items():
            parent = self.tree.parent(facts[0].verb)
            if facts[0].verb.relation == "xcomp" and \
                    (parent.index, subject) in groups:
                folded[parent.index, subject] = True
        for key, facts in groups.items():
            kept = [f for f in facts if not (
                key in folded and f.object is not None and
                f.object.relation == "xcomp")]
            if kept:
                self.add_verb(kept, groups)
            elif key not in folded:
                self.add_verb(facts, groups)

    def is_told_whole(self, fact):
        """Is "be minister of" told by "be the minister of trade" as well?"""
        return fact.object is not None and any(
            f is not fact and f.lemma == "be" and f.object is not None and
            f.subject is fact.subject and f.object.index == fact.object.head
            for f in self.facts)

    def add_nominal(self, fact):
        """Facts of noun phrases: their predicates are the rules' own words."""
        if self.is_told_whole(fact):
            return
        words = {"be": "be", "have": "has", "age": "be",
                 "alias": "be"}.get(fact.lemma, fact.lemma)
        if fact.object is None:
            return
        self.add(fact, words, [
            self.words(self.render.phrase(fact.subject, without=fact.object)),
            self.argument(fact.object, without=fact.subject)])

    def add_copula(self, fact):
        cop = fact.verb
        top = self.tree.parent(cop) if cop.relation == "cop" else cop
        if self.has_infinitive(top, fact.subject) or self.is_told_whole(fact):
            return
        words = self.copula(top, cop)
        arguments = [self.subject(fact.subject)]
        if fact.object is None:
            self.add(fact, self.words(words), arguments)
            return
        target = fact.object
        used = {fact.subject.index, target.index}
        if target is top and is_prepositional_predicate(top):
            words = words + case_of(top, self.tree)
        elif target is not top and fact.subject is not top and \
                cop.relation == "cop":
            # "be larger than": predicate word and preposition join.
            words = words + [top] + case_of(target, self.tree)
            words = sorted(set(words), key=lambda t: t.index)
        elif cop is top and is_prepositional(target):
            words = words + case_of(target, self.tree)
        phrase = self.render.phrase(target)
        covered = {t.index for t in phrase}
        arguments.append(self.words(trim([t for t in phrase
                                          if t not in words])))
        arguments += self.role_arguments([fact], used, covered)
        self.add(fact, self.words(words), arguments)

    @staticmethod
    def copula(top, cop):
        """Copula, auxiliaries and adverbs of the predicate word `top`."""
        inside = [c for c in top.children if c.relation in ("aux", "cop") or
                  c.relation == "advmod" and c.index < top.index and
                  (c.lemma in ("not", "never", "n't", "also", "still", "now",
                               "no") or
                   c.index > cop.index and top.upos != "ADJ")]
        return sorted(set(inside + [cop]), key=lambda t: t.index)

    def has_infinitive(self, top, subject):
        """Does an infinitive with that subject fold this adjective in?"""
        return top.upos == "ADJ" and any(
            f.verb is not None and f.subject is subject and
            f.verb.head == top.index and is_infinitive(f.verb)
            for f in self.facts)

    def role_arguments(self, facts, used, covered=()):
        found = {}
        for fact in facts:
            for name, token in fact.roles:
                if token is None or "." in name or name in OMITTED:
                    continue
                if token.index in used or token.index in covered:
                    continue
                found[token.index] = token
        return [self.role(found[i]) for i in sorted(found)]

    def role(self, token):
        if is_clausal(token):
            return self.words(trim([
                t for t in subtree(token)
                if not (t.head == token.index and t.relation == "cc")]))
        return self.argument(token, True)

    def predicate(self, verb, groups, subject):
        """Tokens of the verb group, governing verbs folded in."""
        words = self.render.group(verb)
        top, steps = verb, 0
        while steps < 4 and (top.relation == "xcomp" or is_infinitive(top)):
            parent = self.tree.parent(top)
            cop = [c for c in parent.children if c.relation == "cop"]
            if parent.upos == "ADJ" and cop:
                marks = [c for c in top.children if c.relation == "mark"]
                words = self.copula(parent, cop[0]) + [parent] + marks + words
                top, steps = parent, steps + 1
                continue
            if top.relation == "advcl" and any(
                    c.relation in ("obj", "xcomp", "ccomp", "cop")
                    for c in parent.children):
                break
            if (parent.index, subject) not in groups and \
                    not self.is_raising(parent, subject):
                break
            marks = [c for c in top.children if c.relation == "mark"]
            if parent.index > verb.index:
                break
            words = self.render.group(parent) + marks + words
            top, steps = parent, steps + 1
        needs_be = top.relation in ("acl", "advcl") and \
            verb is top and verb.xpos in ("VBN", "VBG") and \
            not any(c.relation in ("aux", "aux:pass") for c in verb.children)
        return sorted(set(words), key=lambda t: t.index), needs_be

    @staticmethod
    def is_raising(parent, subject):
        return any(c.index == subject and c.relation.startswith("nsubj")
                   for c in parent.children)

    def add_verb(self, facts, groups):
        verb, subject = facts[0].verb, facts[0].subject
        words, needs_be = self.predicate(verb, groups, subject.index)
        best = max(facts, key=lambda f: f.confidence)
        first = ["be"] if needs_be else []
        if subject.relation == "obl:agent" or (
                subject.relation == "conj" and
                self.tree.parent(subject).relation == "obl:agent"):
            self.add_passive(facts, words, first, best)
            return
        direct = [f for f in facts if f.object is not None and
                  not self.is_oblique(f.object, verb)]
        oblique = [f for f in facts if f.object is not None and
                   f not in direct]
        subject_words = self.subject(subject, verb)
        heads = {f.object.index for f in facts if f.object is not None}
        if direct:
            for fact in direct:
                used = {subject.index} | heads
                used -= {f.object.index for f in oblique}
                self.add(fact, " ".join(first + [self.words(words)]),
                         [subject_words, self.argument(fact.object)] +
                         self.role_arguments(facts, used) )
            return
        if not oblique:
            used = {subject.index}
            self.add(best, " ".join(first + [self.words(words)]),
                     [subject_words] + self.role_arguments(facts, used))
            return
        oblique.sort(key=lambda f: (f.object.index < verb.index,
                                    f.object.index))
        lead = oblique[0].object
        same = [f for f in oblique if f.object is lead or
                f.object.relation == "conj" and
                self.tree.parent(f.object) is lead]
        others = {f.object.index: f.object for f in oblique if f not in same}
        for fact in same:
            used = {subject.index} | {f.object.index for f in same}
            case = case_of(fact.object, self.tree)
            if fact.object.relation == "conj":
                case = case_of(lead, self.tree)
            predicate = first + [self.words(words), self.words(case)]
            arguments = [subject_words, self.argument(fact.object)]
            roles = self.role_arguments(facts, used | set(others))
            roles += [self.argument(t, True) for t in others.values()
                      if t.relation != "conj"]
            self.add(fact, " ".join(w for w in predicate if w),
                     arguments + roles)

    def add_passive(self, facts, words, first, best):
        agent = facts[0].subject
        for fact in facts:
            if fact.object is None:
                continue
            used = {agent.index, fact.object.index}
            if not first and fact.verb.relation in ("acl", "advcl"):
                first = ["be"]
            self.add(best, " ".join(first + [self.words(words), "by"]),
                     [self.subject(fact.object), self.argument(agent)] +
                     self.role_arguments(facts, used))

    def is_oblique(self, token, verb):
        top = token
        while top.relation == "conj":
            top = self.tree.parent(top)
        return top.relation.split(":")[0] in ("obl", "nmod") and \
            (is_prepositional(top) or is_prepositional(token))


def is_prepositional_predicate(top):
    return any(c.relation == "case" for c in top.children)


def render(lines, text, trees, statements):
    """Yield (sentence, confidence, rule, is_reported, tuple) in text order."""
    starts, offset = [], 0
    for line in lines:
        starts.append(offset)
        offset += len(line) + 2
    by_begin = {}
    for statement in statements:
        begin = statement["sentence"]["range"][0]
        by_begin.setdefault(begin, []).append(statement)
    for tree in trees:
        begin = tree.tokens[0].begin
        line = lines[bisect.bisect_right(starts, begin) - 1]
        facts = [Fact(s, tree) for s in by_begin.get(begin, [])]
        sentence = Sentence(tree, text, facts)
        sentence.make()
        for key, (confidence, rule, is_reported) in sentence.tuples.items():
            yield line, confidence, rule, is_reported, key


def extract(quern, path):
    """The tuples of a file of sentences; `quern` is the command's words."""
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    text = "".join(line + "\n\n" for line in lines)
    with tempfile.TemporaryDirectory() as folder:
        document = os.path.join(folder, "sentences.txt")
        with open(document, "w", encoding="utf-8") as file:
            file.write(text)

        def run(*command):
            return subprocess.run(quern + list(command) + [document],
                                  stdout=subprocess.PIPE,
                                  check=True).stdout.decode("utf-8")
        trees = read_trees(run("parse"), text)
        statements = [json.loads(line) for line in
                      run("extract", "-f", "jsonl").splitlines()]
        statements = [s for s in statements if s.get("kind") != "attribution"]
    return render(lines, text, trees, statements)


def main(arguments):
    for line, confidence, _, _, key in extract(arguments[1].split(),
                                               arguments[2]):
        print("\t".join((line, "%.3f" % confidence) + key))


if __name__ == "__main__":
    main(sys.argv)
