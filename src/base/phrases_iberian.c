/* Rows of the table of phrases: Spanish, Portuguese as in Brazil, and what Portugal
 * says otherwise.
 * What each is for stands in phrases.h; how numbers look, in numerals.c. */
#include "base/phrase_rows.h"

/* clang-format off */
const struct phrase_row phrases_iberian[] = {
    {"es", {
        [PHRASE_CONTENTS] = "Índice",
        [PHRASE_DOCUMENTS] = "Documentos",
        [PHRASE_WORDS] = "Palabras",
        [PHRASE_COPY_OF] = "Copia de",
        [PHRASE_AS_OF] = "Fecha",
        [PHRASE_REVISION] = "Revisión",
        [PHRASE_REVISION_IN_LINE] = "revisión",
        [PHRASE_LAST_CHANGED] = "Última modificación",
        [PHRASE_LAST_CHANGED_ON] = "última modificación: %",
        [PHRASE_PREPARED_FOR] = "Preparado para",
        [PHRASE_CONTACT] = "Contacto",
        [PHRASE_COLOPHON] = "Colofón",
        [PHRASE_WEB_ADDRESSES] = "Direcciones web de este documento",
        [PHRASE_PAGES_LEFT_OUT] = "Páginas no incluidas",
        [PHRASE_ABOUT_COPY] = "Acerca de esta copia",
        [PHRASE_COPY_DATED] = "copia del %",
        [PHRASE_SOURCE] = "Fuente",
        [PHRASE_CALLOUT_NOTE] = "Nota",
        [PHRASE_CALLOUT_TIP] = "Consejo",
        [PHRASE_CALLOUT_IMPORTANT] = "Importante",
        [PHRASE_CALLOUT_WARNING] = "Advertencia",
        [PHRASE_CALLOUT_CAUTION] = "Precaución",
        [PHRASE_PAGE_SHORT] = "p. %",
        [PHRASE_PAGE] = "página %",
        [PHRASE_NOTE] = "nota %",
        [PHRASE_IMAGE] = "Imagen",
        [PHRASE_QR_CODE] = "Código QR",
        [PHRASE_FILE] = "archivo",
        [PHRASE_FILES] = "Archivos",
        [PHRASE_LINKS] = "Enlaces",
        [PHRASE_ON_THIS_PAGE] = "En esta página",
        [PHRASE_PREVIOUS] = "Anterior",
        [PHRASE_NEXT] = "Siguiente",
        [PHRASE_SKIP] = "Saltar al texto",
        [PHRASE_SEARCH] = "Buscar",
        [PHRASE_SEARCH_HELP] = "Las palabras entre comillas se buscan una junto a otra.",
        [PHRASE_FOUND] = "Encontrados",
        [PHRASE_NOTHING_FOUND] = "Sin resultados",
        [PHRASE_SLASH_OPENS] = "La tecla / abre la búsqueda",
        [PHRASE_CLOSE] = "Cerrar",
        [PHRASE_THEME] = "Tema",
        [PHRASE_THEME_AUTOMATIC] = "automático",
        [PHRASE_THEME_LIGHT] = "claro",
        [PHRASE_THEME_DARK] = "oscuro",
        [PHRASE_COPY_CODE] = "Copiar",
        [PHRASE_COPIED] = "Copiado",
        [PHRASE_ENLARGE] = "Ampliar",
        [PHRASE_PACKET] = "Dossier",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "Los enlaces entre estos documentos funcionan en este archivo y llevan "
            "números de página para el papel; las direcciones web figuran al final de "
            "cada documento.",
        [PHRASE_LINKED_ONLY] =
            "Hay enlaces a estas páginas del sitio, pero no están en este dossier; los "
            "enlaces llevan al sitio web.",
        [PHRASE_SITE_COUNTS] = "Los documentos válidos son los publicados en el sitio web.",
        [PHRASE_REVISION_OF] = " · ",
        [PHRASE_DOCUMENTS_OF] = " · Copia de %",
        [PHRASE_IMAGE_IN_LINE] = "imagen",
        [PHRASE_COLON] = ": ",
        [PHRASE_STOP] = ".",
        [PHRASE_COPY] = "Una copia",
        [PHRASE_COPY_FROM] = "Copia de %",
        [PHRASE_COPY_OF_DAY] = "Copia del %.",
        [PHRASE_NUMBER_OF] = " de ",
        [PHRASE_STATE_OF] = "a fecha de %",
        [PHRASE_PREPARED_FOR_WHOM] = "Preparado para %",
        [PHRASE_SOURCE_IN_LINE] = "fuente",
        [PHRASE_SOURCE_REVISION] = "Revisión de la fuente: %.",
        [PHRASE_QUESTIONS] = "Preguntas: %.",
        [PHRASE_MADE_WITH] = "Hecho con %.",
        [PHRASE_LIVING_ON] = "Los documentos vigentes están en %.",
        [PHRASE_DOCUMENT_COUNT] = "% documento|% documentos|% de documentos",
        [PHRASE_WORD_COUNT] = "% palabra|% palabras|% de palabras",
        [PHRASE_PAGE_COUNT] = "% página|% páginas|% de páginas",
        [PHRASE_UNITS] = "% B|% kB|% MB",
        [PHRASE_ALL_DOCUMENTS] = "Los % documentos",
        [PHRASE_ALL_FILES] = "Los % archivos",
        [PHRASE_WHOLE_AS_PDF] = "Todo en un solo documento, para leer y para imprimir: %",
        [PHRASE_THE_PACKET] = "el dossier",
        [PHRASE_LINKS_TELL] =
            "Lo que no lleva a ninguna parte y lo que lleva fuera de este dossier: %.",
        [PHRASE_LINKS_REPORT] = "el informe de enlaces",
        [PHRASE_REPORT] = "Informe",
        [PHRASE_FOR_MACHINES] = "Para programas: %",
        [PHRASE_BROKEN_LINKS] = "Enlaces rotos",
        [PHRASE_BROKEN_ABOUT] =
            "No llevan a ninguna parte; sus palabras siguen en el texto.",
        [PHRASE_LEFT_OUT] = "Omitido",
        [PHRASE_LEFT_OUT_ABOUT] =
            "Lo que en el sitio rodeaba el contenido de estas páginas y se tomó por "
            "menús y similares; con sus primeras palabras.",
        [PHRASE_LIVE_LINKS] = "Enlaces al sitio web",
        [PHRASE_EXTERNAL_LINKS] = "Enlaces a otros sitios",
        [PHRASE_EXTERNAL_ABOUT] = "Necesitan conexión a la red.",
        [PHRASE_NONE] = "Ninguno.",
        [PHRASE_LINK_WORDS] = "Texto del enlace",
        [PHRASE_ADDRESS] = "Dirección",
        [PHRASE_WHERE] = "Ubicación",
        [PHRASE_EMPTY] = "(vacío)",
        [PHRASE_UNPACK] = "Descomprima primero.",
        [PHRASE_UNPACK_WHY] =
            "Si esta página se ha abierto dentro del archivo ZIP, descomprima el archivo "
            "entero y abra START-HERE.html en la carpeta nueva. Nada de lo que hay aquí "
            "necesita conexión a la red.",
        [PHRASE_OPEN_PAGES] = "Abrir las páginas",
        [PHRASE_OPEN_PDF] = "Abrir el PDF",
        [PHRASE_IS_IT_WHOLE] = "¿Está completo?",
        [PHRASE_BAG] =
            "Esta carpeta es un paquete BagIt (RFC 8493): dos manifiestos contienen la "
            "suma de comprobación de cada archivo. En un terminal, en esta carpeta:",
        [PHRASE_COMMANDS] = "Órdenes",
        [PHRASE_ON_A_MAC] =
            "En un Mac, % hace lo mismo; cualquier programa de BagIt lo comprueba todo "
            "de una vez.",
        [PHRASE_README_OPEN] =
            "Abrir: START-HERE.html, en cualquier navegador, después de descomprimir "
            "todo el archivo ZIP",
        [PHRASE_README_VERIFY] =
            "Comprobar: sha256sum -c manifest-sha256.txt (un paquete BagIt, RFC 8493)",
        [PHRASE_README_SOURCE] = "Fuente: %",
        [PHRASE_KIND_WITHOUT] = "copia sin contenido activo",
        [PHRASE_KIND_AS_TEXT] = "como texto",
        [PHRASE_KIND_WITH] = "con contenido activo",
        [PHRASE_LIVE] = "en línea",
        [PHRASE_NO_TARGET] = "sin destino",
        [PHRASE_NO_SUCH_PAGE] = "página no encontrada",
        [PHRASE_NO_SUCH_FILE] = "archivo no encontrado",
        [PHRASE_FILE_NOT_AVAILABLE] = "archivo no disponible",
        [PHRASE_FILE_RUNS] = "un archivo que se ejecuta al abrirlo",
        [PHRASE_OUTSIDE_SITE] = "fuera del sitio",
        [PHRASE_NOT_IN_PACKET] = "no está en este dossier",
        [PHRASE_LINK_CIRCLE] = "enlaces simbólicos en círculo",
        [PHRASE_REDIRECT_CIRCLE] = "redirección en círculo",
        [PHRASE_UNSAFE_ADDRESS] = "dirección no segura",
        [PHRASE_LONG_ADDRESS] = "dirección demasiado larga",
        [PHRASE_INVALID_ADDRESS] = "dirección no válida",
        [PHRASE_TABLE] = "Tabla %",
        [PHRASE_CODE] = "Código %",
        [PHRASE_FORMULA] = "Fórmula %",
        [PHRASE_TASK_DONE] = "hecho",
        [PHRASE_TASK_OPEN] = "pendiente",
        [PHRASE_BACK_TO_TEXT] = "Volver al texto",
        [PHRASE_SOURCES_DIGEST] =
            "Suma de comprobación de las fuentes (SHA-256 de la lista con el SHA-256 y "
            "la ruta de cada documento, en orden): %",
        [PHRASE_SHEETS] = "Hojas",
        [PHRASE_PRINT_AT] = "imprimir al %",
        [PHRASE_FLIP_SHORT] = "voltear por el borde corto",
        [PHRASE_FLIP_LONG] = "voltear por el borde largo",
        [PHRASE_SET_BY] =
            "Compuesto en Gentium Plus, Open Sans y JetBrains Mono por %. El archivo "
            "está etiquetado para tecnologías de asistencia (PDF/UA-1) y hecho para "
            "perdurar (PDF/A-3a); la misma fuente da los mismos bytes.",
        [PHRASE_DATE] = "d de m de y",
        [PHRASE_MONTHS] =
            "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|"
            "noviembre|diciembre",
    }},
    {"pt", {
        [PHRASE_CONTENTS] = "Sumário",
        [PHRASE_DOCUMENTS] = "Documentos",
        [PHRASE_WORDS] = "Palavras",
        [PHRASE_COPY_OF] = "Cópia de",
        [PHRASE_AS_OF] = "Data",
        [PHRASE_REVISION] = "Revisão",
        [PHRASE_REVISION_IN_LINE] = "revisão",
        [PHRASE_LAST_CHANGED] = "Última alteração",
        [PHRASE_LAST_CHANGED_ON] = "última alteração: %",
        [PHRASE_PREPARED_FOR] = "Preparado para",
        [PHRASE_CONTACT] = "Contato",
        [PHRASE_COLOPHON] = "Colofão",
        [PHRASE_WEB_ADDRESSES] = "Endereços web neste documento",
        [PHRASE_PAGES_LEFT_OUT] = "Páginas não incluídas",
        [PHRASE_ABOUT_COPY] = "Sobre esta cópia",
        [PHRASE_COPY_DATED] = "cópia de %",
        [PHRASE_SOURCE] = "Fonte",
        [PHRASE_CALLOUT_NOTE] = "Nota",
        [PHRASE_CALLOUT_TIP] = "Dica",
        [PHRASE_CALLOUT_IMPORTANT] = "Importante",
        [PHRASE_CALLOUT_WARNING] = "Aviso",
        [PHRASE_CALLOUT_CAUTION] = "Atenção",
        [PHRASE_PAGE_SHORT] = "p. %",
        [PHRASE_PAGE] = "página %",
        [PHRASE_NOTE] = "nota %",
        [PHRASE_IMAGE] = "Imagem",
        [PHRASE_QR_CODE] = "Código QR",
        [PHRASE_FILE] = "arquivo",
        [PHRASE_FILES] = "Arquivos",
        [PHRASE_LINKS] = "Links",
        [PHRASE_ON_THIS_PAGE] = "Nesta página",
        [PHRASE_PREVIOUS] = "Anterior",
        [PHRASE_NEXT] = "Próximo",
        [PHRASE_SKIP] = "Ir para o texto",
        [PHRASE_SEARCH] = "Pesquisar",
        [PHRASE_SEARCH_HELP] = "Palavras entre aspas são procuradas lado a lado.",
        [PHRASE_FOUND] = "Encontrados",
        [PHRASE_NOTHING_FOUND] = "Nada encontrado",
        [PHRASE_SLASH_OPENS] = "A tecla / abre a pesquisa",
        [PHRASE_CLOSE] = "Fechar",
        [PHRASE_THEME] = "Tema",
        [PHRASE_THEME_AUTOMATIC] = "automático",
        [PHRASE_THEME_LIGHT] = "claro",
        [PHRASE_THEME_DARK] = "escuro",
        [PHRASE_COPY_CODE] = "Copiar",
        [PHRASE_COPIED] = "Copiado",
        [PHRASE_ENLARGE] = "Ampliar",
        [PHRASE_PACKET] = "Coletânea",
        [PHRASE_COMMA] = ", ",
        [PHRASE_LINKS_WORK] =
            "Os links entre estes documentos funcionam neste arquivo e trazem números de "
            "página para o papel; os endereços web estão no fim de cada documento.",
        [PHRASE_LINKED_ONLY] =
            "Há links para estas páginas do site, mas elas não estão nesta coletânea; os "
            "links levam ao site.",
        [PHRASE_SITE_COUNTS] = "Prevalecem os documentos publicados no site.",
        [PHRASE_REVISION_OF] = " · ",
        [PHRASE_DOCUMENTS_OF] = " · Cópia de %",
        [PHRASE_IMAGE_IN_LINE] = "imagem",
        [PHRASE_COLON] = ": ",
        [PHRASE_STOP] = ".",
        [PHRASE_COPY] = "Uma cópia",
        [PHRASE_COPY_FROM] = "Cópia de %",
        [PHRASE_COPY_OF_DAY] = "Cópia de %.",
        [PHRASE_NUMBER_OF] = " de ",
        [PHRASE_STATE_OF] = "em %",
        [PHRASE_PREPARED_FOR_WHOM] = "Preparado para %",
        [PHRASE_SOURCE_IN_LINE] = "fonte",
        [PHRASE_SOURCE_REVISION] = "Revisão da fonte: %.",
        [PHRASE_QUESTIONS] = "Perguntas: %.",
        [PHRASE_MADE_WITH] = "Feito com %.",
        [PHRASE_LIVING_ON] = "Os documentos atualizados estão em %.",
        [PHRASE_DOCUMENT_COUNT] = "% documento|% documentos|% de documentos",
        [PHRASE_WORD_COUNT] = "% palavra|% palavras|% de palavras",
        [PHRASE_PAGE_COUNT] = "% página|% páginas|% de páginas",
        [PHRASE_UNITS] = "% bytes|% kB|% MB",
        [PHRASE_ALL_DOCUMENTS] = "Todos os % documentos",
        [PHRASE_ALL_FILES] = "Todos os % arquivos",
        [PHRASE_WHOLE_AS_PDF] = "Tudo em um só documento, para ler e para imprimir: %",
        [PHRASE_THE_PACKET] = "a coletânea",
        [PHRASE_LINKS_TELL] =
            "O que não leva a lugar nenhum e o que leva para fora desta coletânea: %.",
        [PHRASE_LINKS_REPORT] = "o relatório de links",
        [PHRASE_REPORT] = "Relatório",
        [PHRASE_FOR_MACHINES] = "Para programas: %",
        [PHRASE_BROKEN_LINKS] = "Links quebrados",
        [PHRASE_BROKEN_ABOUT] =
            "Não levam a lugar nenhum; suas palavras continuam no texto.",
        [PHRASE_LEFT_OUT] = "Deixado de fora",
        [PHRASE_LEFT_OUT_ABOUT] =
            "O que no site cercava o conteúdo destas páginas e foi tomado por menus e "
            "semelhantes; com suas primeiras palavras.",
        [PHRASE_LIVE_LINKS] = "Links para o site",
        [PHRASE_EXTERNAL_LINKS] = "Links para outros sites",
        [PHRASE_EXTERNAL_ABOUT] = "Precisam de conexão à rede.",
        [PHRASE_NONE] = "Nenhum.",
        [PHRASE_LINK_WORDS] = "Texto do link",
        [PHRASE_ADDRESS] = "Endereço",
        [PHRASE_WHERE] = "Local",
        [PHRASE_EMPTY] = "(vazio)",
        [PHRASE_UNPACK] = "Descompacte primeiro.",
        [PHRASE_UNPACK_WHY] =
            "Se esta página foi aberta dentro do arquivo ZIP, descompacte o arquivo "
            "inteiro e abra START-HERE.html na nova pasta. Nada aqui precisa de conexão "
            "à rede.",
        [PHRASE_OPEN_PAGES] = "Abrir as páginas",
        [PHRASE_OPEN_PDF] = "Abrir o PDF",
        [PHRASE_IS_IT_WHOLE] = "Está completo?",
        [PHRASE_BAG] =
            "Esta pasta é um pacote BagIt (RFC 8493): dois manifestos contêm a soma de "
            "verificação de cada arquivo. Em um terminal, nesta pasta:",
        [PHRASE_COMMANDS] = "Comandos",
        [PHRASE_ON_A_MAC] =
            "Em um Mac, % faz o mesmo; qualquer programa BagIt verifica tudo de uma vez.",
        [PHRASE_README_OPEN] =
            "Abrir: START-HERE.html, em qualquer navegador, depois de descompactar todo "
            "o arquivo ZIP",
        [PHRASE_README_VERIFY] =
            "Verificar: sha256sum -c manifest-sha256.txt (um pacote BagIt, RFC 8493)",
        [PHRASE_README_SOURCE] = "Fonte: %",
        [PHRASE_KIND_WITHOUT] = "cópia sem conteúdo ativo",
        [PHRASE_KIND_AS_TEXT] = "como texto",
        [PHRASE_KIND_WITH] = "com conteúdo ativo",
        [PHRASE_LIVE] = "on-line",
        [PHRASE_NO_TARGET] = "sem destino",
        [PHRASE_NO_SUCH_PAGE] = "página não encontrada",
        [PHRASE_NO_SUCH_FILE] = "arquivo não encontrado",
        [PHRASE_FILE_NOT_AVAILABLE] = "arquivo não disponível",
        [PHRASE_FILE_RUNS] = "um arquivo que é executado ao ser aberto",
        [PHRASE_OUTSIDE_SITE] = "fora do site",
        [PHRASE_NOT_IN_PACKET] = "não está nesta coletânea",
        [PHRASE_LINK_CIRCLE] = "links simbólicos em círculo",
        [PHRASE_REDIRECT_CIRCLE] = "redirecionamento em círculo",
        [PHRASE_UNSAFE_ADDRESS] = "endereço não seguro",
        [PHRASE_LONG_ADDRESS] = "endereço longo demais",
        [PHRASE_INVALID_ADDRESS] = "endereço inválido",
        [PHRASE_TABLE] = "Tabela %",
        [PHRASE_CODE] = "Código %",
        [PHRASE_FORMULA] = "Fórmula %",
        [PHRASE_TASK_DONE] = "feito",
        [PHRASE_TASK_OPEN] = "pendente",
        [PHRASE_BACK_TO_TEXT] = "Voltar ao texto",
        [PHRASE_SOURCES_DIGEST] =
            "Soma de verificação das fontes (SHA-256 da lista com o SHA-256 e o caminho "
            "de cada documento, em ordem): %",
        [PHRASE_SHEETS] = "Folhas",
        [PHRASE_PRINT_AT] = "imprimir a %",
        [PHRASE_FLIP_SHORT] = "virar na borda curta",
        [PHRASE_FLIP_LONG] = "virar na borda longa",
        [PHRASE_SET_BY] =
            "Composto em Gentium Plus, Open Sans e JetBrains Mono por %. O arquivo é "
            "marcado para tecnologias assistivas (PDF/UA-1) e feito para durar "
            "(PDF/A-3a); a mesma fonte dá os mesmos bytes.",
        [PHRASE_DATE] = "d de m de y",
        [PHRASE_MONTHS] =
            "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|"
            "novembro|dezembro",
    }},
    {"pt-PT", {
        [PHRASE_CONTENTS] = "Índice",
        [PHRASE_CONTACT] = "Contacto",
        [PHRASE_FILE] = "ficheiro",
        [PHRASE_FILES] = "Ficheiros",
        [PHRASE_LINKS] = "Ligações",
        [PHRASE_NEXT] = "Seguinte",
        [PHRASE_SKIP] = "Saltar para o texto",
        [PHRASE_SEARCH] = "Pesquisar",
        [PHRASE_SEARCH_HELP] = "As palavras entre aspas são procuradas lado a lado.",
        [PHRASE_FOUND] = "Encontrados",
        [PHRASE_NOTHING_FOUND] = "Nada encontrado",
        [PHRASE_SLASH_OPENS] = "A tecla / abre a pesquisa",
        [PHRASE_CLOSE] = "Fechar",
        [PHRASE_LINKS_WORK] =
            "As ligações entre estes documentos funcionam neste ficheiro e trazem "
            "números de página para o papel; os endereços web estão no fim de cada "
            "documento.",
        [PHRASE_LINKED_ONLY] =
            "Há ligações para estas páginas do site, mas elas não estão nesta coletânea; "
            "as ligações levam ao site.",
        [PHRASE_ALL_FILES] = "Todos os % ficheiros",
        [PHRASE_WHOLE_AS_PDF] = "Tudo num só documento, para ler e para imprimir: %",
        [PHRASE_LINKS_TELL] =
            "O que não leva a lado nenhum e o que leva para fora desta coletânea: %.",
        [PHRASE_LINKS_REPORT] = "o relatório das ligações",
        [PHRASE_BROKEN_LINKS] = "Ligações quebradas",
        [PHRASE_BROKEN_ABOUT] =
            "Não levam a lado nenhum; as suas palavras continuam no texto.",
        [PHRASE_LEFT_OUT] = "Deixado de fora",
        [PHRASE_LEFT_OUT_ABOUT] =
            "O que no site rodeava o conteúdo destas páginas e foi tomado por menus e "
            "semelhantes; com as suas primeiras palavras.",
        [PHRASE_LIVE_LINKS] = "Ligações para o site",
        [PHRASE_EXTERNAL_LINKS] = "Ligações para outros sites",
        [PHRASE_EXTERNAL_ABOUT] = "Precisam de ligação à rede.",
        [PHRASE_NONE] = "Nenhuma.",
        [PHRASE_LINK_WORDS] = "Texto da ligação",
        [PHRASE_UNPACK] = "Descomprima primeiro.",
        [PHRASE_UNPACK_WHY] =
            "Se esta página foi aberta dentro do ficheiro ZIP, descomprima o ficheiro "
            "inteiro e abra START-HERE.html na nova pasta. Nada aqui precisa de ligação "
            "à rede.",
        [PHRASE_BAG] =
            "Esta pasta é um pacote BagIt (RFC 8493): dois manifestos contêm a soma de "
            "verificação de cada ficheiro. Num terminal, nesta pasta:",
        [PHRASE_ON_A_MAC] =
            "Num Mac, % faz o mesmo; qualquer programa BagIt verifica tudo de uma vez.",
        [PHRASE_README_OPEN] =
            "Abrir: START-HERE.html, em qualquer navegador, depois de descomprimir todo "
            "o ficheiro ZIP",
        [PHRASE_LIVE] = "em linha",
        [PHRASE_NO_SUCH_FILE] = "ficheiro não encontrado",
        [PHRASE_FILE_NOT_AVAILABLE] = "ficheiro não disponível",
        [PHRASE_FILE_RUNS] = "um ficheiro que é executado ao ser aberto",
        [PHRASE_LINK_CIRCLE] = "ligações simbólicas em círculo",
        [PHRASE_LONG_ADDRESS] = "endereço demasiado longo",
        [PHRASE_TASK_OPEN] = "por fazer",
        [PHRASE_SOURCES_DIGEST] =
            "Soma de verificação das fontes (SHA-256 da lista com o SHA-256 e o caminho "
            "de cada documento, por ordem): %",
        [PHRASE_SET_BY] =
            "Composto em Gentium Plus, Open Sans e JetBrains Mono por %. O ficheiro está "
            "marcado para tecnologias de apoio (PDF/UA-1) e feito para durar (PDF/A-3a); "
            "a mesma fonte dá os mesmos bytes.",
    }},
    {0},
};
/* clang-format on */
