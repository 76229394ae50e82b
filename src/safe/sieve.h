/* The sieve: markup in as events, markup out that runs nothing and loads nothing.
 *
 * Two readers feed it, page.c (HTML, through Gumbo) and xml.c (SVG and XHTML, through
 * Expat); it writes HTML or SVG. What is not in its tables does not pass. For safe/ only.
 */
#ifndef OFFPRINT_SAFE_SIEVE_H
#define OFFPRINT_SAFE_SIEVE_H

#include "base/arena.h"
#include "base/buf.h"

#define SIEVE_DEPTH_LIMIT 4000
#define SIEVE_BYTES_LIMIT ((size_t)256 << 20)

enum space { /* of an element's or an attribute's name */
             SPACE_NONE,
             SPACE_HTML,
             SPACE_SVG,
             SPACE_XLINK,
             SPACE_XML,
             SPACE_HOSTILE, /* known to run or to build what runs: MathML, XUL, XBL, events
                             */
             SPACE_OTHER,
};
enum space space_find(struct str uri);

struct attribute_event {
    enum space space;
    struct str prefix, name, value; /* prefix: empty, or as it is to be written */
};

struct element_event {
    enum space space;
    struct str prefix, name;
    const struct attribute_event *attributes;
    size_t attribute_count;
    struct str declarations; /* of name spaces, ready to be written; or empty */
};

struct safe_pictures;

enum removed_kind {
    REMOVED_SCRIPT,
    REMOVED_HANDLER,
    REMOVED_LOAD, /* what would be fetched: pictures, sheets, frames */
    REMOVED_LINK, /* an address that a click must not follow */
    REMOVED_FORM,
    REMOVED_PART, /* an element that can hold any of these */
    REMOVED_COUNT,
};

enum verdict { VERDICT_KEEP, VERDICT_UNWRAP, VERDICT_DROP };

struct sieve {
    struct arena *arena;
    struct buf *out;
    bool html;                            /* what is written: HTML, or SVG */
    struct str address;                   /* that relative links start from; or empty */
    const struct safe_pictures *pictures; /* or NULL */
    size_t removed[REMOVED_COUNT];
    size_t picture_bytes; /* of all that were looked up */
    bool changed; /* what is written differs in meaning from what was read */
    bool plain;   /* nothing is judged: all is written as it is read, to compare with */
    /* Its own */
    uint8_t verdicts[SIEVE_DEPTH_LIMIT];
    size_t depth, dropped_from; /* depth of the element that is dropped; 0: none */
    bool begun, in_body, in_style;
    struct buf style;
};

void sieve_init(struct sieve *sieve, struct arena *arena, struct buf *out, bool html,
                struct str address);
/* False: nested too deeply. */
bool sieve_open(struct sieve *sieve, const struct element_event *element);
void sieve_text(struct sieve *sieve, struct str text);
void sieve_close(struct sieve *sieve, struct str prefix, struct str name);
void sieve_end(struct sieve *sieve); /* frees; what is open stays so */

/* "2 scripts and 1 event handler", or nothing. */
struct str sieve_tell_removed(const struct sieve *sieve);

/* Between the files of the sieve: what to do with an element, and its attributes. */
void sieve_remove(struct sieve *sieve, enum removed_kind kind);
void sieve_write_attribute(struct sieve *sieve, struct str prefix, struct str name,
                           struct str value);
enum verdict sieve_judge_html(struct sieve *sieve, const struct element_event *element);
void sieve_write_html_attributes(struct sieve *sieve, const struct element_event *element);
bool sieve_is_void(struct str name);
enum verdict sieve_judge_svg(struct sieve *sieve, const struct element_event *element);
void sieve_write_svg_attributes(struct sieve *sieve, const struct element_event *element);
/* The picture that a relative address leads to, as an address that holds it, in the arena;
 * empty: none that a browser draws and does nothing else with. */
struct str sieve_embed_picture(struct sieve *sieve, struct str address);
bool sieve_is_handler(struct str attribute_name); /* onclick, ONLOAD */

#endif
