/* Collect's two passes share this: the run and its documents. For this folder only. */
#ifndef OFFPRINT_COLLECT_RUN_H
#define OFFPRINT_COLLECT_RUN_H

#include "base/lines.h"
#include "base/text_map.h"
#include "doc/doc.h"
#include "site/site.h"

struct collect_options; /* collect.h */
struct furniture_cuts;  /* furniture/furniture.h */

/* A link or image with what its address came to, kept between the two passes. */
struct found_link {
    struct node *node;
    struct target target;
};

/* A document while the packet is being made. */
struct item {
    struct document *document;
    struct page *page;
    bool is_cover; /* none of the packet's documents */
    struct found_link *links;
    size_t link_count, link_capacity;
    size_t rank, found;      /* in its generator's list, and in the order of being found */
    struct line_index lines; /* of the source; count 0: not yet needed */
};

/* What a layout would show of the front matter of its pages. */
struct lacking {
    struct str layout;
    struct place first;
    struct value fields; /* a map: their names → nil */
    size_t page_count;
};

/* Links or images of one kind that are told about once, at the first of them. */
struct told_once {
    size_t count, named;
    struct place first;
    struct str names; /* of the first few: "'a', 'b'", and an ellipsis when it is full */
    struct str suggestion; /* for one of them, or empty */
    struct str suggested_for;
};

#define SCANT_WORDS 10 /* fewer are hardly what anyone wanted a copy of */

/* Whether a page shows next to nothing for what is left out as its layout's. empty.c */
bool collect_is_scant(size_t words, size_t left_out);

#define ITEM_LEFT_OUT SIZE_MAX /* it was asked for, and cannot be had */

struct collection_run {
    struct arena *arena;
    struct arena passing; /* what reading a page leaves behind, emptied after each */
    struct arena finding; /* links with what they came to, until all have their class, and
                             files by their names */
    struct site *site;
    const struct collect_options *options;
    struct packet *packet;
    struct report *report;
    struct item **items;
    size_t item_count, item_capacity;
    struct item *cover;    /* none of them, nor its page one of the site's; NULL: no text */
    size_t *by_page;       /* by the page's index: 0, ITEM_LEFT_OUT, or its item's from 1 */
    struct value slugs;    /* taken */
    struct text_map files; /* site path → index of the packet's file */
    struct value absent;   /* site paths that were asked for, and nothing is there → true */
    struct str live_url;   /* without the base URL at its end, or empty */
    struct str live_origin; /* the same, percent-encoded */
    struct str live_base;   /* between it and the addresses of the site */
    struct told_once missing, outside, distant; /* the last: images of other sites */
    struct lacking *lacking;
    size_t lacking_count, lacking_capacity;
    struct value lacking_by_layout; /* → index of `lacking` */
    struct cut *cuts;               /* of the page that is being read, in the arena */
    size_t cut_count;
    size_t cut_pages;           /* that lost any */
    struct str scant_page;      /* the first that shows next to nothing and is no entry */
    size_t scant_count;         /* of such pages */
    bool content_fit, drop_fit; /* on any page what the recipe says of them had effect */
    struct str *head_titles;    /* that layouts made of pages that were learned from */
    size_t head_title_count, head_title_capacity;
    struct report *layout_faults; /* of templates; NULL until first needed */
    struct furniture *furniture;  /* what repeats in layouts; NULL until first needed */
    struct value learned;         /* layouts that were learned from → true; "": any */
    struct page **laid;           /* pages with layouts, by their layouts' names */
    size_t laid_count;
    struct value guessed;      /* languages that letters told of → true */
    struct str entry_language; /* of the first document */
    bool learned_built;        /* what repeats on pages as they are built */
    bool warned_live, failed;
};

/* A name for a page's files, [a-z0-9-]+, which no other document of the packet has. */
struct str collect_make_slug(struct collection_run *run, const struct page *page);

/* What the head, `laid`, or the site calls a page without a title in front matter; or
 * empty. A front page of many parts is no more the first of them than the others: it is the
 * site's. titles.c */
struct str collect_shown_title(struct collection_run *run, const struct page *page,
                               const struct node *root, struct str laid);

