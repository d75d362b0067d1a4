# Turn the examples of quern-rules(5) into one rule file.
#
# A block that begins with a declaration stands as it is. Of any other block
# each line that begins an action or a constraint is put into a rule of its
# own, which binds the captures that the line takes for granted.

function context(line, names, i, name, out, word, target, count) {
  # The last capture before the conditions is what the line itself binds.
  target = ""
  if (line ~ /^(with|every|maybe) /) {
    count = split(line, word, /[ \t]+/)
    for (i = 2; i <= count && word[i] !~ /^#/; i++) {
      if (word[i] ~ /^[A-Z][a-z]*$/) target = word[i]
    }
  }
  out = "  match V : lemma=fragment\n"
  count = split("S O W X R Y C T N P", names, " ")
  for (i = 1; i <= count; i++) {
    name = names[i]
    if (name != target && name != bound) out = out "  maybe V >_ " name "\n"
  }
  return out
}

function fragment(lines, count, i, joined) {
  joined = ""
  bound = ""
  for (i = 1; i <= count; i++) {
    # A block with a constraint and an action is one rule.
    if (lines[i] ~ /^every/) joined = "yes"
  }
  for (i = 1; i <= count; i++) {
    if (i == 1 || !joined) {
      printf "rule fragment-%d\n%s", ++fragments, context(lines[i])
    }
    print "  " lines[i]
    if (!joined && lines[i] !~ /^emit/) print "  mark V seen"
  }
}

/^\.Bd -literal/ { inside = 1; count = 0; next }
/^\.Ed/ && inside {
  inside = 0
  if (lines[1] ~ /^(include|type|list|def|pred|rule) /) {
    for (i = 1; i <= count; i++) print lines[i]
  } else if (lines[1] ~ /^(with|every|not|emit) /) {
    fragment(lines, count)
  }
}
inside {
  gsub(/\\e/, "\\")
  if (count && lines[count] ~ /\\$/) {
    sub(/\\$/, "", lines[count])
    lines[count] = lines[count] $0
  } else {
    lines[++count] = $0
  }
}
