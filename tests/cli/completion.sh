#!/bin/bash
# What bash completes, without a terminal: the function is called as bash would call it.
#   completion.sh SCRIPT PROGRAM
set -euo pipefail
script=$1 program=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# shellcheck disable=SC1090
source "$script"
cd "$scratch"
failed=0

# expect "WORDS" WANTED...: completing the last of the words gives at least these.
# refuse "WORDS" UNWANTED...: and none of these.
complete_words() {
    eval "COMP_WORDS=($1)"
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    COMPREPLY=()
    _equiplace
}

expect() {
    local words=$1 wanted
    shift
    complete_words "$words"
    for wanted in "$@"; do
        if ! grep -qxF -- "$wanted" < <(printf "%s\n" "${COMPREPLY[@]-}"); then
            echo "$words: no \"$wanted\" among: ${COMPREPLY[*]-}"
            failed=1
        fi
    done
}

refuse() {
    local words=$1 unwanted
    shift
    complete_words "$words"
    for unwanted in "$@"; do
        if grep -qxF -- "$unwanted" < <(printf "%s\n" "${COMPREPLY[@]-}"); then
            echo "$words: \"$unwanted\" is offered"
            failed=1
        fi
    done
}

"$program" init study --quiet >/dev/null
"$program" init 'two words' --quiet >/dev/null
cat >study/scenarios.csv <<'CSV'
scenario,parameter,target,change,value
richer,budget,,scale,1.1
"$(touch pwned)",budget,,scale,1.1
`touch pwned`,budget,,scale,1.1
a b,budget,,scale,1.1
CSV
printf '\357\273\277zone;name\r\nz1;One\r\n"z2";Two\r\n' >study/zones.csv
mkdir other
touch survey.csv

# Every command of --help.
mapfile -t commands < <("$program" --help | sed -n 's/^  \([a-z]\+\)\( [a-z]\+\)* [A-Z].*/\1/p')
[ "${#commands[@]}" -ge 10 ] || { echo 'commands are missing in --help'; failed=1; }
expect "equiplace ''" "${commands[@]}" --help --version
expect 'equiplace so' solve
refuse 'equiplace so' check sweep
expect "equiplace import ''" bmo
# Every option of every command.
for command in "${commands[@]}"; do
    [ "$command" = import ] && command='import bmo'
    # shellcheck disable=SC2086
    mapfile -t options < <("$program" $command --help | grep -o '^  --[a-z-]*' | tr -d ' ')
    expect "equiplace $command --" "${options[@]}" --lang
done
refuse 'equiplace check --' --scenario
# Words of options, whole or behind an equals sign.
expect "equiplace solve study --lang ''" en fr
expect 'equiplace solve study --lang f' fr
refuse 'equiplace solve study --lang f' en
expect "equiplace solve study --engine ''" decomposed direct
expect 'equiplace solve study --engine = di' direct
expect 'equiplace solve study --engine =' decomposed direct
expect "equiplace import bmo survey.csv --need ''" difficult all
expect "equiplace solve study --csv-style ''" standard fr
expect "equiplace solve study --set ''" balance= whole=
# Folders and files.
expect "equiplace solve ''" study other 'two words'
refuse "equiplace solve ''" survey.csv
expect "equiplace import bmo ''" survey.csv study
expect "equiplace export study ''" survey.csv
expect "equiplace solve study --out ''" other
# The study's own names; nothing in them is run.
expect "equiplace solve study --scenario ''" base richer 'a\ b'
expect "equiplace solve study --threads 2 --scenario r" richer
expect "equiplace explain study --zone ''" z1 z2
expect "equiplace explain study --zone z" z1 z2
refuse "equiplace explain nowhere --zone ''" z1
[ ! -e pwned ] || { echo 'a name was run'; failed=1; }
# All arguments are there: options are left.
expect "equiplace solve study ''" --out --lang

[ $failed = 0 ] && echo 'bash completes'
exit $failed
