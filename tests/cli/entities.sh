# quern entities and --entities.
# shellcheck shell=sh disable=SC2154

mills=$scratch/mills.ttl
cat >"$mills" <<'TURTLE'
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix schema: <http://schema.org/> .
<http://example.com/brix> a schema:Corporation ;
    rdfs:label "Brixholm Mills" ; owl:sameAs <http://example.com/same> .
TURTLE
sed 's/brix/vorn/; s/Brixholm/Vornby/' "$mills" >"$scratch/other.ttl"
echo 'Brixholm Mills bought Vornby Mills.' >"$scratch/mills.txt"

links() { # COUNT ARGUMENT...
  count=$1
  shift
  "$QUERN" extract -f ntriples "$@" "$scratch/mills.txt" >"$scratch/out" &&
    [ "$(grep -c 'owl#sameAs> <http://example.com/same>' "$scratch/out")" = \
      "$count" ]
}
try "$prefix: a name that is not known has no link" links 0
try "$prefix: --entities gives names their links" links 1 --entities "$mills"
try "$prefix: --entities may be repeated" links 2 --entities "$mills" \
  --entities="$scratch/other.ttl"
"$QUERN" entities -o "$scratch/mills.table" "$mills" "$scratch/other.ttl"
try "$prefix: --entities takes a table" links 2 \
  --entities "$scratch/mills.table"

same_table() {
  "$QUERN" entities "$mills" "$scratch/other.ttl" >"$scratch/again" &&
    cmp "$scratch/again" "$scratch/mills.table"
}
try "$prefix: entities gives the same bytes" same_table

explain_type() {
  "$QUERN" explain --entities "$mills" 'Brixholm Mills said it won.' |
    grep -q 'Mills .*\[Corporation\]'
}
try "$prefix: explain takes --entities" explain_type

printf '<a> a <b> .\n<a> is bad .\n' >"$scratch/bad.ttl"
expect "$prefix: --entities tells where a file is wrong" 2 --err \
  "$scratch/bad.ttl:2:5: error: syntax error at 'i'
    <a> is bad .
        ^" -- extract --entities "$scratch/bad.ttl" "$scratch/mills.txt"
expect "$prefix: entities tells where a file is wrong" 2 -- \
  entities "$scratch/bad.ttl"
printf '<a> a <http://schema.org/City> .\n' >"$scratch/nameless.ttl"
expect "$prefix: entities wants a label" 2 --err \
  "$scratch/nameless.ttl:1:1: error: <a> has no rdfs:label
    <a> a <http://schema.org/City> .
    ^" -- entities "$scratch/nameless.ttl"
expect "$prefix: --entities wants a file that is there" 3 --err \
  "no-such.ttl: error: cannot open: No such file or directory" -- \
  extract --entities no-such.ttl "$scratch/mills.txt"
expect "$prefix: --entities wants a value" 2 --err \
  "quern: error: option '--entities' needs a value: FILE
try 'quern extract --help'" -- extract --entities
expect "$prefix: entities wants a file" 2 -- entities

broken() { # NAME MESSAGE: of the table on standard input
  cat >"$scratch/broken.table"
  expect "$prefix: a table that $1 is refused" 2 --err \
    "$scratch/broken.table: error: not a usable table of entities: $2; compile it again with 'quern entities'" \
    -- extract --entities "$scratch/broken.table" "$scratch/mills.txt"
}
head -c 200 "$scratch/mills.table" |
  broken "was cut off" "its length is not what it says"
head -c 12 "$scratch/mills.table" | broken "has no header" "it was cut off"
{ cat "$scratch/mills.table" && echo; } |
  broken "has grown" "its length is not what it says"
{ printf 'QUERNENT\377' && tail -c +10 "$scratch/mills.table"; } |
  broken "has another version" "it was made by another version"
{ head -c 12 "$scratch/mills.table" && printf '\1\2\3\4' &&
  tail -c +17 "$scratch/mills.table"; } |
  broken "is of another machine" "it was made on another kind of machine"

# Two spellings, one node; two things, two nodes.
nodes() { # TEXT: the things of a text, by the ends of their IRIs
  echo "$1" | "$QUERN" extract -f ntriples - |
    sed -n 's|^<https://example.org/kg/entity/\([^>]*\)> <[^>]*#label> .*|\1|p' |
    sort
}
has_node() { # NODE TEXT
  nodes "$2" | grep -qx "$1"
}
has_no_node() {
  ! has_node "$@"
}
spelled() { # NODE TEXT...: the texts name the node, and no other
  node=$1
  shift
  for text; do
    has_node "$node" "$text" || return
  done
}
try "$prefix: spellings of a country are one node" spelled United_States \
  'The U.S. denied it.' 'The US denied it.' 'The United States denied it.' \
  'Smith lives in America.' 'The USA denied it.'
try "$prefix: spellings of a newspaper are one node" spelled \
  The_New_York_Times 'The New York Times wrote it.' \
  'He told the New York Times.'
try "$prefix: spellings with and without accents are one node" spelled \
  'São_Paulo' 'He lives in Sao Paulo.' 'He lives in São Paulo.'
try "$prefix: spellings with and without hyphen are one node" spelled \
  al-Qaeda 'Al-Qaeda attacked.' 'Soldiers fought al Qaeda.'
try "$prefix: a person is one node in two articles" spelled John_Harper \
  'John Harper resigned.' 'Sen. John Harper spoke.'
try "$prefix: a person and a city of one name are two nodes" spelled \
  Paris-person 'Mr. Paris resigned.'
try "$prefix: a name of another thing is not its node" has_no_node \
  Ministry_of_Defence \
  "India's Ministry of Defence denied it."
try "$prefix: the known thing's node is its link's" has_node \
  Ministry_of_Defence "Britain's Ministry of Defence denied it."
