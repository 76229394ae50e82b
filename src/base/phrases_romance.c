/* Rows of the table of phrases: French (with the spaces that it has before signs), Italian.
 * What each is for stands in phrases.h; how numbers look, in numerals.c. */
#include "base/phrase_rows.h"

/* clang-format off */
const struct phrase_row phrases_romance[] = {
    {"fr", {
        [PHRASE_CONTENTS] = "Table des matières",
        [PHRASE_DOCUMENTS] = "Documents",
        [PHRASE_WORDS] = "Mots",
        [PHRASE_COPY_OF] = "Copie de",
        [PHRASE_AS_OF] = "Date",
        [PHRASE_REVISION] = "Révision",
        [PHRASE_REVISION_IN_LINE] = "révision",
        [PHRASE_LAST_CHANGED] = "Dernière modification",
        [PHRASE_LAST_CHANGED_ON] = "dernière modification le %",
        [PHRASE_PREPARED_FOR] = "Préparé pour",
        [PHRASE_CONTACT] = "Contact",
        [PHRASE_COLOPHON] = "Colophon",
        [PHRASE_WEB_ADDRESSES] = "Adresses web de ce document",
        [PHRASE_PAGES_LEFT_OUT] = "Pages non incluses",
        [PHRASE_ABOUT_COPY] = "À propos de cette copie",
        [PHRASE_COPY_DATED] = "copie du %",
        [PHRASE_SOURCE] = "Source",
        [PHRASE_CALLOUT_NOTE] = "Remarque",
        [PHRASE_CALLOUT_TIP] = "Astuce",
        [PHRASE_CALLOUT_IMPORTANT] = "Important",
        [PHRASE_CALLOUT_WARNING] = "Avertissement",
        [PHRASE_CALLOUT_CAUTION] = "Attention",
        [PHRASE_PAGE_SHORT] = "p. %",
        [PHRASE_PAGE] = "page %",
        [PHRASE_NOTE] = "note %",
        [PHRASE_IMAGE] = "Image",
        [PHRASE_QR_CODE] = "Code QR",
        [PHRASE_FILE] = "fichier",
        [PHRASE_FILES] = "Fichiers",
        [PHRASE_LINKS] = "Liens",
        [PHRASE_ON_THIS_PAGE] = "Sur cette page",
        [PHRASE_PREVIOUS] = "Précédent",
        [PHRASE_NEXT] = "Suivant",
        [PHRASE_SKIP] = "Aller au texte",
        [PHRASE_SEARCH] = "Rechercher",
        [PHRASE_SEARCH_HELP] = "Les mots entre guillemets sont cherchés côte à côte.",
        [PHRASE_FOUND] = "Trouvés",
        [PHRASE_NOTHING_FOUND] = "Aucun résultat",
        [PHRASE_SLASH_OPENS] = "La touche / ouvre la recherche",
        [PHRASE_CLOSE] = "Fermer",
        [PHRASE_THEME] = "Thème",
        [PHRASE_THEME_AUTOMATIC] = "automatique",
        [PHRASE_THEME_LIGHT] = "clair",
        [PHRASE_THEME_DARK] = "sombre",
        [PHRASE_COPY_CODE] = "Copier",
        [PHRASE_COPIED] = "Copié",
        [PHRASE_ENLARGE] = "Agrandir",
        [PHRASE_PACKET] = "Dossier",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "Les liens entre ces documents fonctionnent dans ce fichier et portent des "
            "numéros de page pour l’impression\xe2\x80\xaf; les adresses web figurent à "
            "la fin de chaque document.",
        [PHRASE_LINKED_ONLY] =
            "Ces pages du site sont liées mais ne figurent pas dans ce "
            "dossier\xe2\x80\xaf; les liens mènent au site.",
        [PHRASE_SITE_COUNTS] = "Seuls les documents publiés sur le site font foi.",
        [PHRASE_REVISION_OF] = " · ",
        [PHRASE_DOCUMENTS_OF] = " · Copie de %",
        [PHRASE_IMAGE_IN_LINE] = "image",
        [PHRASE_COLON] = "\xc2\xa0: ",
        [PHRASE_STOP] = ".",
        [PHRASE_COPY] = "Une copie",
        [PHRASE_COPY_FROM] = "Copie de %",
        [PHRASE_COPY_OF_DAY] = "Copie du %.",
        [PHRASE_NUMBER_OF] = " sur ",
        [PHRASE_STATE_OF] = "état au %",
        [PHRASE_PREPARED_FOR_WHOM] = "Préparé pour %",
        [PHRASE_SOURCE_IN_LINE] = "source",
        [PHRASE_SOURCE_REVISION] = "Révision de la source\xc2\xa0: %.",
        [PHRASE_QUESTIONS] = "Questions\xc2\xa0: %.",
        [PHRASE_MADE_WITH] = "Réalisé avec %.",
        [PHRASE_LIVING_ON] = "Les documents à jour se trouvent sur %.",
        [PHRASE_DOCUMENT_COUNT] = "% document|% documents|% de documents",
        [PHRASE_WORD_COUNT] = "% mot|% mots|% de mots",
        [PHRASE_PAGE_COUNT] = "% page|% pages|% de pages",
        [PHRASE_UNITS] = "%\xc2\xa0o|%\xc2\xa0ko|%\xc2\xa0Mo",
        [PHRASE_ALL_DOCUMENTS] = "Les % documents",
        [PHRASE_ALL_FILES] = "Les % fichiers",
        [PHRASE_WHOLE_AS_PDF] =
            "Le tout en un seul document, à lire et à imprimer\xc2\xa0: %",
        [PHRASE_THE_PACKET] = "le dossier",
        [PHRASE_LINKS_TELL] =
            "Ce qui ne mène nulle part et ce qui mène hors de ce dossier\xc2\xa0: %.",
        [PHRASE_LINKS_REPORT] = "le rapport des liens",
        [PHRASE_REPORT] = "Rapport",
        [PHRASE_FOR_MACHINES] = "Pour les programmes\xc2\xa0: %",
        [PHRASE_BROKEN_LINKS] = "Liens brisés",
        [PHRASE_BROKEN_ABOUT] =
            "Ces liens ne mènent nulle part\xe2\x80\xaf; leurs mots restent dans le "
            "texte.",
        [PHRASE_LEFT_OUT] = "Laissé de côté",
        [PHRASE_LEFT_OUT_ABOUT] =
            "Ce qui entourait le contenu de ces pages sur leur site et a été pris pour "
            "des menus ou similaires\xe2\x80\xaf; d’après les premiers mots.",
        [PHRASE_LIVE_LINKS] = "Liens vers le site",
        [PHRASE_EXTERNAL_LINKS] = "Liens vers d’autres sites",
        [PHRASE_EXTERNAL_ABOUT] = "Ils demandent une connexion au réseau.",
        [PHRASE_NONE] = "Aucun.",
        [PHRASE_LINK_WORDS] = "Texte du lien",
        [PHRASE_ADDRESS] = "Adresse",
        [PHRASE_WHERE] = "Emplacement",
        [PHRASE_EMPTY] = "(vide)",
        [PHRASE_UNPACK] = "Décompressez d’abord.",
        [PHRASE_UNPACK_WHY] =
            "Si cette page a été ouverte dans le fichier ZIP, décompressez le fichier "
            "entier, puis ouvrez START-HERE.html dans le nouveau dossier. Rien ici ne "
            "demande de connexion au réseau.",
        [PHRASE_OPEN_PAGES] = "Ouvrir les pages",
        [PHRASE_OPEN_PDF] = "Ouvrir le PDF",
        [PHRASE_IS_IT_WHOLE] = "Tout est-il complet\xe2\x80\xaf?",
        [PHRASE_BAG] =
            "Ce dossier est un paquet BagIt (RFC 8493)\xc2\xa0: deux manifestes "
            "contiennent l’empreinte de chaque fichier. Dans un terminal, dans ce "
            "dossier\xc2\xa0:",
        [PHRASE_COMMANDS] = "Commandes",
        [PHRASE_ON_A_MAC] =
            "Sur un Mac, % fait de même\xe2\x80\xaf; tout programme BagIt vérifie "
            "l’ensemble en une fois.",
        [PHRASE_README_OPEN] =
            "Ouvrir\xc2\xa0: START-HERE.html, dans n’importe quel navigateur, après "
            "avoir décompressé tout le fichier ZIP",
        [PHRASE_README_VERIFY] =
            "Vérifier\xc2\xa0: sha256sum -c manifest-sha256.txt (un paquet BagIt, RFC "
            "8493)",
        [PHRASE_README_SOURCE] = "Source\xc2\xa0: %",
        [PHRASE_KIND_WITHOUT] = "copie sans contenu actif",
        [PHRASE_KIND_AS_TEXT] = "en texte",
        [PHRASE_KIND_WITH] = "avec du contenu actif",
        [PHRASE_LIVE] = "en ligne",
        [PHRASE_NO_TARGET] = "sans cible",
        [PHRASE_NO_SUCH_PAGE] = "page introuvable",
        [PHRASE_NO_SUCH_FILE] = "fichier introuvable",
        [PHRASE_FILE_NOT_AVAILABLE] = "fichier non disponible",
        [PHRASE_FILE_RUNS] = "un fichier qui s’exécute à l’ouverture",
        [PHRASE_OUTSIDE_SITE] = "hors du site",
        [PHRASE_NOT_IN_PACKET] = "absent de ce dossier",
        [PHRASE_LINK_CIRCLE] = "liens symboliques en boucle",
        [PHRASE_REDIRECT_CIRCLE] = "redirection en boucle",
        [PHRASE_UNSAFE_ADDRESS] = "adresse non sûre",
        [PHRASE_LONG_ADDRESS] = "adresse trop longue",
        [PHRASE_INVALID_ADDRESS] = "adresse non valide",
        [PHRASE_TABLE] = "Tableau %",
        [PHRASE_CODE] = "Code %",
        [PHRASE_FORMULA] = "Formule %",
        [PHRASE_TASK_DONE] = "fait",
        [PHRASE_TASK_OPEN] = "à faire",
        [PHRASE_BACK_TO_TEXT] = "Retour au texte",
        [PHRASE_SOURCES_DIGEST] =
            "Empreinte des sources (SHA-256 de la liste des SHA-256 et chemins de chaque "
            "document, dans l’ordre)\xc2\xa0: %",
        [PHRASE_SHEETS] = "Feuilles",
        [PHRASE_PRINT_AT] = "imprimer à %",
        [PHRASE_FLIP_SHORT] = "retourner sur le bord court",
        [PHRASE_FLIP_LONG] = "retourner sur le bord long",
        [PHRASE_SET_BY] =
            "Composé en Gentium Plus, Open Sans et JetBrains Mono par %. Le fichier est "
            "balisé pour les technologies d’assistance (PDF/UA-1) et fait pour durer "
            "(PDF/A-3a)\xe2\x80\xaf; la même source donne les mêmes octets.",
        [PHRASE_DATE] = "d m y",
        [PHRASE_MONTHS] =
            "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|"
            "décembre",
    }},
    {"it", {
        [PHRASE_CONTENTS] = "Indice",
        [PHRASE_DOCUMENTS] = "Documenti",
        [PHRASE_WORDS] = "Parole",
        [PHRASE_COPY_OF] = "Copia di",
        [PHRASE_AS_OF] = "Data",
        [PHRASE_REVISION] = "Revisione",
        [PHRASE_REVISION_IN_LINE] = "revisione",
        [PHRASE_LAST_CHANGED] = "Ultima modifica",
        [PHRASE_LAST_CHANGED_ON] = "ultima modifica: %",
        [PHRASE_PREPARED_FOR] = "Preparato per",
        [PHRASE_CONTACT] = "Contatti",
        [PHRASE_COLOPHON] = "Colophon",
        [PHRASE_WEB_ADDRESSES] = "Indirizzi web in questo documento",
        [PHRASE_PAGES_LEFT_OUT] = "Pagine non incluse",
        [PHRASE_ABOUT_COPY] = "Informazioni su questa copia",
        [PHRASE_COPY_DATED] = "copia del %",
        [PHRASE_SOURCE] = "Fonte",
        [PHRASE_CALLOUT_NOTE] = "Nota",
        [PHRASE_CALLOUT_TIP] = "Suggerimento",
        [PHRASE_CALLOUT_IMPORTANT] = "Importante",
        [PHRASE_CALLOUT_WARNING] = "Avviso",
        [PHRASE_CALLOUT_CAUTION] = "Attenzione",
        [PHRASE_PAGE_SHORT] = "p. %",
        [PHRASE_PAGE] = "pagina %",
        [PHRASE_NOTE] = "nota %",
        [PHRASE_IMAGE] = "Immagine",
        [PHRASE_QR_CODE] = "Codice QR",
        [PHRASE_FILE] = "file",
        [PHRASE_FILES] = "File",
        [PHRASE_LINKS] = "Collegamenti",
        [PHRASE_ON_THIS_PAGE] = "In questa pagina",
        [PHRASE_PREVIOUS] = "Precedente",
        [PHRASE_NEXT] = "Successivo",
        [PHRASE_SKIP] = "Vai al testo",
        [PHRASE_SEARCH] = "Cerca",
        [PHRASE_SEARCH_HELP] = "Le parole tra virgolette si cercano affiancate.",
        [PHRASE_FOUND] = "Trovati",
        [PHRASE_NOTHING_FOUND] = "Nessun risultato",
        [PHRASE_SLASH_OPENS] = "Il tasto / apre la ricerca",
        [PHRASE_CLOSE] = "Chiudi",
        [PHRASE_THEME] = "Tema",
        [PHRASE_THEME_AUTOMATIC] = "automatico",
        [PHRASE_THEME_LIGHT] = "chiaro",
        [PHRASE_THEME_DARK] = "scuro",
        [PHRASE_COPY_CODE] = "Copia",
        [PHRASE_COPIED] = "Copiato",
        [PHRASE_ENLARGE] = "Ingrandisci",
        [PHRASE_PACKET] = "Raccolta",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "I collegamenti tra questi documenti funzionano in questo file e riportano i "
            "numeri di pagina per la stampa; gli indirizzi web sono elencati alla fine "
            "di ogni documento.",
        [PHRASE_LINKED_ONLY] =
            "Queste pagine del sito sono collegate ma non fanno parte di questa "
            "raccolta; i collegamenti portano al sito.",
        [PHRASE_SITE_COUNTS] = "Fanno fede i documenti pubblicati sul sito.",
        [PHRASE_REVISION_OF] = " · ",
        [PHRASE_DOCUMENTS_OF] = " · Copia di %",
        [PHRASE_IMAGE_IN_LINE] = "immagine",
        [PHRASE_COLON] = ": ",
        [PHRASE_STOP] = ".",
        [PHRASE_COPY] = "Una copia",
        [PHRASE_COPY_FROM] = "Copia di %",
        [PHRASE_COPY_OF_DAY] = "Copia del %.",
        [PHRASE_NUMBER_OF] = " di ",
        [PHRASE_STATE_OF] = "stato al %",
        [PHRASE_PREPARED_FOR_WHOM] = "Preparato per %",
        [PHRASE_SOURCE_IN_LINE] = "fonte",
        [PHRASE_SOURCE_REVISION] = "Revisione della fonte: %.",
        [PHRASE_QUESTIONS] = "Domande: %.",
        [PHRASE_MADE_WITH] = "Realizzato con %.",
        [PHRASE_LIVING_ON] = "I documenti aggiornati si trovano su %.",
        [PHRASE_DOCUMENT_COUNT] = "% documento|% documenti|% di documenti",
        [PHRASE_WORD_COUNT] = "% parola|% parole|% di parole",
        [PHRASE_PAGE_COUNT] = "% pagina|% pagine|% di pagine",
        [PHRASE_UNITS] = "% byte|% kB|% MB",
        [PHRASE_ALL_DOCUMENTS] = "Tutti i % documenti",
        [PHRASE_ALL_FILES] = "Tutti i % file",
        [PHRASE_WHOLE_AS_PDF] = "Tutto in un solo documento, da leggere e da stampare: %",
        [PHRASE_THE_PACKET] = "la raccolta",
        [PHRASE_LINKS_TELL] =
            "Ciò che non porta da nessuna parte e ciò che porta fuori da questa "
            "raccolta: %.",
        [PHRASE_LINKS_REPORT] = "il rapporto sui collegamenti",
        [PHRASE_REPORT] = "Rapporto",
        [PHRASE_FOR_MACHINES] = "Per i programmi: %",
        [PHRASE_BROKEN_LINKS] = "Collegamenti interrotti",
        [PHRASE_BROKEN_ABOUT] =
            "Non portano da nessuna parte; le loro parole restano nel testo.",
        [PHRASE_LEFT_OUT] = "Tralasciato",
        [PHRASE_LEFT_OUT_ABOUT] =
            "Ciò che sul sito circondava il contenuto di queste pagine ed è stato preso "
            "per menu e simili; con le prime parole.",
        [PHRASE_LIVE_LINKS] = "Collegamenti al sito",
        [PHRASE_EXTERNAL_LINKS] = "Collegamenti ad altri siti",
        [PHRASE_EXTERNAL_ABOUT] = "Richiedono una connessione di rete.",
        [PHRASE_NONE] = "Nessuno.",
        [PHRASE_LINK_WORDS] = "Testo del collegamento",
        [PHRASE_ADDRESS] = "Indirizzo",
        [PHRASE_WHERE] = "Posizione",
        [PHRASE_EMPTY] = "(vuoto)",
        [PHRASE_UNPACK] = "Prima estrarre.",
        [PHRASE_UNPACK_WHY] =
            "Se questa pagina è stata aperta dentro il file ZIP, estrarre l’intero file "
            "e aprire START-HERE.html nella nuova cartella. Niente qui richiede una "
            "connessione di rete.",
        [PHRASE_OPEN_PAGES] = "Apri le pagine",
        [PHRASE_OPEN_PDF] = "Apri il PDF",
        [PHRASE_IS_IT_WHOLE] = "È tutto integro?",
        [PHRASE_BAG] =
            "Questa cartella è un pacchetto BagIt (RFC 8493): due manifesti contengono "
            "l’impronta di ogni file. In un terminale, in questa cartella:",
        [PHRASE_COMMANDS] = "Comandi",
        [PHRASE_ON_A_MAC] =
            "Su un Mac, % fa lo stesso; qualsiasi programma BagIt verifica tutto in una "
            "volta.",
        [PHRASE_README_OPEN] =
            "Aprire: START-HERE.html, in qualsiasi browser, dopo aver estratto l’intero "
            "file ZIP",
        [PHRASE_README_VERIFY] =
            "Verificare: sha256sum -c manifest-sha256.txt (un pacchetto BagIt, RFC 8493)",
        [PHRASE_README_SOURCE] = "Fonte: %",
        [PHRASE_KIND_WITHOUT] = "copia senza contenuti attivi",
        [PHRASE_KIND_AS_TEXT] = "come testo",
        [PHRASE_KIND_WITH] = "con contenuti attivi",
        [PHRASE_LIVE] = "online",
        [PHRASE_NO_TARGET] = "senza destinazione",
        [PHRASE_NO_SUCH_PAGE] = "pagina non trovata",
        [PHRASE_NO_SUCH_FILE] = "file non trovato",
        [PHRASE_FILE_NOT_AVAILABLE] = "file non disponibile",
        [PHRASE_FILE_RUNS] = "un file che viene eseguito quando lo si apre",
        [PHRASE_OUTSIDE_SITE] = "fuori dal sito",
        [PHRASE_NOT_IN_PACKET] = "non è in questa raccolta",
        [PHRASE_LINK_CIRCLE] = "collegamenti simbolici in circolo",
        [PHRASE_REDIRECT_CIRCLE] = "reindirizzamento in circolo",
        [PHRASE_UNSAFE_ADDRESS] = "indirizzo non sicuro",
        [PHRASE_LONG_ADDRESS] = "indirizzo troppo lungo",
        [PHRASE_INVALID_ADDRESS] = "indirizzo non valido",
        [PHRASE_TABLE] = "Tabella %",
        [PHRASE_CODE] = "Codice %",
        [PHRASE_FORMULA] = "Formula %",
        [PHRASE_TASK_DONE] = "fatto",
        [PHRASE_TASK_OPEN] = "da fare",
        [PHRASE_BACK_TO_TEXT] = "Torna al testo",
        [PHRASE_SOURCES_DIGEST] =
            "Impronta delle fonti (SHA-256 dell’elenco di SHA-256 e percorso di ogni "
            "documento, in ordine): %",
        [PHRASE_SHEETS] = "Fogli",
        [PHRASE_PRINT_AT] = "stampare al %",
        [PHRASE_FLIP_SHORT] = "capovolgere sul lato corto",
        [PHRASE_FLIP_LONG] = "capovolgere sul lato lungo",
        [PHRASE_SET_BY] =
            "Composto in Gentium Plus, Open Sans e JetBrains Mono da %. Il file è "
            "etichettato per le tecnologie assistive (PDF/UA-1) e fatto per durare "
            "(PDF/A-3a); la stessa fonte dà gli stessi byte.",
        [PHRASE_DATE] = "d m y",
        [PHRASE_MONTHS] =
            "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|"
            "novembre|dicembre",
    }},
    {0},
};
/* clang-format on */