/* The address, or its beginning where it is long. */
struct str collect_shown_address(struct collection_run *run, struct str address);
/* "'file:///x' is a file of one computer (file:)", of an unsafe target's address. */
struct str collect_unsafe_address(struct collection_run *run,
                                  const struct found_link *found);

/* A node's text as read aloud, in the arena. */
struct str collect_plain_text(struct arena *arena, const struct node *node);

/* The live address of a site's address, or empty when the live site is unknown. */
struct str collect_live_address(struct collection_run *run, struct str url);

/* The live site's URL, as `url` and what the site says of its base URL have it. */
void collect_take_live_url(struct collection_run *run, struct str url);

/* First pass: the links and images of a document. False: out of memory, told. collect.c */
bool collect_find_links(struct collection_run *run, struct item *item);

/* The cover's text and table into `run->cover`. False: out of memory, told. cover.c */
bool collect_read_cover(struct collection_run *run);

/* Whether a field may stand where one does in the address of a link or an image. False:
 * told. cover.c */
bool collect_check_field(struct collection_run *run, const struct item *cover,
                         const struct node *node, const struct target *target);

/* The document made of `page`, or NULL. */
struct item *collect_find_item(const struct collection_run *run, const struct page *page);

/* Where a link or an image is written, with its width. links.c */
struct place collect_link_place(struct collection_run *run, struct item *item,
                                const struct node *node);

/* A file that is linked or shown. Whoever asks tells where permissions forbid it, which the
 * packet has as `denied`. files.c */
enum file_status collect_read(struct collection_run *run, struct arena *arena,
                              struct str path, size_t limit_bytes, struct str *out);

/* Where files that are apart are read again. files.c */
struct packet_store collect_store(const struct site *site);

/* The packet's file for the target of a link or an image, made safe to open, and its first
 * user tells what became of it. NULL: `*why` says why it cannot be had. files.c */
struct packet_file *collect_take_file(struct collection_run *run, struct item *item,
                                      const struct found_link *found, struct str title,
                                      const char **why);

/* The file that is written out in an image's address (data:). NULL: it cannot be read. */
struct packet_file *collect_take_embedded(struct collection_run *run, struct item *item,
                                          const struct found_link *found, struct str title);

/* What the page's layout would show of its front matter, and the page does not. Told for
 * each layout once, when all pages are read. fields.c */
void collect_find_fields(struct collection_run *run, const struct page *page,
                         const struct document *document);
void collect_tell_fields(struct collection_run *run);

/* Pages that are alike, and how they are read for what repeats among them. */
struct lesson {
    struct page *const *pages;
    size_t count;
    /* Its tree, in the arena; none: it teaches nothing. False: memory is gone. */
    bool (*read)(struct collection_run *run, struct page *page, struct arena *arena,
                 struct report *quiet, struct node **root);
    size_t most; /* so many of them, evenly */
};

/* False: out of memory, told. learn.c */
bool collect_learn(struct collection_run *run, const struct lesson *lesson);

/* Whether the recipe's `include` and `exclude` let the page in. */
bool collect_wants(const struct collection_run *run, const struct page *page);

/* Reads a page `depth` links away from the packet's beginning, once. `asked`: by its name,
 * so that its faults are errors. False only when the packet cannot go on. */
bool collect_add_page(struct collection_run *run, struct page *page, size_t depth,
                      bool asked);

/* All that the packet begins with; the report says why not. entries.c */
bool collect_add_entries(struct collection_run *run);

/* The site's pages that are wanted, in their order. NULL: out of memory. learn.c */
struct page **collect_pages(struct collection_run *run,
                            bool (*wants)(const struct page *page), size_t *count);

/* Tells what was left out of a page that is in its layout, and keeps it in the run for the
 * page's document. built.c */
void collect_tell_cuts(struct collection_run *run, const struct page *page,
                       const struct furniture_cuts *cuts);

/* What repeats on pages as they are built, once. False: out of memory, told.
 * built.c */
bool collect_learn_built(struct collection_run *run);

/* A page that is built beside its source: both, in the passing arena. False: reported.
 * beside.c */
bool collect_read_beside(struct collection_run *run, struct page *page, struct node **root,
                         const struct line_map **map);

/* A page of a built site: its main part, in the passing arena. False: reported.
 * built.c */
bool collect_read_built(struct collection_run *run, struct page *page, struct node **root,
                        const struct line_map **map);

