# Latin-1 bytes in the body, in the front matter, a cut sequence at the end, a NUL.
mkdir -p content/dispositifs
printf -- '---\ntitre: Aide au logement\n---\n\nPay\351 par la Caf.\n' >content/dispositifs/corps.md
printf -- '---\ntitre: Aide personnalis\351e\n---\n' >content/dispositifs/en-tete.md
printf -- '---\ntitre: Aide\n---\n\nfin \303' >content/dispositifs/fin.md
printf -- '---\ntitre: Aide\n---\n\nun \000 z\303\251ro\n' >content/dispositifs/nul.md
