# Completion of equiplace for bash: commands, options, their words, files and folders, the parameters
# of --set, and the scenarios and ids of the study that is named. The tables below come from the
# program's own table of options.

# Keeps the lines of standard input that begin with $1 (and, if $2 is given, ends each with it) as
# what may be typed. Nothing in them is expanded: ids may hold anything.
_equiplace_offer() {
    local line quoted
    while IFS= read -r line; do
        # What the shell breaks words at could not be put in whole.
        [[ $line == *[:=]* ]] && continue
        [[ $line == "$1"* ]] || continue
        printf -v quoted %q "$line"
        COMPREPLY+=("$quoted${2-}")
    done
}

# The cells of column $2 of a table $1, once each.
_equiplace_column() {
    [ -r "$1" ] || return 0
    awk -v wanted="$2" '
        { sub(/\r$/, "") }
        NR == 1 {
            sub(/^\357\273\277/, "")
            FS = index($0, ";") ? ";" : index($0, "\t") ? "\t" : ","
            $0 = $0 FS
            for (i = 1; i <= NF; i++) { gsub(/"/, "", $i); if (tolower($i) == wanted) at = i }
            next
        }
        at && NR <= 100000 { gsub(/^"|"$/, "", $at); if ($at != "" && !seen[$at]++) print $at }' "$1"
}

# What may follow as a value of the kind $1: "a|b", or a word of the table.
_equiplace_value() {
    local kind=$1 current=$2 study=$3
    case $kind in
        *'|'*) _equiplace_offer "$current" < <(tr '|' '\n' <<<"$kind") ;;
        DIR | STUDY)
            compopt -o filenames 2>/dev/null || true
            mapfile -t COMPREPLY < <(compgen -d -- "$current")
            ;;
        FILE | PLAN.csv)
            compopt -o filenames 2>/dev/null || true
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
            ;;
        'PARAMETER=VALUE')
            compopt -o nospace 2>/dev/null || true
            _equiplace_offer "$current" = < <(_equiplace_parameters)
            ;;
        NAME)
            _equiplace_offer "$current" < <(echo base; _equiplace_column "$study/scenarios.csv" scenario)
            ;;
        K) _equiplace_offer "$current" < <(_equiplace_column "$study/offers.csv" offer) ;;
        Z) _equiplace_offer "$current" < <(_equiplace_column "$study/zones.csv" zone) ;;
        O) _equiplace_offer "$current" < <(_equiplace_column "$study/occupations.csv" occupation) ;;
        I) _equiplace_offer "$current" < <(_equiplace_column "$study/institutions.csv" institution) ;;
        Q) _equiplace_offer "$current" < <(_equiplace_column "$study/rules.csv" rule) ;;
    esac
}

_equiplace() {
    local current=${COMP_WORDS[COMP_CWORD]} command='' option='' study='' pending=''
    local row name value word
    local -a arguments=() options=()
    local -A value_of=()
    COMPREPLY=()
    [ "$current" = = ] && current=''

    # The command: one word or two.
    local rest=${COMP_WORDS[1]-}
    [ "$COMP_CWORD" -ge 2 ] && [ "$rest" = import ] && rest="import ${COMP_WORDS[2]-}"
    local table
    table=$(_equiplace_table)
    while IFS= read -r row; do
        name=${row%%$'\t'*}
        row=${row#*$'\t'}
        option=${row%%$'\t'*}
        value=${row#*$'\t'}
        if [ -z "$option" ]; then
            [ "$name" = "$rest" ] && command=$name && read -ra arguments <<<"$value"
        elif [ -z "$name" ] || [ "$name" = "$rest" ]; then
            options+=("$option")
            value_of[$option]=$value
        fi
    done <<<"$table"

    local first=$((1 + $(wc -w <<<"$command")))
    if [ -z "$command" ] || [ "$COMP_CWORD" -lt "$first" ]; then
        if [ "$COMP_CWORD" = 2 ] && [ "${COMP_WORDS[1]}" = import ]; then
            _equiplace_offer "$current" <<<bmo
        elif [ "$COMP_CWORD" = 1 ]; then
            _equiplace_offer "$current" < <(cut -f 1 <<<"$table" | cut -d ' ' -f 1 | sort -u | sed '/^$/d')
            _equiplace_offer "$current" < <(printf '%s\n' --help --version)
        fi
        return
    fi

    # What stands before: arguments, and an option that still wants its value.
    local count=0 i
    for ((i = first; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [ "$word" = = ]; then
            continue
        elif [ -n "$pending" ]; then
            pending=''
        elif [[ $word == -* ]]; then
            [ -n "${value_of[$word]-}" ] && pending=$word
        else
            [ "$count" = 0 ] && study=$word
            count=$((count + 1))
        fi
    done
    if [ -n "$pending" ]; then
        _equiplace_value "${value_of[$pending]}" "$current" "$study"
    elif [[ $current == -* ]]; then
        _equiplace_offer "$current" < <(printf '%s\n' "${options[@]}")
    elif [ "$count" -lt "${#arguments[@]}" ]; then
        _equiplace_value "${arguments[count]}" "$current" "$study"
    else
        _equiplace_offer "$current" < <(printf '%s\n' "${options[@]}")
    fi
}

complete -F _equiplace equiplace

