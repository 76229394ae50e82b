/* What the files that read Gumbo's DOM share: the builder and what it is asked for. For
 * gumbo_*.c only. */
#ifndef OFFPRINT_HTML_GUMBO_BUILDER_H
#define OFFPRINT_HTML_GUMBO_BUILDER_H

#include "html/elements.h"
#include "html/gumbo_reader.h"

#include <gumbo.h>

#define BUILD_DEPTH_LIMIT 1000 /* HTML_DEPTH_LIMIT, what Gumbo adds, and the trees' own */

#define BUILDER_DOCTYPE "<!DOCTYPE html>" /* before the text that Gumbo is given */

/* Gumbo moves words at a form's end behind it, unless something stands between. */
#define BUILDER_FLUSH "<!---->"

/* An element that Gumbo does not know, and one that it treats as browsers treat that; their
 * names are equally long, so that offsets stay. */
struct stand_in_name {
    const char *name, *known;
};

/* From `at` on in the text that Gumbo is given, how much all is longer and shorter. */
struct text_shift {
    size_t at, added, removed;
};

/* Where the rows go that come next. */
struct table_rows {
    uint8_t section;
    bool seen[ROW_FOOT + 1];   /* an element of the section */
    bool filled[ROW_FOOT + 1]; /* rows that are shown in it */
};

/* How text is kept: in running text white space collapses; in code that holds links each
 * piece of text is code of its own, in preformatted code with its spaces and lines. */
enum text_mode { TEXT_RUNNING, TEXT_CODE, TEXT_PREFORMATTED };

struct builder {
    struct arena *arena;
    struct text_shift *shifts; /* where the text that Gumbo is given differs, in order */
    size_t shift_count, shift_capacity;
    const struct html_source *source;
    struct report *report;
    struct spot spot; /* of what was last seen */
    bool after_space; /* collapsed white space just ended the text so far */
    bool wants_space; /* what comes next stands apart from it */
    bool invisible;   /* by its style; what is visible within is not */
    bool in_link;     /* pictures without words may be silent here */
    enum text_mode mode;
    struct str source_address;     /* of the <picture> around; or empty */
    struct str last_address;       /* of the picture that was shown last */
    bool in_instead, last_instead; /* within <noscript>; and so was the picture */
    struct str code_name;          /* "kbd" or "samp", of pieces of code that is such */
    struct table_rows rows;        /* of the table around */
    const GumboNode *worded_link;  /* whose words were counted last */
    size_t link_words;
    size_t borrowing_bytes; /* of drawings that show parts of others */
    size_t searched;        /* nodes that were looked at for parts of drawings */
};

/* gumbo_reader.c: the walk */
void builder_read_children(struct builder *builder, const GumboNode *from,
                           struct node *parent, size_t depth);
void builder_add_text(struct builder *builder, struct node *parent, const char *text);
void builder_want_space(struct builder *builder);
void builder_settle_space(struct builder *builder, struct node *parent);
size_t builder_offset(const struct builder *builder, size_t offset); /* in the source */
struct place builder_place(const struct builder *builder);
/* The node of the Markdown tree that comes back where the element stands, or NULL: its text
 * may be no child of the element. */
const struct node *builder_marked(const struct builder *builder,
                                  const GumboElement *element);

/* The node of the Markdown tree that the element was, as which it comes back or not. */
const struct node *builder_original(const struct builder *builder,
                                    const GumboElement *element);

/* gumbo_facts.c: what an element says by itself; texts live in the builder's arena */
struct str facts_attribute(struct builder *builder, const GumboElement *element,
                           const char *name);
bool facts_attribute_is(const GumboElement *element, const char *name, const char *value);
const struct stand_in_name *facts_stand_in(struct str rest); /* of a tag from its name on */
struct str facts_name(struct builder *builder, const GumboElement *element);
const struct element_row *facts_row(struct builder *builder, const GumboElement *element);
struct str facts_style(struct builder *builder, const GumboElement *element);
/* Whether it is not shown with all that is in it. */
bool facts_is_hidden(struct builder *builder, const GumboElement *element);
bool facts_holds_visible(struct builder *builder, const GumboNode *from, size_t depth);
bool facts_is_unseen(struct builder *builder, const GumboNode *from, size_t depth);
bool facts_stands_apart(struct builder *builder, const GumboElement *element);
bool facts_leaves_gap(struct builder *builder, const GumboElement *element);
/* The first element below `from` that passes the test; NULL: none. */
typedef bool facts_test(struct builder *builder, const GumboElement *element);
const GumboElement *facts_find(struct builder *builder, const GumboNode *from,
                               facts_test *test, size_t depth);
