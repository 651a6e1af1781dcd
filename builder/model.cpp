#include "builder/model.h"

#include <cassert>

namespace reperes {

Vocabulary thematiques();  // thematiques.cpp

namespace {

using enum Kind;

std::vector<KindInfo> kinds() {
  return {
      {institution, "institution", "institutions", "Institution", "Institutions et réseaux",
       "Qui fait quoi, pour qui, et comment s'adresser à eux.", 12,
       {"À quoi ça sert", "Pour qui", "Comment s'adresser à elle", "À savoir"}},
      {dispositif, "dispositif", "dispositifs", "Dispositif", "Dispositifs et droits",
       "Aides, contrats, accompagnements, procédures : à quoi l'on a droit et comment le demander.", 6,
       {"À quoi ça sert", "Pour qui", "Conditions", "Démarche", "Délais", "Si c'est refusé", "À savoir"}},
      {metier, "metier", "metiers", "Métier", "Métiers",
       "Les métiers et leurs appellations, par code ROME.", 12,
       {"Le métier", "Où il s'exerce", "Y accéder", "Métiers proches"}},
      {ue, "ue", "ue", "Unité d'enseignement", "Unités et certifications",
       "Les unités, le titre CPN42 et le certificat CP29.", 12,
       {"Ce que l'on y apprend", "Les notions", "Dans le parcours"}},
      {notion, "notion", "notions", "Notion", "Notions",
       "Idées, lois, méthodes et auteurs à connaître, avec de quoi réviser.", 36,
       {"L'idée", "Repères", "Dans la pratique", "À retenir"}},
      {parcours, "parcours", "parcours", "Besoin", "Besoins",
       "Partir de ce que la personne dit, et suivre les étapes.", 6,
       {"Tout de suite", "Les étapes", "À savoir"}},
      {contact, "contact", "contacts", "Contact", "Contacts et lignes d'écoute",
       "À qui téléphoner, où se rendre.", 6,
       {"Quand l'appeler", "Ce qui se passe", "À savoir"}},
      {page, "page", "pages", "Page", "Pages", "Autres informations.", 12, {}},
  };
}

std::vector<Vocabulary> vocabularies() {
  return {
      {"kinds",
       {{"institution", "Institution"}, {"dispositif", "Dispositif"}, {"metier", "Métier"}, {"ue", "Unité d'enseignement"},
        {"notion", "Notion"}, {"parcours", "Besoin"}, {"contact", "Contact"}, {"page", "Page"}}},
      {"domaines",
       {{"emploi", "Emploi et insertion"}, {"formation", "Formation et orientation"}, {"droits", "Droits, budget, famille"},
        {"sante", "Santé"}, {"logement", "Logement et hébergement"}, {"citoyennete", "Citoyenneté et justice"},
        {"handicap", "Handicap et autonomie"}, {"addiction", "Addictions"}, {"urgence", "Urgence"}}},
      thematiques(),
      {"publics",
       {{"actifs", "Actifs"}, {"beneficiaires-des-minimas-sociaux", "Bénéficiaires des minima sociaux"},
        {"demandeurs-emploi", "Demandeurs d'emploi"}, {"etudiants", "Étudiants"}, {"familles", "Familles"},
        {"femmes", "Femmes"}, {"jeunes", "Jeunes"},
        {"personnes-en-situation-de-handicap", "Personnes en situation de handicap"},
        {"personnes-en-situation-durgence", "Personnes en situation d'urgence"},
        {"personnes-en-situation-juridique-specifique", "Personnes en situation juridique spécifique"},
        {"personnes-exilees", "Personnes exilées"}, {"residents-qpv-frr", "Résidents en QPV ou FRR"},
        {"seniors", "Seniors"}, {"tous-publics", "Tous publics"}}},
      {"echelles",
       {{"national", "National"}, {"region", "Région"}, {"departement", "Département"}, {"epci", "Intercommunalité"},
        {"communes", "Communes"}}},
      {"etats",
       {{"brouillon", "Brouillon"}, {"publie", "Publié"}, {"historique", "Historique"}, {"retire", "Retiré"}}},
      {"visibilites", {{"public", "Public"}, {"pro", "Professionnels"}, {"interne", "Équipe"}}},
      {"oui-non", {{"oui", "Oui"}, {"non", "Non"}}},
      {"frais", {{"gratuit", "Gratuit"}, {"payant", "Payant"}}},
      {"modes-accueil", {{"en-presentiel", "En présentiel"}, {"a-distance", "À distance"}}},
      {"modes-mobilisation",
       {{"se-presenter", "Se présenter"}, {"telephoner", "Téléphoner"}, {"envoyer-un-courriel", "Envoyer un courriel"},
        {"utiliser-lien-mobilisation", "Utiliser le lien"}}},
      {"mobilisable-par", {{"usagers", "Usagers"}, {"professionnels", "Professionnels"}}},
      {"natures-dispositif",
       {{"allocation", "Allocation"}, {"aide-financiere", "Aide financière"}, {"aide-en-nature", "Aide en nature"},
        {"contrat", "Contrat"}, {"accompagnement", "Accompagnement"}, {"formation", "Formation"},
        {"protection", "Protection"}, {"procedure", "Procédure"}, {"reconnaissance", "Reconnaissance"},
        {"garantie", "Garantie"}}},
      {"natures-ue",
       {{"ue", "Unité d'enseignement"}, {"uas", "Unité d'activité en situation"}, {"ua", "Unité d'activité"},
        {"certificat", "Certificat"}, {"titre", "Titre"}}},
      {"natures-contact", {{"lieu", "Lieu"}, {"ligne", "Ligne téléphonique"}}},
  };
}

std::vector<Relation> relations() {
  return {
      {"etapes", "Étapes", "Figure dans", {parcours}, Kinds::all()},
      {"opere_par", "Assuré par", "Assure", {dispositif}, {institution}},
      {"instruit_par", "Demande instruite par", "Instruit", {dispositif}, {institution}},
      {"decide_par", "Décidé par", "Décide", {dispositif}, {institution}},
      {"prescrit_par", "Prescrit par", "Prescrit", {dispositif}, {institution}},
      {"finance_par", "Financé par", "Finance", {dispositif}, {institution}},
      {"recours_devant", "Recours devant", "Reçoit les recours contre", {dispositif}, {institution}},
      {"cumulable_avec", "Se cumule avec", "Se cumule avec", {dispositif}, {dispositif}, true},
      {"exclut", "Ne se cumule pas avec", "Ne se cumule pas avec", {dispositif}, {dispositif}, true},
      {"mene_a", "Mène à", "Accessible depuis", {dispositif, parcours, metier, ue}, {dispositif, metier, ue, parcours}},
      {"remplace_par", "Remplacé par", "Remplace", Kinds::all(), Kinds::all(), false, true, true},
      {"fait_partie_de", "Fait partie de", "Regroupe", {institution, ue, dispositif}, {institution, ue, dispositif}, false,
       true, true},
      {"certification", "Compte pour", "Unités", {ue}, {ue}},
      {"au_choix_avec", "Au choix avec", "Au choix avec", {ue}, {ue}, true, true},
      {"enseigne", "Notions enseignées", "Enseignée dans", {ue}, {notion}},
      {"mobilite", "Évolutions et métiers proches", "Accessible depuis", {metier}, {metier}},
      {"rome_parent", "Métier parent", "Métiers rattachés", {metier}, {metier}},
      {"exerce_dans", "S'exerce dans", "Emploie", {metier}, {institution}},
      {"represente", "Représente", "Contacts", {contact}, {institution}},
      {"voir", "Voir aussi", "Voir aussi", Kinds::all(), Kinds::all(), true},
  };
}

std::vector<Field> fields() {
  const Kinds all = Kinds::all();
  const Kinds guided = {institution, dispositif, parcours, contact};  // fiches that address somebody
  const Kinds sourced = {institution, dispositif, metier, ue, notion, parcours, contact};
  return {
      // What every fiche may say.
      {"titre", "", Shape::text, all, all, "Le nom de la fiche, tel qu'on le cherche"},
      {"type", "", Shape::choice, all, {}, "Le genre ; le dossier le dit déjà", "kinds"},
      {"id", "", Shape::text, all, {}, "L'identifiant ; le nom du fichier le dit déjà"},
      {"resume", "", Shape::text, all, sourced, "Une phrase de 200 caractères au plus : à quoi ça sert, pour qui"},
      {"sigle", "Sigle", Shape::text, all, {}, "Le sigle d'usage, par exemple RSA"},
      {"alias", "Aussi appelé", Shape::texts, all, {}, "Les autres noms que les gens emploient"},
      {"anciens_noms", "Anciens noms", Shape::records, all, {}, "Les noms d'avant, avec leur dernière date", "", "",
       {{"nom", "", Shape::text, all, all, "L'ancien nom"},
        {"jusqu_au", "", Shape::date, all, {}, "Le dernier jour où il a servi"}}},
      {"anciens_ids", "", Shape::texts, all, {}, "Identifiants d'avant : une page y renvoie vers celle-ci"},

      // Key facts, kind by kind, in the order in which they are asked for.
      {"question", "Ce que dit la personne", Shape::text, {parcours}, {parcours}, "La phrase de la personne, telle qu'elle la dit"},
      {"definition", "", Shape::text, {notion}, {notion}, "Une ou deux phrases"},
      {"nature", "Nature", Shape::choice, {dispositif}, {dispositif}, "Ce que c'est : allocation, contrat, procédure…",
       "natures-dispositif"},
      {"nature", "Nature", Shape::choice, {ue}, {ue}, "ue, uas, ua, certificat ou titre", "natures-ue"},
      {"nature", "Nature", Shape::choice, {contact}, {contact}, "lieu ou ligne", "natures-contact"},
      {"missions", "Missions", Shape::texts, {institution}, {institution}, "Ce qu'elle fait, en quelques mots chacun"},
      {"acces", "La joindre", Shape::record, {institution}, {institution}, "Comment la joindre", "", "",
       {{"telephone", "Téléphone", Shape::text, all, {}, "Numéro court ou international (+33…)"},
        {"site", "Site", Shape::url, all, {}, "Adresse du site officiel"},
        {"courriel", "Courriel", Shape::text, all, {}, "Adresse de la structure, jamais d'une personne"},
        {"adresse", "Adresse", Shape::text, all, {}, "Adresse postale"},
        {"accueil", "Accueil", Shape::text, all, {}, "Comment on y est reçu"},
        {"horaires", "Horaires", Shape::text, all, {}, "Au format opening_hours d'OpenStreetMap"}}},
      {"reseau", "Réseau", Shape::text, {institution}, {}, "Le réseau auquel elle appartient"},
      {"conditions", "Conditions", Shape::texts, {dispositif}, {dispositif}, "Une condition par ligne"},
      {"montant", "Montant", Shape::text, {dispositif}, {}, "Seulement avec une source datée"},
      {"duree", "Durée", Shape::text, {dispositif}, {}, "Durée du droit ou du contrat"},
      {"delai", "Délai", Shape::text, {dispositif}, {}, "Délai de réponse, avec sa source"},
      {"frais", "Frais", Shape::choice, {dispositif, institution, contact}, {}, "gratuit ou payant", "frais"},
      {"demarche", "Démarche", Shape::record, {dispositif}, {dispositif}, "Comment demander", "", "",
       {{"en_ligne", "En ligne", Shape::url, all, {}, "Adresse du service en ligne"},
        {"papier", "Sur papier", Shape::text, all, {}, "Formulaire et où l'envoyer"},
        {"sur_place", "Sur place", Shape::text, all, {}, "Où se rendre"},
        {"telephone", "Par téléphone", Shape::text, all, {}, "Numéro"},
        {"pieces", "Pièces à apporter", Shape::texts, all, {}, "Une pièce par ligne"},
        {"simulateur", "Simulateur", Shape::url, all, {}, "Adresse du simulateur officiel"}}},
      {"instructeur", "Qui reçoit la demande", Shape::reference, {dispositif}, {},
       "L'institution qui reçoit et examine la demande", "", "instruit_par"},
      {"code_rome", "Code ROME", Shape::text, {metier}, {metier}, "Une lettre et quatre chiffres"},
      {"version_rome", "Version du ROME", Shape::text, {metier}, {metier}, "460 pour ROME 4.0, version 60"},
      {"rome_parent", "", Shape::reference, {metier}, {}, "Le code du métier parent", "", "rome_parent"},
      {"appellations", "Appellations", Shape::texts, {metier}, {}, "Les intitulés de poste"},
      {"mobilite", "", Shape::references, {metier}, {}, "Codes des métiers proches, du plus au moins proche", "", "mobilite"},
      {"code", "Code", Shape::text, {ue}, {ue}, "Le code de l'unité"},
      {"credits", "Crédits", Shape::integer, {ue}, {}, "Crédits européens"},
      {"heures", "Heures", Shape::integer, {ue}, {}, "Heures d'enseignement calculées"},
      {"heures_annoncees", "Heures annoncées", Shape::text, {ue}, {}, "Ce que dit la brochure, quand cela diffère"},
      {"niveau", "Niveau", Shape::text, {ue}, {}, "Niveau du cadre national des certifications"},
      {"rncp", "Numéro RNCP", Shape::text, {ue}, {}, "Laisser vide quand il n'est pas vérifié"},
      {"certification", "", Shape::references, {ue}, {}, "Le titre ou le certificat dont l'unité fait partie", "",
       "certification"},
      {"objectifs", "Objectifs", Shape::texts, {ue}, {}, "Un objectif par ligne"},
      {"examen", "", Shape::record, {ue}, {}, "Le plan d'un examen blanc", "", "",
       {{"minutes", "", Shape::integer, all, all, "Le temps donné, en minutes"},
        {"parties", "", Shape::records, all, all, "Les parties du sujet, dans l'ordre", "", "",
         {{"titre", "", Shape::text, all, all, "Le groupe de notions"},
          {"questions", "", Shape::integer, all, all, "Combien de questions y sont tirées"},
          {"fiches", "", Shape::texts, all, {}, "Les fiches du groupe"},
          {"genres", "", Shape::choices, all, {}, "En plus, toutes les fiches de l'UE de ces genres", "kinds"}}}}},
      {"ue", "", Shape::references, {notion}, {notion}, "Les unités qui l'enseignent", "", "enseigne"},
      {"auteurs", "Auteurs", Shape::texts, {notion}, {}, "Les auteurs de l'idée"},
      {"reperes", "Repères", Shape::records, {notion}, {}, "Dates à retenir", "", "",
       {{"date", "", Shape::text, all, all, "Une année ou une date"},
        {"texte", "", Shape::text, all, all, "Ce qui s'est passé"}}},
      {"etapes", "", Shape::records, {parcours}, {parcours}, "Les fiches à suivre, dans l'ordre", "", "etapes",
       {{"si", "", Shape::text, all, {}, "À quelle condition"},
        {"fiche", "", Shape::reference, all, all, "Identifiant de la fiche"},
        {"note", "", Shape::text, all, {}, "Une précision"}}},
      {"institution", "", Shape::reference, {contact}, {}, "L'institution représentée", "", "represente"},
      {"telephone", "Téléphone", Shape::text, {contact}, {}, "Numéro court ou international (+33…)"},
      {"courriel", "Courriel", Shape::text, {contact}, {}, "Adresse de la structure, jamais d'une personne"},
      {"adresse", "Adresse", Shape::text, {contact}, {}, "Adresse postale"},
      {"site", "Site", Shape::url, {contact}, {}, "Adresse du site"},
      {"horaires", "Horaires", Shape::text, {contact}, {}, "Au format opening_hours d'OpenStreetMap"},
      {"modes_mobilisation", "Comment faire", Shape::choices, {contact}, {}, "Comment s'y adresser", "modes-mobilisation"},
      {"mobilisable_par", "Qui peut s'y adresser", Shape::choices, {contact}, {}, "usagers, professionnels", "mobilisable-par"},
      {"modes_accueil", "Accueil", Shape::choices, {contact, institution}, {}, "En présentiel, à distance", "modes-accueil"},

      // Where it belongs.
      {"domaines", "Domaines", Shape::choices, all, guided, "Un à trois des neuf domaines", "domaines"},
      {"thematiques", "", Shape::choices, all, {}, "Thématiques data·inclusion v1", "thematiques"},
      {"publics", "Publics", Shape::choices, all, {institution, dispositif}, "À qui elle s'adresse ; tous-publics va seul",
       "publics"},
      {"territoire", "", Shape::record, all, {}, "Où elle s'applique", "", "",
       {{"echelle", "", Shape::choice, all, all, "national, region, departement, epci ou communes", "echelles"},
        {"codes", "", Shape::texts, all, {}, "france, ou des codes Insee entre guillemets"}}},
      {"urgence", "", Shape::integer, all, {}, "0 information, 1 dans le mois, 2 sous 72 heures, 3 tout de suite"},
      {"questions", "", Shape::texts, all, {}, "Comment les gens le demandent, avec leurs mots"},
      {"paroles", "", Shape::texts, all, {}, "Ce que disent les gens avant d'en savoir le nom, pour la recherche"},
      {"relations", "", Shape::record, all, {}, "Liens vers d'autres fiches, écrits d'un seul côté"},

      // How far it can be trusted.
      {"etat", "", Shape::choice, all, {}, "brouillon, publie, historique ou retire", "etats"},
      {"visibilite", "", Shape::choice, all, {}, "public, pro ou interne", "visibilites"},
      {"verifie_le", "", Shape::date, all, {}, "Jour de la dernière vérification par une personne"},
      {"verifie_par", "", Shape::text, all, {}, "Un rôle ou des initiales, pas un nom"},
      {"valable_du", "Valable du", Shape::date, all, {}, "Premier jour de validité"},
      {"valable_jusqu_au", "Valable jusqu'au", Shape::date, all, {}, "Dernier jour de validité"},
      {"sources", "", Shape::records, all, sourced, "D'où cela vient", "", "",
       {{"nom", "", Shape::text, all, all, "Le nom de la source"},
        {"url", "", Shape::url, all, {}, "Son adresse"},
        {"id_externe", "", Shape::text, all, {}, "Son identifiant, par exemple F10027"},
        {"licence", "", Shape::text, all, {}, "La licence de la source"},
        {"date", "", Shape::date, all, {}, "La date que porte la source"},
        {"consulte_le", "", Shape::date, all, {}, "Le jour où quelqu'un l'a ouverte"}}},
      {"base_legale", "", Shape::records, all, {}, "Lois, codes et décrets", "", "",
       {{"texte", "", Shape::text, all, all, "Le texte, par exemple Code du travail"},
        {"article", "", Shape::text, all, {}, "L'article"},
        {"url", "", Shape::url, all, {}, "Son adresse sur Légifrance"}}},
      {"revision", "", Shape::record, all, {}, "De quoi réviser", "", "",
       {{"cartes", "", Shape::records, all, {}, "Question et réponse", "", "",
         {{"q", "", Shape::text, all, all, "La question"}, {"r", "", Shape::text, all, all, "La réponse"}}},
        {"qcm", "", Shape::records, all, {}, "Questions à choix", "", "",
         {{"q", "", Shape::text, all, all, "La question"},
          {"bonnes", "", Shape::texts, all, all, "Les bonnes réponses"},
          {"fausses", "", Shape::texts, all, all, "Les mauvaises réponses"},
          {"retour", "", Shape::text, all, {}, "L'explication"}}},
        {"affirmations", "", Shape::records, all, {}, "Phrases vraies ou fausses", "", "",
         {{"q", "", Shape::text, all, all, "La phrase"},
          {"vrai", "", Shape::choice, all, all, "oui ou non", "oui-non"},
          {"retour", "", Shape::text, all, {}, "L'explication"}}},
        {"ordres", "", Shape::records, all, {}, "Étapes à remettre dans l'ordre", "", "",
         {{"q", "", Shape::text, all, all, "La question"},
          {"suite", "", Shape::texts, all, all, "Trois étapes au moins, dans le bon ordre"},
          {"retour", "", Shape::text, all, {}, "L'explication"}}}}},
  };
}

}  // namespace

const Choice* Vocabulary::find(std::string_view value) const {
  for (const auto& choice : choices)
    if (choice.value == value) return &choice;
  return nullptr;
}

const KindInfo* Model::kind_named(std::string_view name) const {
  for (const auto& info : kinds)
    if (info.name == name) return &info;
  return nullptr;
}

const KindInfo* Model::kind_in_folder(std::string_view folder) const {
  for (const auto& info : kinds)
    if (info.folder == folder) return &info;
  return nullptr;
}

const Field* Model::field(std::string_view name, Kind kind) const {
  for (const auto& field : fields)
    if (field.name == name && field.kinds.has(kind)) return &field;
  return nullptr;
}

const Relation* Model::relation(std::string_view name) const {
  for (const auto& relation : relations)
    if (relation.name == name) return &relation;
  return nullptr;
}

const Vocabulary& Model::vocabulary(std::string_view name) const {
  for (const auto& vocabulary : vocabularies)
    if (vocabulary.name == name) return vocabulary;
  assert(!"a vocabulary the model does not have");
  return vocabularies.front();
}

std::string Model::label(std::string_view name, std::string_view value) const {
  const auto* choice = vocabulary(name).find(value);
  return choice ? choice->label : std::string(value);
}

const Model& model() {
  static const Model the_model{kinds(), fields(), relations(), vocabularies()};
  return the_model;
}

}  // namespace reperes
