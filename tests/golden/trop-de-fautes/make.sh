# Links that lead nowhere, by the tens of thousands, on one line and on many.
mkdir -p content/pages
{
  printf -- '---\ntitre: Une ligne\n---\n\n'
  printf '[x](javascript:a) %.0s' $(seq 40000)
} >content/pages/ligne.md
{
  printf -- '---\ntitre: Trente mille lignes\n---\n\n'
  seq -f '- [x](nulle-part-%g)' 30000
} >content/pages/lignes.md
{
  printf -- '---\ntitre: Cent mille titres\n---\n\n'
  yes '## a' | head -n 100000
} >content/pages/titres.md
