mkdir -p content/pages
{
  printf -- '---\ntitre: Aide personnalisée au logement\n---\n\n'
  yes 'Une phrase comme une autre, et encore une autre.' | head -c 10000000
} >content/pages/apl.md
{
  printf -- '---\ntitre: Revenu de solidarité active\nresume: '
  yes 'mot' | head -c 70000 | tr '\n' ' '
  printf '\n---\n'
} >content/pages/en-tete.md
{
  printf -- '---\ntitre: Trop de colonnes\n---\n\n'
  columns=$(printf '|x%.0s' $(seq 1000))
  printf '%s|\n%s|\n' "$columns" "$(printf '|-%.0s' $(seq 1000))"
  yes '|a|' | head -n 3000
} >content/pages/tableau.md
{
  printf -- '---\ntitre: Adresses sans fin\n---\n\n'
  printf 'www._%.0s' $(seq 20000)
} >content/pages/adresses.md
