mkdir -p mes-photos vide
echo 'à moi' >mes-photos/lettre.txt
