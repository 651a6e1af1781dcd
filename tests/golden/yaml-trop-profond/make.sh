mkdir -p content/dispositifs
{
  echo '---'
  echo 'titre: Aide personnalisée au logement'
  printf 'alias: '
  printf '[%.0s' $(seq 5000)
  printf '\n---\n'
} >content/dispositifs/crochets.md
{
  echo '---'
  echo 'titre: Revenu de solidarité active'
  printf 'alias: '
  printf '[%.0s' $(seq 30)
  printf 'x'
  printf ']%.0s' $(seq 30)
  printf '\n---\n'
} >content/dispositifs/trente.md
