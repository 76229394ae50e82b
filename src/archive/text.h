/* Small texts of the bundle: sizes, kinds, days, addresses, members of JSON. */
#ifndef OFFPRINT_ARCHIVE_TEXT_H
#define OFFPRINT_ARCHIVE_TEXT_H

#include "base/phrases.h"
#include "doc/doc.h"

/* Escaped for HTML, and on one line: see gate_add_line(). */
void text_add_html(struct buf *out, struct str text);
/* The same, for a title in words of ours, which are of the language: in <bdi> where it
 * would turn them, or they it. */
void text_add_name(struct buf *out, struct str language, struct str text);
/* The same for words of a language of their own (empty: not known), which they are marked
 * with where they are not of that which stands around them; and for a document's title, as
 * the document reads it. */
void text_add_foreign(struct buf *out, struct str language, struct str text,
                      struct str own);
void text_add_title(struct buf *out, struct str language, const struct document *document);
/* The same for a path or an address, which is read from the left. */
void text_add_path(struct buf *out, struct str language, struct str text);
/* "15 July 2021" */
void text_add_day(struct buf *out, struct str language, int64_t seconds);
/* "PDF 96 kB", and what is odd about it */
void text_add_kind(struct buf *out, struct str language, const struct packet_file *file);
/* ` <span class="kind">PDF 96 kB</span>` */
void text_add_kind_html(struct buf *out, struct str language,
                        const struct packet_file *file);

/* An HTML attribute's value, escaped: an address whose '%' stay, and an anchor whose '%'
 * are encoded like all that an address cannot hold. */
void text_add_address(struct buf *out, struct str address);
void text_add_anchor(struct buf *out, struct str anchor);

/* A link that leaves the bundle, with its address as its words; `class` is one of the style
 * sheet's. */
void text_add_link(struct buf *out, const char *class, struct str language,
                   struct str address);

/* An entry's name, as a link in HTML has it. */
void text_add_entry(struct buf *out, struct str name);

/* For readers: without scheme and the slash at the end. */
struct str text_bare_address(struct str address);

bool text_is_english(struct str language);

/* What a contact is made of, as the recipe has it: "Help <help@example.org>" has two of
 * these, "https://example.org/help" is the third. */
struct contact {
    struct str name, mail, address;
};
struct contact text_read_contact(struct str text);

/* Marks an element as English that holds what the bundle itself says on a page in that
 * language, where base/phrases.h does not have it. `alone`: it holds no other words, so
 * that it runs from left to right. */
void text_mark_phrases(struct buf *out, struct str language, bool alone);
/* A phrase, escaped; what it has before its '%', and behind it; as a label, with a colon.
 */
void text_add_phrase(struct buf *out, struct str language, enum phrase phrase);
/* More words for a script, each behind a '|', and the end of its element. */
void text_add_script_words(struct buf *out, struct str language, const enum phrase *phrases,
                           size_t count);
void text_open_phrase(struct buf *out, struct str language, enum phrase phrase);
void text_close_phrase(struct buf *out, struct str language, enum phrase phrase);
void text_add_label(struct buf *out, struct str language, enum phrase phrase);

/* A space between sentences, but behind a stop that has its own. */
void text_add_gap(struct buf *out);

/* Sentences that more than one page ends with: where the living documents are, and what has
 * made the copy. */
void text_add_living(struct buf *out, struct str language, struct str live_url);
void text_add_maker(struct buf *out, struct str language, struct str generator);

#endif
