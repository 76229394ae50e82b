/* HTML: pages, and the HTML inside Markdown, to document trees, through Gumbo; and trees
 * to HTML.
 *
 * html_absorb() runs after markdown/ and leaves a tree without NODE_RAW_* and
 * NODE_HTML_*: headings, tables, links, images, figures and the like become the
 * nodes with that meaning, the rest NODE_DIV and NODE_SPAN. What cannot stand in a
 * document (script, style, fields, iframe, object, event handlers, what is hidden) is
 * dropped and,
 * where a reader loses something, reported with its place. */
#ifndef OFFPRINT_HTML_HTML_H
#define OFFPRINT_HTML_HTML_H

#include "doc/doc.h"

/* Replaces `*root` by a tree that carries meaning only; spots are kept. A tree
 * without raw HTML is returned as it is, at no cost. False only when memory is
 * gone ("out-of-memory" reported). */
bool html_absorb(struct arena *arena, struct node **root, const struct str *files,
                 struct report *report);

/* Every text and attribute through the gate (base/gate.h), which tells what is left out.
 * html_absorb() does so where it has something to do; here for trees that it left alone or
 * that never come to it. `files` are those that spots count; NULL: no file is told. */
void html_clean(struct arena *arena, struct node *root, const struct str *files,
                struct report *report);

/* A whole HTML page, or a fragment: its body as an absorbed tree. The document has the
 * page's `title`, `lang` and `dir`, if the page names them. */
bool html_read(struct arena *arena, struct str text, const struct line_map *map,
               struct node **out, struct report *report);

/* The same of a page in its layout: with the attributes that tell what is furniture
 * (`role`, `rel`, `aria-label`), which go when it is pruned (furniture/furniture.h). */
bool html_read_whole(struct arena *arena, struct str text, const struct line_map *map,
                     struct node **out, struct report *report);

struct html_ranges {
    struct spot_range *items;
    size_t count, capacity;
};

/* A whole page without what no reader sees of it: its head, scripts, remarks, all but one
 * sign of white space; for who reads many pages. `*map` goes along, or is NULL. Where what
 * goes begins and ends is added to `unseen`, in the arena; NULL: nobody asks. False when
 * the arena is full. */
bool html_trim(struct arena *arena, struct str *text, const struct line_map **map,
               struct html_ranges *unseen);

/* A page in XML's spelling, for html_read(): in it "<script/>" is whole, where HTML would
 * take all that follows for its text. As long as before, so that places stay. */
struct str html_from_xhtml(struct arena *arena, struct str text);

/* What a line that may have HTML in it, such as a title, says in a browser: tags of words'
 * looks (<em>, <code>, a link with its address) go where they are opened and closed, and so
 * do <br>, <wbr> and pictures; what else looks like a tag is meant as words ("The <title>
 * element", "List<a>") and stays. Character references are decoded. */
struct str html_line_text(struct arena *arena, struct str text, struct report *report);

/* A page as a browser's parser builds it, as events: for those who copy it, element by
 * element. Names are in lower case; those of elements that HTML does not know, "unknown".
 */
struct html_attribute {
    struct str name, value;
};
struct html_events {
    void *data;
    /* `foreign`: of SVG or MathML within the page. False ends the reading. */
    bool (*open)(void *data, struct str name, bool foreign,
                 const struct html_attribute *attributes, size_t count);
    void (*text)(void *data, struct str text);
    void (*close)(void *data, struct str name);
};

/* What is borrowed by an event is so for its call. False: an event said so, or memory is
 * gone, which the arena remembers. */
bool html_read_events(struct arena *arena, struct str text,
                      const struct html_events *events);

/* Trees as HTML, without head and body. The dialect decides spellings that the
 * specifications fix: footnotes, code blocks, task lists. */
enum html_dialect {
    HTML_COMMONMARK, /* as the specification's examples are printed */
    HTML_GFM,
    HTML_KRAMDOWN, /* as Jekyll's default prints it */
    HTML_BUNDLE,   /* absorbed trees only: no style attributes, no raw HTML, no scripts */
};

/* What a hook has done about a node. */
enum html_answer {
    HTML_DEFAULT, /* nothing, or not all: the writer prints it */
    HTML_WRITTEN, /* all of it but its children */
    HTML_SKIP,    /* neither it nor its children are printed */
};

struct html_hooks {
    void *data;
    /* Asked about every node, on entering and on leaving. */
    enum html_answer (*node)(void *data, const struct node *node, bool entering,
                             struct buf *out);
    /* Prints a node's id, as an attribute, if it shall have one; NULL: each as it is. */
    void (*id)(void *data, const struct node *node, struct buf *out);
    const char *back; /* says what a note's link back does; NULL: in English */
    /* Of the bundle, by the rules of EPUB: each note is an <aside>, not an item of a list;
     * code says that it runs from the left, as no style sheet may. */
    bool in_book;
    bool indents; /* of kramdown: blocks within blocks, as Jekyll's templates see them */
};

/* Prints a page's content as its site would show it; the bundle changes it through
 * hooks. Appends to `out`; failure is sticky there. `hooks` may be NULL. */
void html_write(const struct node *root, enum html_dialect dialect,
                const struct html_hooks *hooks, struct buf *out);

/* The same for `first` and the siblings that follow it up to `end`, or all of them when
 * that is NULL. No siblings at all when `first` is NULL. */
void html_write_siblings(const struct node *first, const struct node *end,
                         enum html_dialect dialect, const struct html_hooks *hooks,
                         struct buf *out);

/* Ends the line that is begun, if one is. */
void html_start_line(struct buf *out);

#endif
