# quern parse and quern eval.
# shellcheck shell=sh disable=SC2154

tab=$(printf '\t')
word() { # ID FORM HEAD RELATION [MISC]
  printf '%s\t%s\t_\tX\t_\t_\t%s\t%s\t_\t%s\n' "$1" "$2" "$3" "$4" "${5:-_}"
}
gold=$scratch/gold.conllu
{
  echo '# text = Berg resigned.'
  word 1 Berg 2 nsubj
  word 2 resigned 0 root SpaceAfter=No
  word 3 . 2 punct
  echo
} >"$gold"

# The words of a file, one line a sentence.
words() { grep "^[0-9#]" "$1" | sed -n 's/^# text = //p'; }

parse_words() { # ARGUMENT...
  "$QUERN" parse "$@" >"$scratch/out" 2>"$scratch/err" &&
    [ "$(words "$scratch/out")" = 'Berg resigned.' ] &&
    grep -q "^3$tab\.$tab.*$tab" "$scratch/out" && [ ! -s "$scratch/err" ]
}
try "$prefix: parse takes the words of CoNLL-U" parse_words "$gold"
cp "$gold" "$scratch/gold.words"
try "$prefix: parse takes --input" parse_words --input conllu \
  "$scratch/gold.words"
printf 'Berg resigned.\n' >"$scratch/text.txt"
try "$prefix: parse reads text" parse_words "$scratch/text.txt"
parse_stdin() { parse_words - <"$scratch/text.txt"; }
try "$prefix: parse reads standard input" parse_stdin

is_repeatable() {
  "$QUERN" parse "$gold" "$scratch/text.txt" >"$scratch/one" &&
    "$QUERN" parse -j 3 "$gold" "$scratch/text.txt" >"$scratch/many" &&
    cmp "$scratch/one" "$scratch/many"
}
try "$prefix: parse gives the same bytes on many threads" is_repeatable

printf 'Good.\n\nB\351rg.\n' >"$scratch/bad.txt"
bad_line=$(printf 'B\351rg.')
expect "$prefix: parse leaves out a text that is no UTF-8" 1 \
  --err "$scratch/bad.txt:3:2: error: byte 0xE9 at offset 8 is not valid UTF-8; if the text is in another encoding, convert it, for example with iconv -f WINDOWS-1252 -t UTF-8
    $bad_line
     ^" \
  --out "$("$QUERN" parse "$scratch/text.txt")
" -- parse "$scratch/bad.txt" "$scratch/text.txt"
printf 'a\0b' >"$scratch/binary"
expect "$prefix: parse leaves out a binary file" 1 \
  --err "$scratch/binary: error: looks like a binary file (it has NUL bytes)" \
  -- parse "$scratch/binary"
: >"$scratch/empty"
expect "$prefix: parse reads an empty file" 0 -- parse "$scratch/empty"
[ ! -s "$scratch/out" ] || not_ok "$prefix: an empty file has no sentences" \
  "$scratch/out"

expect "$prefix: eval wants to know what to evaluate" 2 --err \
  "quern: error: nothing to evaluate is called 'words': expected 'parse', 'tokens', 'names' or 'coref'" -- eval words "$gold"
for mode in parse tokens; do
  expect "$prefix: eval $mode prints a table" 0 -- eval $mode "$gold"
  try "$prefix: eval $mode counts words" grep -q \
    '^Words  *100.00  *100.00  *100.00  *100.00$' "$scratch/out"
done
expect "$prefix: eval --details shows relations" 0 -- eval -d parse "$gold"
try "$prefix: eval --details counts relations" grep -q '^nsubj  *1 ' \
  "$scratch/out"
sed 's/nsubj/root/' "$gold" >"$scratch/broken.conllu"
expect "$prefix: eval reports bad sentences" 1 --err \
  "$scratch/broken.conllu:2:18: error: head 2 with relation 'root': head 0 and 'root' go together
    1${tab}Berg${tab}_${tab}X${tab}_${tab}_${tab}2${tab}root${tab}_${tab}_
     $tab    $tab $tab $tab $tab $tab $tab^" -- eval parse "$scratch/broken.conllu"
printf '1\tBerg\t_\tPROPN\t_\t_\t0\troot\t_\tEntity=%s\n\n' \
  '(1-person-new-n-cf-1-sgl)' '(2-person' >"$scratch/names.conllu"
expect "$prefix: eval names reports bad entities" 1 --err \
  "$scratch/names.conllu:3:37: error: entity 2 does not end in its sentence
    1${tab}Berg${tab}_${tab}PROPN${tab}_${tab}_${tab}0${tab}root${tab}_${tab}Entity=(2-person
     $tab    $tab $tab     $tab $tab $tab $tab    $tab $tab        ^" \
  -- eval names "$scratch/names.conllu"
try "$prefix: eval names counts names" grep -q '^Person  *1 ' "$scratch/out"
expect "$prefix: eval --details shows events" 0 -- eval -d names "$gold"
try "$prefix: eval --details counts events" grep -q '^Event  *0 ' \
  "$scratch/out"
mkdir "$scratch/corpus"
cp "$gold" "$scratch/corpus"
cp "$scratch/text.txt" "$scratch/corpus"
echo '# no text' >"$scratch/corpus/my.rules"
expect "$prefix: parse reads the texts and CoNLL-U files of a folder" 0 \
  -- parse "$scratch/corpus"
try "$prefix: ... and nothing else" [ "$(words "$scratch/out" | wc -l)" = 2 ]
