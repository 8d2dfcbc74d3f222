export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/*
 * Each script asks `clew __complete` for the words behind `clew`, up to the cursor, and shows what
 * it answers: a line for each candidate, its description behind a tab. So a script never changes
 * when commands do.
 */

/** For bash 3.2 and newer. Bash replaces only what follows a break character, so that goes first. */
const bash = `# bash completion for clew: source <(clew completion bash)
_clew() {
  local line="\${COMP_LINE:0:COMP_POINT}" words word prefix value
  read -ra words <<< "$line"
  case "$line" in *[[:space:]]) words+=("") ;; esac
  word="\${words[\${#words[@]}-1]}"
  prefix="\${word%"\${word##*[@:=]}"}"
  COMPREPLY=()
  while IFS=$'\\t' read -r value _; do
    [ -n "$value" ] && COMPREPLY+=("$(printf '%q' "\${value#"$prefix"}")")
  done < <(clew __complete "\${words[@]:1}" 2>/dev/null)
}
complete -o default -F _clew clew
`;

const zsh = `#compdef clew
# zsh completion for clew: source <(clew completion zsh), or save it as _clew in your fpath
_clew() {
  local -a values shown
  local line
  for line in "\${(@f)$(clew __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    [[ -z "$line" ]] && continue
    values+=("\${line%%$'\\t'*}")
    shown+=("\${line/$'\\t'/  -- }")
  done
  if (( \${#values} )); then compadd -l -d shown -a values; else _files; fi
}
if [[ "\${funcstack[1]}" = _clew ]]; then _clew "$@"; else compdef _clew clew; fi
`;

const fish = `# fish completion for clew: clew completion fish | source
function __clew_complete
  set -l words (commandline -opc)
  set -a words (commandline -ct)
  clew __complete $words[2..-1] 2>/dev/null
end
complete -c clew -f -a '(__clew_complete)'
`;

/** What a shell must run to complete the command lines of `clew`. */
export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
