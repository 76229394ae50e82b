/* Rows of the table of phrases: languages of Europe. Sentences that a row
 * lacks are said in English. Numbers stand in European digits; what counts (documents, words)
 * is worded as a label, so that no phrase needs a plural. */
#include "base/phrase_rows.h"

/* clang-format off */
const struct phrase_row phrases_of_europe[] = {
    {"en", {
        [PHRASE_CONTENTS] = "Contents",
        [PHRASE_DOCUMENTS] = "Documents",
        [PHRASE_WORDS] = "Words",
        [PHRASE_COPY_OF] = "Copy of",
        [PHRASE_AS_OF] = "As of",
        [PHRASE_REVISION] = "Revision",
        [PHRASE_REVISION_IN_LINE] = "revision",
        [PHRASE_PREPARED_FOR] = "Prepared for",
        [PHRASE_CONTACT] = "Contact",
        [PHRASE_COLOPHON] = "Colophon",
        [PHRASE_WEB_ADDRESSES] = "Web addresses in this document",
        [PHRASE_PAGES_LEFT_OUT] = "Pages left out",
        [PHRASE_ABOUT_COPY] = "About this copy",
        [PHRASE_COPY_DATED] = "copy of %",
        [PHRASE_SOURCE] = "Source",
        [PHRASE_PAGE_SHORT] = "p. %",
        [PHRASE_PAGE] = "page %",
        [PHRASE_NOTE] = "note %",
        [PHRASE_IMAGE] = "Image",
        [PHRASE_FILE] = "file",
        [PHRASE_FILES] = "Files",
        [PHRASE_LINKS] = "Links",
        [PHRASE_ON_THIS_PAGE] = "On this page",
        [PHRASE_PREVIOUS] = "Previous",
        [PHRASE_NEXT] = "Next",
        [PHRASE_SKIP] = "Skip to the text",
        [PHRASE_PACKET] = "Packet",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "Links between these documents work in this file and carry page "
            "numbers for paper; web addresses are listed at each document's "
            "end.",
        [PHRASE_LINKED_ONLY] =
            "These pages of the site are linked to but are not in this packet; "
            "the links lead to the live site.",
        [PHRASE_SITE_COUNTS] =
            "The living documents are on the site; what it says there counts.",
        [PHRASE_DATE] = "d m y",
        [PHRASE_MONTHS] = "January|February|March|April|"
            "May|June|July|August|"
            "September|October|November|December",
    }},
    {"de", {
        [PHRASE_CONTENTS] = "Inhalt",
        [PHRASE_DOCUMENTS] = "Dokumente",
        [PHRASE_WORDS] = "Wörter",
        [PHRASE_COPY_OF] = "Kopie von",
        [PHRASE_AS_OF] = "Stand",
        [PHRASE_REVISION] = "Revision",
        [PHRASE_REVISION_IN_LINE] = "Revision",
        [PHRASE_PREPARED_FOR] = "Erstellt für",
        [PHRASE_CONTACT] = "Kontakt",
        [PHRASE_COLOPHON] = "Kolophon",
        [PHRASE_WEB_ADDRESSES] = "Webadressen in diesem Dokument",
        [PHRASE_PAGES_LEFT_OUT] = "Ausgelassene Seiten",
        [PHRASE_ABOUT_COPY] = "Über diese Kopie",
        [PHRASE_COPY_DATED] = "Kopie vom %",
        [PHRASE_SOURCE] = "Quelle",
        [PHRASE_PAGE_SHORT] = "S. %",
        [PHRASE_PAGE] = "Seite %",
        [PHRASE_NOTE] = "Fußnote %",
        [PHRASE_IMAGE] = "Bild",
        [PHRASE_FILE] = "Datei",
        [PHRASE_FILES] = "Dateien",
        [PHRASE_LINKS] = "Links",
        [PHRASE_ON_THIS_PAGE] = "Auf dieser Seite",
        [PHRASE_PREVIOUS] = "Zurück",
        [PHRASE_NEXT] = "Weiter",
        [PHRASE_SKIP] = "Zum Text springen",
        [PHRASE_PACKET] = "Sammlung",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "Verweise zwischen diesen Dokumenten funktionieren in dieser Datei "
            "und tragen für das Papier Seitenzahlen; Webadressen stehen am Ende "
            "jedes Dokuments.",
        [PHRASE_LINKED_ONLY] =
            "Auf diese Seiten der Website wird verwiesen, sie sind aber nicht "
            "in dieser Sammlung; die Verweise führen zur Website.",
        [PHRASE_SITE_COUNTS] = "Maßgeblich sind die Dokumente auf der Website.",
        [PHRASE_DATE] = "d. m y",
        [PHRASE_MONTHS] = "Januar|Februar|März|April|"
            "Mai|Juni|Juli|August|"
            "September|Oktober|November|Dezember",
    }},
    {"fr", {
        [PHRASE_CONTENTS] = "Table des matières",
        [PHRASE_DOCUMENTS] = "Documents",
        [PHRASE_WORDS] = "Mots",
        [PHRASE_COPY_OF] = "Copie de",
        [PHRASE_AS_OF] = "Date",
        [PHRASE_REVISION] = "Révision",
        [PHRASE_REVISION_IN_LINE] = "révision",
        [PHRASE_PREPARED_FOR] = "Préparé pour",
        [PHRASE_CONTACT] = "Contact",
        [PHRASE_COLOPHON] = "Colophon",
        [PHRASE_WEB_ADDRESSES] = "Adresses web de ce document",
        [PHRASE_PAGES_LEFT_OUT] = "Pages non incluses",
        [PHRASE_ABOUT_COPY] = "À propos de cette copie",
        [PHRASE_COPY_DATED] = "copie du %",
        [PHRASE_SOURCE] = "Source",
        [PHRASE_PAGE_SHORT] = "p. %",
        [PHRASE_PAGE] = "page %",
        [PHRASE_NOTE] = "note %",
        [PHRASE_IMAGE] = "Image",
        [PHRASE_FILE] = "fichier",
        [PHRASE_FILES] = "Fichiers",
        [PHRASE_LINKS] = "Liens",
        [PHRASE_ON_THIS_PAGE] = "Sur cette page",
        [PHRASE_PREVIOUS] = "Précédent",
        [PHRASE_NEXT] = "Suivant",
        [PHRASE_SKIP] = "Aller au texte",
        [PHRASE_PACKET] = "Dossier",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "Les liens entre ces documents fonctionnent dans ce fichier et "
            "portent des numéros de page pour l’impression ; les adresses web "
            "figurent à la fin de chaque document.",
        [PHRASE_LINKED_ONLY] =
            "Ces pages du site sont liées mais ne figurent pas dans ce dossier "
            "; les liens mènent au site.",
        [PHRASE_SITE_COUNTS] = "Seuls les documents publiés sur le site font foi.",
        [PHRASE_DATE] = "d m y",
        [PHRASE_MONTHS] = "janvier|février|mars|avril|"
            "mai|juin|juillet|août|"
            "septembre|octobre|novembre|décembre",
    }},
    {"es", {
        [PHRASE_CONTENTS] = "Índice",
        [PHRASE_DOCUMENTS] = "Documentos",
        [PHRASE_WORDS] = "Palabras",
        [PHRASE_COPY_OF] = "Copia de",
        [PHRASE_AS_OF] = "Fecha",
        [PHRASE_REVISION] = "Revisión",
        [PHRASE_REVISION_IN_LINE] = "revisión",
        [PHRASE_PREPARED_FOR] = "Preparado para",
        [PHRASE_CONTACT] = "Contacto",
        [PHRASE_COLOPHON] = "Colofón",
        [PHRASE_WEB_ADDRESSES] = "Direcciones web de este documento",
        [PHRASE_PAGES_LEFT_OUT] = "Páginas no incluidas",
        [PHRASE_ABOUT_COPY] = "Acerca de esta copia",
        [PHRASE_COPY_DATED] = "copia del %",
        [PHRASE_SOURCE] = "Fuente",
        [PHRASE_PAGE_SHORT] = "p. %",
        [PHRASE_PAGE] = "página %",
        [PHRASE_NOTE] = "nota %",
        [PHRASE_IMAGE] = "Imagen",
        [PHRASE_FILE] = "archivo",
        [PHRASE_FILES] = "Archivos",
        [PHRASE_LINKS] = "Enlaces",
        [PHRASE_ON_THIS_PAGE] = "En esta página",
        [PHRASE_PREVIOUS] = "Anterior",
        [PHRASE_NEXT] = "Siguiente",
        [PHRASE_SKIP] = "Saltar al texto",
        [PHRASE_PACKET] = "Dossier",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "Los enlaces entre estos documentos funcionan en este archivo y "
            "llevan números de página para el papel; las direcciones web "
            "figuran al final de cada documento.",
        [PHRASE_LINKED_ONLY] =
            "Hay enlaces a estas páginas del sitio, pero no están en este "
            "dossier; los enlaces llevan al sitio web.",
        [PHRASE_SITE_COUNTS] =
            "Los documentos válidos son los publicados en el sitio web.",
        [PHRASE_DATE] = "d de m de y",
        [PHRASE_MONTHS] = "enero|febrero|marzo|abril|"
            "mayo|junio|julio|agosto|"
            "septiembre|octubre|noviembre|diciembre",
    }},
    {"it", {
        [PHRASE_CONTENTS] = "Indice",
        [PHRASE_DOCUMENTS] = "Documenti",
        [PHRASE_WORDS] = "Parole",
        [PHRASE_COPY_OF] = "Copia di",
        [PHRASE_AS_OF] = "Data",
        [PHRASE_REVISION] = "Revisione",
        [PHRASE_REVISION_IN_LINE] = "revisione",
        [PHRASE_PREPARED_FOR] = "Preparato per",
        [PHRASE_CONTACT] = "Contatti",
        [PHRASE_COLOPHON] = "Colophon",
        [PHRASE_WEB_ADDRESSES] = "Indirizzi web in questo documento",
        [PHRASE_PAGES_LEFT_OUT] = "Pagine non incluse",
        [PHRASE_ABOUT_COPY] = "Informazioni su questa copia",
        [PHRASE_COPY_DATED] = "copia del %",
        [PHRASE_SOURCE] = "Fonte",
        [PHRASE_PAGE_SHORT] = "p. %",
        [PHRASE_PAGE] = "pagina %",
        [PHRASE_NOTE] = "nota %",
        [PHRASE_IMAGE] = "Immagine",
        [PHRASE_FILE] = "file",
        [PHRASE_FILES] = "File",
        [PHRASE_LINKS] = "Collegamenti",
        [PHRASE_ON_THIS_PAGE] = "In questa pagina",
        [PHRASE_PREVIOUS] = "Precedente",
        [PHRASE_NEXT] = "Successivo",
        [PHRASE_SKIP] = "Vai al testo",
        [PHRASE_PACKET] = "Raccolta",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "I collegamenti tra questi documenti funzionano in questo file e "
            "riportano i numeri di pagina per la stampa; gli indirizzi web sono "
            "elencati alla fine di ogni documento.",
        [PHRASE_LINKED_ONLY] =
            "Queste pagine del sito sono collegate ma non fanno parte di questa "
            "raccolta; i collegamenti portano al sito.",
        [PHRASE_SITE_COUNTS] = "Fanno fede i documenti pubblicati sul sito.",
        [PHRASE_DATE] = "d m y",
        [PHRASE_MONTHS] = "gennaio|febbraio|marzo|aprile|"
            "maggio|giugno|luglio|agosto|"
            "settembre|ottobre|novembre|dicembre",
    }},
    {"pt", {
        [PHRASE_CONTENTS] = "Índice",
        [PHRASE_DOCUMENTS] = "Documentos",
        [PHRASE_WORDS] = "Palavras",
        [PHRASE_COPY_OF] = "Cópia de",
        [PHRASE_AS_OF] = "Data",
        [PHRASE_REVISION] = "Revisão",
        [PHRASE_REVISION_IN_LINE] = "revisão",
        [PHRASE_PREPARED_FOR] = "Preparado para",
        [PHRASE_CONTACT] = "Contacto",
        [PHRASE_COLOPHON] = "Colofão",
        [PHRASE_WEB_ADDRESSES] = "Endereços web neste documento",
        [PHRASE_PAGES_LEFT_OUT] = "Páginas não incluídas",
        [PHRASE_ABOUT_COPY] = "Sobre esta cópia",
        [PHRASE_COPY_DATED] = "cópia de %",
        [PHRASE_SOURCE] = "Fonte",
        [PHRASE_PAGE_SHORT] = "p. %",
        [PHRASE_PAGE] = "página %",
        [PHRASE_NOTE] = "nota %",
        [PHRASE_IMAGE] = "Imagem",
        [PHRASE_FILE] = "ficheiro",
        [PHRASE_FILES] = "Ficheiros",
        [PHRASE_LINKS] = "Ligações",
        [PHRASE_ON_THIS_PAGE] = "Nesta página",
        [PHRASE_PREVIOUS] = "Anterior",
        [PHRASE_NEXT] = "Seguinte",
        [PHRASE_SKIP] = "Saltar para o texto",
        [PHRASE_PACKET] = "Coletânea",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "As ligações entre estes documentos funcionam neste ficheiro e "
            "trazem números de página para o papel; os endereços web estão no "
            "fim de cada documento.",
        [PHRASE_LINKED_ONLY] =
            "Há ligações para estas páginas do site, mas elas não estão nesta "
            "coletânea; as ligações levam ao site.",
        [PHRASE_SITE_COUNTS] = "Prevalecem os documentos publicados no site.",
        [PHRASE_DATE] = "d de m de y",
        [PHRASE_MONTHS] = "janeiro|fevereiro|março|abril|"
            "maio|junho|julho|agosto|"
            "setembro|outubro|novembro|dezembro",
    }},
    {"pt-BR", {
        [PHRASE_CONTENTS] = "Sumário",
        [PHRASE_DOCUMENTS] = "Documentos",
        [PHRASE_WORDS] = "Palavras",
        [PHRASE_COPY_OF] = "Cópia de",
        [PHRASE_AS_OF] = "Data",
        [PHRASE_REVISION] = "Revisão",
        [PHRASE_REVISION_IN_LINE] = "revisão",
        [PHRASE_PREPARED_FOR] = "Preparado para",
        [PHRASE_CONTACT] = "Contato",
        [PHRASE_COLOPHON] = "Colofão",
        [PHRASE_WEB_ADDRESSES] = "Endereços web neste documento",
        [PHRASE_PAGES_LEFT_OUT] = "Páginas não incluídas",
        [PHRASE_ABOUT_COPY] = "Sobre esta cópia",
        [PHRASE_COPY_DATED] = "cópia de %",
        [PHRASE_SOURCE] = "Fonte",
        [PHRASE_PAGE_SHORT] = "p. %",
        [PHRASE_PAGE] = "página %",
        [PHRASE_NOTE] = "nota %",
        [PHRASE_IMAGE] = "Imagem",
        [PHRASE_FILE] = "arquivo",
        [PHRASE_FILES] = "Arquivos",
        [PHRASE_LINKS] = "Links",
        [PHRASE_ON_THIS_PAGE] = "Nesta página",
        [PHRASE_PREVIOUS] = "Anterior",
        [PHRASE_NEXT] = "Próximo",
        [PHRASE_SKIP] = "Ir para o texto",
        [PHRASE_PACKET] = "Coletânea",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "Os links entre estes documentos funcionam neste arquivo e trazem "
            "números de página para o papel; os endereços web estão no fim de "
            "cada documento.",
        [PHRASE_LINKED_ONLY] =
            "Há links para estas páginas do site, mas elas não estão nesta "
            "coletânea; os links levam ao site.",
        [PHRASE_SITE_COUNTS] = "Prevalecem os documentos publicados no site.",
        [PHRASE_DATE] = "d de m de y",
        [PHRASE_MONTHS] = "janeiro|fevereiro|março|abril|"
            "maio|junho|julho|agosto|"
            "setembro|outubro|novembro|dezembro",
    }},
    {"nl", {
        [PHRASE_CONTENTS] = "Inhoud",
        [PHRASE_DOCUMENTS] = "Documenten",
        [PHRASE_WORDS] = "Woorden",
        [PHRASE_COPY_OF] = "Kopie van",
        [PHRASE_AS_OF] = "Peildatum",
        [PHRASE_REVISION] = "Revisie",
        [PHRASE_REVISION_IN_LINE] = "revisie",
        [PHRASE_PREPARED_FOR] = "Opgesteld voor",
        [PHRASE_CONTACT] = "Contact",
        [PHRASE_COLOPHON] = "Colofon",
        [PHRASE_WEB_ADDRESSES] = "Webadressen in dit document",
        [PHRASE_PAGES_LEFT_OUT] = "Niet opgenomen pagina’s",
        [PHRASE_ABOUT_COPY] = "Over deze kopie",
        [PHRASE_COPY_DATED] = "kopie van %",
        [PHRASE_SOURCE] = "Bron",
        [PHRASE_PAGE_SHORT] = "p. %",
        [PHRASE_PAGE] = "pagina %",
        [PHRASE_NOTE] = "noot %",
        [PHRASE_IMAGE] = "Afbeelding",
        [PHRASE_FILE] = "bestand",
        [PHRASE_FILES] = "Bestanden",
        [PHRASE_LINKS] = "Links",
        [PHRASE_ON_THIS_PAGE] = "Op deze pagina",
        [PHRASE_PREVIOUS] = "Vorige",
        [PHRASE_NEXT] = "Volgende",
        [PHRASE_SKIP] = "Naar de tekst",
        [PHRASE_PACKET] = "Bundel",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "Links tussen deze documenten werken in dit bestand en hebben "
            "paginanummers voor op papier; webadressen staan aan het eind van "
            "elk document.",
        [PHRASE_LINKED_ONLY] =
            "Naar deze pagina’s van de site wordt verwezen, maar ze staan niet "
            "in deze bundel; de links leiden naar de site.",
        [PHRASE_SITE_COUNTS] = "De documenten op de site zijn leidend.",
        [PHRASE_DATE] = "d m y",
        [PHRASE_MONTHS] = "januari|februari|maart|april|"
            "mei|juni|juli|augustus|"
            "september|oktober|november|december",
    }},
    {"pl", {
        [PHRASE_CONTENTS] = "Spis treści",
        [PHRASE_DOCUMENTS] = "Dokumenty",
        [PHRASE_WORDS] = "Słowa",
        [PHRASE_COPY_OF] = "Źródło",
        [PHRASE_AS_OF] = "Stan na dzień",
        [PHRASE_REVISION] = "Rewizja",
        [PHRASE_REVISION_IN_LINE] = "rewizja",
        [PHRASE_PREPARED_FOR] = "Przygotowano dla",
        [PHRASE_CONTACT] = "Kontakt",
        [PHRASE_COLOPHON] = "Kolofon",
        [PHRASE_WEB_ADDRESSES] = "Adresy internetowe w tym dokumencie",
        [PHRASE_PAGES_LEFT_OUT] = "Pominięte strony",
        [PHRASE_ABOUT_COPY] = "O tej kopii",
        [PHRASE_COPY_DATED] = "kopia z dnia %",
        [PHRASE_SOURCE] = "Źródło",
        [PHRASE_PAGE_SHORT] = "s. %",
        [PHRASE_PAGE] = "strona %",
        [PHRASE_NOTE] = "przypis %",
        [PHRASE_IMAGE] = "Obraz",
        [PHRASE_FILE] = "plik",
        [PHRASE_FILES] = "Pliki",
        [PHRASE_LINKS] = "Odnośniki",
        [PHRASE_ON_THIS_PAGE] = "Na tej stronie",
        [PHRASE_PREVIOUS] = "Wstecz",
        [PHRASE_NEXT] = "Dalej",
        [PHRASE_SKIP] = "Przejdź do tekstu",
        [PHRASE_PACKET] = "Zbiór",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "Odnośniki między tymi dokumentami działają w tym pliku i mają "
            "numery stron na potrzeby druku; adresy internetowe podano na końcu "
            "każdego dokumentu.",
        [PHRASE_LINKED_ONLY] =
            "Do tych stron witryny prowadzą odnośniki, ale nie ma ich w tym "
            "zbiorze; odnośniki prowadzą do witryny.",
        [PHRASE_SITE_COUNTS] = "Wiążące są dokumenty opublikowane w witrynie.",
        [PHRASE_DATE] = "d m y",
        [PHRASE_MONTHS] = "stycznia|lutego|marca|kwietnia|"
            "maja|czerwca|lipca|sierpnia|"
            "września|października|listopada|grudnia",
    }},
    {"ru", {
        [PHRASE_CONTENTS] = "Содержание",
        [PHRASE_DOCUMENTS] = "Документы",
        [PHRASE_WORDS] = "Слова",
        [PHRASE_COPY_OF] = "Источник",
        [PHRASE_AS_OF] = "По состоянию на",
        [PHRASE_REVISION] = "Ревизия",
        [PHRASE_REVISION_IN_LINE] = "ревизия",
        [PHRASE_PREPARED_FOR] = "Подготовлено для",
        [PHRASE_CONTACT] = "Контакт",
        [PHRASE_COLOPHON] = "Выходные данные",
        [PHRASE_WEB_ADDRESSES] = "Веб-адреса в этом документе",
        [PHRASE_PAGES_LEFT_OUT] = "Страницы вне подборки",
        [PHRASE_ABOUT_COPY] = "Об этой копии",
        [PHRASE_COPY_DATED] = "копия от %",
        [PHRASE_SOURCE] = "Источник",
        [PHRASE_PAGE_SHORT] = "с. %",
        [PHRASE_PAGE] = "страница %",
        [PHRASE_NOTE] = "примечание %",
        [PHRASE_IMAGE] = "Изображение",
        [PHRASE_FILE] = "файл",
        [PHRASE_FILES] = "Файлы",
        [PHRASE_LINKS] = "Ссылки",
        [PHRASE_ON_THIS_PAGE] = "На этой странице",
        [PHRASE_PREVIOUS] = "Назад",
        [PHRASE_NEXT] = "Далее",
        [PHRASE_SKIP] = "Перейти к тексту",
        [PHRASE_PACKET] = "Подборка",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "Ссылки между этими документами работают в этом файле и снабжены "
            "номерами страниц для печати; веб-адреса перечислены в конце "
            "каждого документа.",
        [PHRASE_LINKED_ONLY] =
            "На эти страницы сайта есть ссылки, но в подборку они не входят; "
            "ссылки ведут на сайт.",
        [PHRASE_SITE_COUNTS] = "Действительны документы, опубликованные на сайте.",
        [PHRASE_DATE] = "d m y г.",
        [PHRASE_MONTHS] = "января|февраля|марта|апреля|"
            "мая|июня|июля|августа|"
            "сентября|октября|ноября|декабря",
    }},
    {"uk", {
        [PHRASE_CONTENTS] = "Зміст",
        [PHRASE_DOCUMENTS] = "Документи",
        [PHRASE_WORDS] = "Слова",
        [PHRASE_COPY_OF] = "Джерело",
        [PHRASE_AS_OF] = "Станом на",
        [PHRASE_REVISION] = "Ревізія",
        [PHRASE_REVISION_IN_LINE] = "ревізія",
        [PHRASE_PREPARED_FOR] = "Підготовлено для",
        [PHRASE_CONTACT] = "Контакт",
        [PHRASE_COLOPHON] = "Вихідні дані",
        [PHRASE_WEB_ADDRESSES] = "Вебадреси в цьому документі",
        [PHRASE_PAGES_LEFT_OUT] = "Сторінки поза добіркою",
        [PHRASE_ABOUT_COPY] = "Про цю копію",
        [PHRASE_COPY_DATED] = "копія від %",
        [PHRASE_SOURCE] = "Джерело",
        [PHRASE_PAGE_SHORT] = "с. %",
        [PHRASE_PAGE] = "сторінка %",
        [PHRASE_NOTE] = "примітка %",
        [PHRASE_IMAGE] = "Зображення",
        [PHRASE_FILE] = "файл",
        [PHRASE_FILES] = "Файли",
        [PHRASE_LINKS] = "Посилання",
        [PHRASE_ON_THIS_PAGE] = "На цій сторінці",
        [PHRASE_PREVIOUS] = "Назад",
        [PHRASE_NEXT] = "Далі",
        [PHRASE_SKIP] = "Перейти до тексту",
        [PHRASE_PACKET] = "Добірка",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "Посилання між цими документами працюють у цьому файлі й мають "
            "номери сторінок для друку; вебадреси наведено в кінці кожного "
            "документа.",
        [PHRASE_LINKED_ONLY] =
            "На ці сторінки сайту є посилання, але до добірки вони не входять; "
            "посилання ведуть на сайт.",
        [PHRASE_SITE_COUNTS] = "Чинними є документи, опубліковані на сайті.",
        [PHRASE_DATE] = "d m y р.",
        [PHRASE_MONTHS] = "січня|лютого|березня|квітня|"
            "травня|червня|липня|серпня|"
            "вересня|жовтня|листопада|грудня",
    }},
    {"cs", {
        [PHRASE_CONTENTS] = "Obsah",
        [PHRASE_DOCUMENTS] = "Dokumenty",
        [PHRASE_WORDS] = "Slova",
        [PHRASE_COPY_OF] = "Zdroj",
        [PHRASE_AS_OF] = "Stav ke dni",
        [PHRASE_REVISION] = "Revize",
        [PHRASE_REVISION_IN_LINE] = "revize",
        [PHRASE_PREPARED_FOR] = "Připraveno pro",
        [PHRASE_CONTACT] = "Kontakt",
        [PHRASE_COLOPHON] = "Tiráž",
        [PHRASE_WEB_ADDRESSES] = "Webové adresy v tomto dokumentu",
        [PHRASE_PAGES_LEFT_OUT] = "Vynechané stránky",
        [PHRASE_ABOUT_COPY] = "O této kopii",
        [PHRASE_COPY_DATED] = "kopie ze dne %",
        [PHRASE_SOURCE] = "Zdroj",
        [PHRASE_PAGE_SHORT] = "s. %",
        [PHRASE_PAGE] = "strana %",
        [PHRASE_NOTE] = "poznámka %",
        [PHRASE_IMAGE] = "Obrázek",
        [PHRASE_FILE] = "soubor",
        [PHRASE_FILES] = "Soubory",
        [PHRASE_LINKS] = "Odkazy",
        [PHRASE_ON_THIS_PAGE] = "Na této stránce",
        [PHRASE_PREVIOUS] = "Předchozí",
        [PHRASE_NEXT] = "Další",
        [PHRASE_SKIP] = "Přejít na text",
        [PHRASE_PACKET] = "Sbírka",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "Odkazy mezi těmito dokumenty v tomto souboru fungují a pro tisk "
            "mají čísla stran; webové adresy jsou uvedeny na konci každého "
            "dokumentu.",
        [PHRASE_LINKED_ONLY] =
            "Na tyto stránky webu vedou odkazy, ale v této sbírce nejsou; "
            "odkazy vedou na web.",
        [PHRASE_SITE_COUNTS] = "Rozhodující jsou dokumenty zveřejněné na webu.",
        [PHRASE_DATE] = "d. m y",
        [PHRASE_MONTHS] = "ledna|února|března|dubna|"
            "května|června|července|srpna|"
            "září|října|listopadu|prosince",
    }},
    {0},
};
/* clang-format on */
