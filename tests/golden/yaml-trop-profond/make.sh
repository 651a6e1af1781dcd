mkdir -p content/pages
{
  echo '---'
  echo 'titre: Aide personnalisée au logement'
  printf 'alias: '
  printf '[%.0s' $(seq 5000)
  printf '\n---\n'
} >content/pages/crochets.md
{
  echo '---'
  echo 'titre: Revenu de solidarité active'
  printf 'alias: '
  printf '[%.0s' $(seq 30)
  printf 'x'
  printf ']%.0s' $(seq 30)
  printf '\n---\n'
} >content/pages/trente.md
