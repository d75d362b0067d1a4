"""Parsed sentences, and the words that belong to a token's phrase."""

# Relations that end a noun phrase: clauses and second names.
CUT = {"acl:relcl", "appos", "parataxis", "advcl", "advcl:relcl", "discourse",
       "vocative", "punct:end", "dislocated", "list"}
# What a predicate noun or a verb's dependent does not take with it.
CLAUSE = {"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "aux",
          "aux:pass", "cop", "mark", "expl", "advcl", "parataxis", "discourse",
          "vocative", "cc", "conj", "punct", "orphan"}
VERBAL = {"aux", "aux:pass", "cop", "compound:prt"}
class Token:
    def __init__(self, columns):
        self.form, self.lemma = columns[1], columns[2]
        self.upos, self.xpos = columns[3], columns[4]
        self.head, self.relation = int(columns[6]) - 1, columns[7]
        self.children = []
        self.begin = self.end = 0


class Tree:
    """One parsed sentence; tokens know their place in the document."""

    def __init__(self, lines):
        self.tokens = [Token(line.split("\t")) for line in lines
                       if line[0] != "#" and
                       line.split("\t")[0].isdigit()]
        for i, token in enumerate(self.tokens):
            token.index = i
            if token.head >= 0:
                self.tokens[token.head].children.append(token)

    def locate(self, text, offset):
        for token in self.tokens:
            offset = text.index(token.form, offset)
            token.begin, token.end = offset, offset + len(token.form)
            offset = token.end
        return offset

    def parent(self, token):
        return self.tokens[token.head] if token.head >= 0 else None


def read_trees(conllu, text):
    trees, offset = [], 0
    for block in conllu.split("\n\n"):
        if block.strip():
            tree = Tree(block.strip("\n").split("\n"))
            offset = tree.locate(text, offset)
            trees.append(tree)
    return trees


def subtree(token, skip=lambda t: False):
    """The token and all below it but what `skip` cuts off."""
    found, stack = [], [token]
    while stack:
        top = stack.pop()
        found.append(top)
        stack += [c for c in top.children if not skip(c)]
    return sorted(found, key=lambda t: t.index)


def trim(tokens):
    while tokens and tokens[0].upos == "PUNCT" and \
            tokens[0].form not in ("``", "“", '"', "(", "-LRB-", "$"):
        tokens = tokens[1:]
    while tokens and tokens[-1].upos == "PUNCT" and \
            tokens[-1].form not in ("''", "”", '"', ")", "-RRB-", "'"):
        tokens = tokens[:-1]
    return tokens


def is_after_comma(token):
    return any(c.upos == "PUNCT" and c.index < token.index and
               c.form in (",", "--", "-", "–", "—", ";", ":", "(", "-LRB-")
               for c in token.children)


class Renderer:
    def __init__(self, tree, text):
        self.tree, self.text = tree, text

    def words(self, tokens):
        """Surface words of tokens, as the sentence parts them."""
        out, last = [], None
        for token in tokens:
            if last is not None and last.end == token.begin:
                out[-1] += token.form
            else:
                out.append(token.form)
            last = token
        return " ".join(out)

    def phrase(self, head, with_case=False, without=None):
        """The noun phrase of a head, without clauses and second names, nor
        what is below the token `without`."""
        is_clause = any(c.relation in ("cop", "nsubj", "nsubj:pass")
                        for c in head.children)

        def skip(token):
            relation = token.relation
            top = token.head == head.index
            if relation in CUT or token is without:
                return True
            if relation == "acl" and is_after_comma(token):
                return True
            if top and relation in ("cc", "conj", "cc:preconj"):
                return True
            if top and relation == "case":
                return not with_case
            if top and is_clause and relation in CLAUSE:
                return True
            if top and relation == "nmod" and any(
                    c.lemma in ("include", "such") for c in token.children):
                return True
            if relation == "punct" and top and token.index > head.index \
                    and token.form in (",", ";", ":", "--", "."):
                return True
            if top and relation in ("mark", "cc"):
                return True
            return False
        return trim(self.whole(subtree(head, skip)))

    def whole(self, tokens):
        """Keep one run around no gap of cut material."""
        return tokens

    def clause(self, head):
        def skip(token):
            return token.head == head.index and (
                token.relation in ("mark", "cc") and token.lemma != "whether"
                or token.relation == "parataxis")
        return trim(subtree(head, skip))

    def group(self, verb, stop=None):
        """The words of a verb group: auxiliaries, negation, adverbs inside."""
        inside = [c for c in verb.children if c.relation in VERBAL or
                  c.relation == "advmod" and c.lemma in
                  ("not", "never", "no", "n't")]
        first = min([t.index for t in inside] + [verb.index])
        for child in verb.children:
            if child.relation == "advmod" and child not in inside and \
                    first - 1 <= child.index < verb.index and \
                    child.xpos not in ("WRB",) and not any(
                        c.upos == "PUNCT" for c in child.children):
                inside += subtree(child)
        return sorted(set(inside + [verb]), key=lambda t: t.index)
