# The subcommand train, and what all subcommands have from the frame.
# shellcheck shell=sh

for word in --help -h; do
  expect "$prefix: train $word" 0 -- train $word
  head -n 1 "$scratch/out" |
    grep -qx 'Usage: quern train \[OPTION\]... TREEBANK.conllu...' ||
    not_ok "$prefix: train $word shows the usage" "$scratch/out"
done
expect "$prefix: --help wins over later mistakes" 0 -- train --help --zebra
expect "$prefix: train without treebanks" 2 --out "" \
  --err "quern: error: too few arguments: expected TREEBANK.conllu...
try 'quern train --help'" -- train
expect "$prefix: an unknown option of a subcommand" 2 \
  --err "quern: error: unknown option '--ouput' (did you mean '--output'?)
try 'quern train --help'" -- train --ouput x y
expect "$prefix: a value missing" 2 \
  --err "quern: error: option '--output' needs a value: FILE
try 'quern train --help'" -- train x -o
expect "$prefix: a value that is no choice" 2 \
  --err "quern: error: option '--part' takes all|tokens|sentences|lemmas|parser|names|salience, not 'tokns' (did you mean 'tokens'?)
try 'quern train --help'" -- train --part tokns x
printf '1\tBerg\t_\tPROPN\tNNP\t_\t0\troot\t_\t_\n\n' >"$scratch/bare.conllu"
expect "$prefix: names need a treebank with entities" 2 --err \
  "quern: error: no names to learn from: expected 'Entity=' in the MISC column of a treebank" \
  -- train --part names -o "$scratch/model" "$scratch/bare.conllu"
expect "$prefix: a treebank that is missing" 3 \
  --err "no-such-file: error: cannot open: No such file or directory" \
  -- train no-such-file
expect "$prefix: an output that cannot be made" 3 \
  --err "no/such/place: error: cannot create: No such file or directory" \
  -- train -o no/such/place x

# A failed run leaves an older file alone, and nothing beside it.
echo old >"$scratch/model"
"$QUERN" train -o "$scratch/model" no-such-file 2>/dev/null
try "$prefix: a failed run leaves the old file" grep -qx old "$scratch/model"
leaves_nothing() { [ "$(find "$scratch" -name 'model.*' | wc -l)" = 0 ]; }
try "$prefix: a failed run leaves no temporary file" leaves_nothing

# Standard input stays open, so that the program waits until it is told to go.
interrupt() { # SIGNAL
  mkfifo "$scratch/pipe"
  "$QUERN" train -o "$scratch/model" /dev/stdin <"$scratch/pipe" &
  quern=$!
  exec 3>"$scratch/pipe"
  waited=0
  while leaves_nothing && [ $waited -lt 100 ]; do
    sleep 0.1
    waited=$((waited + 1))
  done
  kill -"$1" $quern
  wait $quern
  status=$?
  exec 3>&-
  rm "$scratch/pipe"
  [ $status -gt 128 ] && leaves_nothing && grep -qx old "$scratch/model"
}
try "$prefix: SIGTERM leaves no half-written file" interrupt TERM
try "$prefix: SIGHUP leaves no half-written file" interrupt HUP
