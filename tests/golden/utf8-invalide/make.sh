# Latin-1 bytes in the body, in the front matter, a cut sequence at the end, a NUL.
mkdir -p content/pages
printf -- '---\ntitre: Aide au logement\n---\n\nPay\351 par la Caf.\n' >content/pages/corps.md
printf -- '---\ntitre: Aide personnalis\351e\n---\n' >content/pages/en-tete.md
printf -- '---\ntitre: Aide\n---\n\nfin \303' >content/pages/fin.md
printf -- '---\ntitre: Aide\n---\n\nun \000 z\303\251ro\n' >content/pages/nul.md
