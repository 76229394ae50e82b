/* The words of what stands around the text (contents, cover, notes, chrome of the bundle's
 * pages), in the languages of the table in phrases.c; in any other they are English. */
#ifndef OFFPRINT_BASE_PHRASES_H
#define OFFPRINT_BASE_PHRASES_H

#include "base/buf.h"

/* '%' is what a phrase is said of: a number, a name, an address, code. */
enum phrase {
    PHRASE_CONTENTS,
    PHRASE_DOCUMENTS,
    PHRASE_WORDS,
    PHRASE_COPY_OF, /* a label: of what */
    PHRASE_AS_OF,   /* a label: of which day */
    PHRASE_REVISION,
    PHRASE_REVISION_IN_LINE, /* the same among others */
    PHRASE_LAST_CHANGED,     /* a label: on which day */
    PHRASE_LAST_CHANGED_ON,  /* the same among others */
    PHRASE_PREPARED_FOR,
    PHRASE_CONTACT,
    PHRASE_COLOPHON,
    PHRASE_WEB_ADDRESSES,
    PHRASE_PAGES_LEFT_OUT,
    PHRASE_ABOUT_COPY,
    PHRASE_COPY_DATED,
    PHRASE_SOURCE,
    PHRASE_CALLOUT_NOTE, /* in the order of enum callout */
    PHRASE_CALLOUT_TIP,
    PHRASE_CALLOUT_IMPORTANT,
    PHRASE_CALLOUT_WARNING,
    PHRASE_CALLOUT_CAUTION,
    PHRASE_PAGE_SHORT, /* of its number, as are the next two */
    PHRASE_PAGE,
    PHRASE_NOTE,
    PHRASE_IMAGE,
    PHRASE_QR_CODE,
    PHRASE_FILE,
    PHRASE_FILES,
    PHRASE_LINKS,
    PHRASE_ON_THIS_PAGE,
    PHRASE_PREVIOUS,
    PHRASE_NEXT,
    PHRASE_SKIP,
    PHRASE_SEARCH,
    PHRASE_SEARCH_HELP,
    PHRASE_FOUND, /* a label: of how many */
    PHRASE_NOTHING_FOUND,
    PHRASE_SLASH_OPENS, /* the key opens the search */
    PHRASE_CLOSE,
    PHRASE_THEME, /* a label: of one of the next three */
    PHRASE_THEME_AUTOMATIC,
    PHRASE_THEME_LIGHT,
    PHRASE_THEME_DARK,
    PHRASE_COPY_CODE, /* what a button does, as PHRASE_ENLARGE: a label */
    PHRASE_COPIED,
    PHRASE_ENLARGE,
    PHRASE_PACKET,
    PHRASE_COMMA, /* between the parts of a line */
    PHRASE_LINKS_WORK,
    PHRASE_LINKED_ONLY,
    PHRASE_SITE_COUNTS,
    PHRASE_REVISION_OF,  /* between the revision and its day */
    PHRASE_DOCUMENTS_OF, /* behind their number: of which address */
    PHRASE_IMAGE_IN_LINE,
    PHRASE_COLON, /* behind a label */
    PHRASE_STOP,  /* at a sentence's end; empty in Thai */
    PHRASE_COPY,
    PHRASE_COPY_FROM,   /* of an address */
    PHRASE_COPY_OF_DAY, /* of a date */
    PHRASE_NUMBER_OF,   /* "2 of 9": what stands between them */
    PHRASE_STATE_OF,    /* of a date */
    PHRASE_PREPARED_FOR_WHOM,
    PHRASE_SOURCE_IN_LINE,
    PHRASE_SOURCE_REVISION,
    PHRASE_QUESTIONS, /* of whom they are put to */
    PHRASE_MADE_WITH,
    PHRASE_LIVING_ON,
    PHRASE_DOCUMENT_COUNT, /* forms of a number, with '|' between them: phrase_add_count()
                            */
    PHRASE_WORD_COUNT,
    PHRASE_PAGE_COUNT,
    PHRASE_UNITS, /* bytes, thousands, millions: phrase_add_size() */
    PHRASE_ALL_DOCUMENTS,
    PHRASE_ALL_FILES,
    PHRASE_WHOLE_AS_PDF, /* of PHRASE_THE_PACKET, as a link */
    PHRASE_THE_PACKET,
    PHRASE_LINKS_TELL, /* of PHRASE_LINKS_REPORT, as a link */
    PHRASE_LINKS_REPORT,
    PHRASE_REPORT,
    PHRASE_FOR_MACHINES,
    PHRASE_BROKEN_LINKS,
    PHRASE_BROKEN_ABOUT,
    PHRASE_LEFT_OUT,       /* of the layouts of pages: what is not content */
    PHRASE_LEFT_OUT_ABOUT, /* how it is told */
    PHRASE_LIVE_LINKS,
    PHRASE_EXTERNAL_LINKS,
    PHRASE_EXTERNAL_ABOUT,
    PHRASE_NONE, /* no links */
    PHRASE_LINK_WORDS,
    PHRASE_ADDRESS,
    PHRASE_WHERE,
    PHRASE_EMPTY, /* an address */
    PHRASE_UNPACK,
    PHRASE_UNPACK_WHY,
    PHRASE_OPEN_PAGES,
    PHRASE_OPEN_PDF,
    PHRASE_IS_IT_WHOLE,
    PHRASE_BAG,
    PHRASE_COMMANDS,
    PHRASE_ON_A_MAC, /* of a command */
    PHRASE_README_OPEN,
    PHRASE_README_VERIFY,
    PHRASE_README_SOURCE,
    PHRASE_KIND_WITHOUT, /* in English of what, in others of no more than that */
    PHRASE_KIND_AS_TEXT,
    PHRASE_KIND_WITH, /* as PHRASE_KIND_WITHOUT */
    PHRASE_LIVE,      /* behind a link that leads there */
    PHRASE_NO_TARGET, /* reasons, up to PHRASE_INVALID_ADDRESS: phrase_of_reason() */
    PHRASE_NO_SUCH_PAGE,
    PHRASE_NO_SUCH_FILE,
    PHRASE_FILE_NOT_AVAILABLE,
    PHRASE_FILE_RUNS,
    PHRASE_OUTSIDE_SITE,
    PHRASE_NOT_IN_PACKET,
    PHRASE_LINK_CIRCLE,
    PHRASE_REDIRECT_CIRCLE,
    PHRASE_UNSAFE_ADDRESS,
    PHRASE_LONG_ADDRESS,
    PHRASE_INVALID_ADDRESS,
    PHRASE_TABLE, /* of its number, as are the next two */
    PHRASE_CODE,
    PHRASE_FORMULA,
    PHRASE_TASK_DONE,
    PHRASE_TASK_OPEN,
    PHRASE_BACK_TO_TEXT,
    PHRASE_SOURCES_DIGEST,
    PHRASE_SHEETS,     /* a label: which ones, of a booklet that is printed */
    PHRASE_PRINT_AT,   /* of a scale */
    PHRASE_FLIP_SHORT, /* the edge that a printer turns sheets at */
    PHRASE_FLIP_LONG,
    PHRASE_SET_BY, /* of the program */
    PHRASE_DATE,   /* d, m and y are its parts */
    PHRASE_MONTHS, /* their names, as dates have them */
    PHRASE_COUNT
};