/* What layouts made of a page. */
struct laid {
    bool shown;       /* they were rendered */
    bool added;       /* and add something to the text */
    bool failed;      /* or could not be: told */
    struct str title; /* in the run's arena, or empty: front matter or the tree says more */
};

/* Puts what the page's layouts add around its text into the document's tree, which is
 * absorbed. `text`: the page's as Liquid left it. False: out of memory, told.
 * layouts.c */
bool collect_add_layouts(struct collection_run *run, struct page *page, struct str text,
                         struct document *document, struct laid *out);

/* False: the page shows nothing; an error says why. empty.c */
bool collect_check_text(struct collection_run *run, const struct page *page,
                        const struct document *document, const struct laid *laid,
                        bool entry);
/* Of linked pages that show next to nothing, all at once. */
void collect_tell_scant(const struct collection_run *run);

/* What outputs may trust of a page's texts and languages. texts.c */
void collect_tell_controls(const struct page *page, struct str text,
                           const struct line_map *map, struct report *report);
void collect_clean_tree(struct collection_run *run, struct document *document);

/* The language that a page's front matter names, else its HTML, its site, its layout, or
 * its letters. language.c */
struct str collect_language(struct collection_run *run, const struct page *page,
                            const struct node *root);

/* GitHub's alerts in Jekyll's pages, on the tree that markdown/ left. False: out of memory,
 * told. callouts.c */
bool collect_find_alerts(struct collection_run *run, const struct page *page,
                         struct node *root);

/* Takes forms that are but fields with their labels out of an absorbed tree. False: out of
 * memory, told. forms.c */
bool collect_drop_forms(struct collection_run *run, const struct page *page,
                        struct document *document);

/* What plug-ins of the site make of a whole page: links of "@user". False: out of memory,
 * told. mentions.c */
bool collect_apply_plugins(struct collection_run *run, const struct page *page,
                           struct node *root);

/* Gives pictures that their names call icons or people a size, where they have none.
 * icons.c */
void collect_size_icons(struct collection_run *run, struct node *root);

/* Lists of notes that a generator wrote become notes, on an absorbed tree without any.
 * False: out of memory, told. notes.c */
bool collect_find_notes(struct collection_run *run, struct node *root);

/* Blocks whose classes say that they are callouts become ones, on the tree that html/ left.
 */
void collect_find_callouts(struct collection_run *run, struct document *document);

/* Callouts say what they are in the document's language: those that their author gave no
 * title, and before a title of their own all but notes, unless it says so itself. */
void collect_name_callouts(struct collection_run *run, struct document *document);

/* Where front matter says which way the page runs, or, of a page that says nothing itself,
 * its site's settings do, its root gets `dir`. */
void collect_direction(struct collection_run *run, const struct page *page,
                       struct node *root);

/* Gives a link without words a name, its address at the least. False: it leads nowhere, or
 * to where it stands, and is none any more. The image that is its only content gets the
 * name as alternate text. names.c */
bool collect_name_link(struct collection_run *run, struct item *item,
                       const struct found_link *found);

/* Why a file is not in the site, or cannot be read though it is. files.c */
const char *collect_lack(struct collection_run *run, struct str path);

/* Whether the page is there but cannot be read whoever asks: a link to it says why.
 * files.c */
bool collect_is_barred(struct collection_run *run, const struct page *page);

/* Tells of an address that is found, though not as it is written; adds a hint of what may
 * be meant; counts a link of a kind that is told about once. links.c */
void collect_warn_spelling(struct collection_run *run, struct item *item,
                           const struct found_link *found);
void collect_suggest(struct collection_run *run, struct str typed, struct str text);
void collect_count_told(struct collection_run *run, struct item *item,
                        const struct found_link *found, struct told_once *told);

/* What an image shows: of a <picture> whose own picture the site lacks, a source that it
 * has, as in a browser. images.c */
struct target collect_resolve_image(struct collection_run *run, const struct item *item,
                                    struct node *image);

/* Gives an image its file. images.c */
void collect_add_image(struct collection_run *run, struct item *item,
                       const struct found_link *found);

/* Second pass: gives every link and image of the packet its class. links.c */
bool collect_classify_links(struct collection_run *run);

#endif