struct str facts_text(struct builder *builder, const GumboNode *node); /* as code has it */
/* The same without numbers beside its lines; `*first` is the first of them, 0: none. */
struct str facts_code(struct builder *builder, const GumboNode *node, uint32_t *first);
void facts_fill(struct builder *builder, const GumboElement *element,
                const struct element_row *row, struct node *node);

/* gumbo_text.c: what Gumbo is given */
struct str text_known(struct builder *builder);

/* gumbo_code.c: <pre>, <code> and their like */
void code_read_block(struct builder *builder, const GumboNode *from, struct node *parent,
                     size_t depth);
void code_read_inline(struct builder *builder, const GumboNode *from, struct node *parent,
                      const char *name, size_t depth);
void code_add_text(struct builder *builder, struct node *parent, const char *text);

/* gumbo_looks.c: what an element's style says as other elements would */
void looks_undo(struct builder *builder, const GumboElement *element, struct node *node);
/* Whatever the element's children go into: `node`, or a node for such a look within. */
struct node *looks_open(struct builder *builder, const GumboElement *element,
                        struct node *node);
/* The same for an element that is no node: `parent`, or a node for its look in there. */
struct node *looks_wrap(struct builder *builder, const GumboElement *element,
                        struct node *parent);

/* gumbo_links.c */
void links_name(struct builder *builder, const GumboNode *from, struct node *link);
void links_read_area(struct builder *builder, const GumboNode *from, struct node *parent);
/* The first <base> with an address, wherever it stands; its `ptr` is NULL: there is none.
 */
struct str links_find_base(struct builder *builder, const GumboNode *from);

/* gumbo_pictures.c */
struct str pictures_address(struct builder *builder, const GumboElement *element);
void pictures_keep_source(struct builder *builder, struct node *image);
void pictures_read_sources(struct builder *builder, const GumboNode *from,
                           struct node *parent, size_t depth);
/* What a frame at that address shows, if it is a picture; else false. */
bool pictures_add_framed(struct builder *builder, const GumboNode *from,
                         struct node *parent, struct str address);
void pictures_add_poster(struct builder *builder, const GumboElement *element,
                         struct node *parent); /* of a film, if it has one */
/* What a button shows that is a picture. */
void pictures_add_button(struct builder *builder, const GumboElement *element,
                         struct node *parent);
/* Whether <noscript>, or a picture that scripts load, shows the one that was shown last. */
bool pictures_repeat(struct builder *builder, const GumboNode *from);

/* gumbo_foreign.c: what has a language of its own, or is played */
void foreign_read_media(struct builder *builder, const GumboNode *from, struct node *parent,
                        const char *name);
void foreign_read_picture(struct builder *builder, const GumboNode *from,
                          struct node *parent, size_t depth);
void foreign_read_formula(struct builder *builder, const GumboNode *from,
                          struct node *parent, size_t depth);
struct str foreign_label(struct builder *builder, const GumboNode *from, size_t depth);
struct str foreign_title(struct builder *builder, const GumboNode *svg); /* or empty */

/* gumbo_unclosed.c: what is not shown, and what it takes in that was meant to be */
/* Of an element that is not shown, or not as HTML: whether it has no end tag, and holds
 * more than white space for that; then this is told. */
void unclosed_tell(struct builder *builder, const GumboNode *from);
/* Of <xmp>, which shows tags as they are written: whether it has taken in any so. */
void unclosed_tell_tags(struct builder *builder, const GumboNode *from);
/* The same of the parts of an svg or a formula, and of itself. */
void unclosed_tell_within(struct builder *builder, const GumboNode *foreign);

/* gumbo_drawing.c: an svg as a picture, called by its label, title or `words`. False: it is
 * none by itself. */
bool foreign_add_drawing(struct builder *builder, const GumboNode *from,
                         struct node *parent, struct str words);

#endif