/* In the language (BCP 47), or in English, which `*english` then tells of; `english` may be
 * NULL. */
const char *phrase_in(struct str language, enum phrase phrase, bool *english);

/* Whether the table has the language; else each phrase is English. */
bool phrases_have(struct str language);

/* Whether it has it, and writes it from right to left. */
bool phrases_from_right(struct str language);

/* Of a link's reason as `struct link` has it; PHRASE_NO_TARGET where it says none. */
enum phrase phrase_of_reason(struct str reason);

/* What stands before the phrase's '%', and behind it; all of it, and nothing, if it has
 * none. */
struct str phrase_before(struct str language, enum phrase phrase);
struct str phrase_behind(struct str language, enum phrase phrase);

/* The phrase with `value` where its '%' is. */
void phrase_add(struct buf *out, struct str language, enum phrase phrase, struct str value);

/* A phrase of a number in the form that the language has for it (CLDR's plural rules). */
void phrase_add_count(struct buf *out, struct str language, enum phrase phrase,
                      uint64_t count);

/* A number with the digits and groups of the language. */
void phrase_add_number(struct buf *out, struct str language, uint64_t value);

/* The same without groups, as of pages. */
void phrase_add_plain(struct buf *out, struct str language, uint64_t value);

/* "96 kB", "1,2 Mo" */
void phrase_add_size(struct buf *out, struct str language, uint64_t size_bytes);

/* The day as the language writes it: "15. Juli 2021"; in Persian and in Thai of the
 * calendar of their countries. */
void phrase_add_date(struct buf *out, struct str language, int64_t seconds);

#endif
