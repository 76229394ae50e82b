/* State: what stands behind `struct site`; for this folder's files only. */
#ifndef OFFPRINT_SITE_STATE_H
#define OFFPRINT_SITE_STATE_H

#include "base/text_map.h"
#include "site/config.h"
#include "site/front_matter.h"
#include "site/site.h"

/* Categories or tags: as templates see them, and the text of each. */
struct terms {
    struct value shown; /* a list, or nil */
    struct str *names;
    size_t count;
};

/* What belongs to a page but is nobody else's business. */
struct page_state {
    enum file_status status;
    enum front_matter_fault fault;
    struct yaml_fault yaml;
    size_t invalid_at; /* offset of the first byte that is not UTF-8, or STR_NONE */
    struct str slug, extension;    /* slug: of the file's name */
    struct terms categories, tags; /* of a document */
    uint32_t bad_date;             /* line of a date that is none; 0: it is fine */
    uint32_t odd_date;             /* line of one that is no day of the calendar, or 0 */
    bool unwritten;                /* of a collection without output */
    bool bare;   /* a file of YAML: it has what that says, and nothing besides */
    bool draft;  /* of _drafts: dated when the site is built, if it says no date */
    bool told;   /* its faults are in the report */
    bool listed; /* that lists lack it is in the report */
    struct value drop;
    /* What templates of other pages see as its content, output and excerpt; nil: nobody
     * has asked yet. Its own templates see another. */
    struct value made;
};

/* A data file that is left out. */
struct data_fault {
    struct str path, text;
    enum file_status status;
    struct yaml_fault yaml; /* where it was read */
    size_t cells;           /* of a table; 0: none */
    struct data_fault *next;
};

#define SITE_HOST_FILE "CNAME" /* of GitHub Pages: the host where the site is published */

struct site {
    struct arena *arena;
    struct source *source;
    struct config config;
    struct page *pages; /* in order of source path; then those that a list goes on on */
    struct page_state *states;
    size_t page_count;
    /* Behind the pages, which packets are made of: static files that begin with front
     * matter, as feeds do. Templates see them among the pages. */
    size_t template_count;
    struct str *statics; /* site paths in byte order */
    size_t static_count;
    struct value data;    /* _data */
    struct arena *index;  /* of the next ones, up to by_redirect */
    struct text_map by_url;  /* decoded address without leading '/', as it is → page */
    struct text_map by_key;  /* the same without index, .html and slashes → page */
    struct text_map by_fold; /* the same, lower case → page */
    struct text_map by_source, by_source_fold; /* site path → page */
    struct text_map by_static;                 /* site path → static file */
    struct text_map by_static_fold; /* the same, lower case, where it is another text */
    struct text_map by_template;    /* site path → static file with front matter */
    struct text_map by_redirect;    /* key of redirect_from → page */
    struct text_map by_label;       /* MyST: label → page, if `labels_made` */
    bool labels_made;
    struct value label_titles; /* the same → what its place is called */
    struct value by_name;   /* names and stems in lower case; nil until first needed */
    struct value nav;       /* source → title, as generators list pages; or nil */
    struct value nav_ranks; /* source → its place in that list, from 0; or nil */
    struct scope *scopes;   /* folders of generators (generator.h) */
    bool dialect_is_named;  /* by the recipe, for all pages */
    bool is_beside; /* what a generator made of the sources lies beside them (beside.c) */
    struct str built_folder;   /* where, as a path of the site */
    size_t built_static_count; /* files that only it has, behind the sources' */
    bool is_built;             /* whole pages without what they were made from (built.c) */
    struct text_map by_post;   /* name → post (posts.c), if `posts_named` */
    bool posts_named;
    struct value translations; /* site path → what the file holds; nil until needed */
    struct value includes;     /* site path → text */
    struct layout **layouts;   /* that were asked for (layouts.c) */
    size_t layout_count, layout_capacity;
    struct value layouts_by_name; /* → index of `layouts` */
    struct str host_url;          /* of CNAME; or empty */
    struct str gemfile;           /* its text, once it is asked for */
    bool gemfile_asked, has_gemfile;
    bool layouts_asked;           /* those that are not there are worth a warning */
    struct value included_at;     /* include → file, line and column of who asks; or nil */
    struct liquid_store *store;   /* their templates, parsed; NULL until first needed */
    struct value scope_site;      /* Liquid's `site`; nil until first needed */
    struct value listed_posts;    /* which the paginator parts; nil until first needed */
    size_t list_count;            /* of the pages that it parts them into */
    size_t list_first;            /* index of the first of them */
    struct value scope_jekyll;    /* and `jekyll`, made with it */
    bool pages_used;              /* a template may show the text of any page */
    struct suggestions *suggestions; /* suggest.c; NULL until first needed */
    size_t refused_count;            /* of pages that no list shows */
    size_t unread_first, unread_count; /* pages that are barred (closed.c) */
    struct closed_path *closed;        /* folders in which there may be pages */
    size_t closed_count;
    struct data_fault *data_faults;  /* not yet told */
    struct str theme;                /* named, but not found; or empty */
    struct value layout_texts;  /* path → its file's bytes, once read; nil until needed */
    struct value layout_fields; /* by layout: what it prints of pages; nil until needed */
    struct value layout_languages; /* by layout: of its `<html>`; nil until needed */
    struct str below;  /* what was given of the site, below its root; empty: all of it */
    struct value tags; /* of the recipe */
    struct str recipe; /* its text */
    enum file_status recipe_status;
    bool recipe_is_given; /* it lies elsewhere */
    int64_t now;     /* when the site is built, or DATE_NONE */
    int64_t present; /* of Liquid's `now` and `site.time`, or DATE_NONE */
};

static inline size_t page_index(const struct site *site, const struct page *page)
{
    return (size_t)(page - site->pages);
}

static inline struct page_state *page_state_of(const struct site *site,
                                               const struct page *page)
{
    return &site->states[page_index(site, page)];
}

/* The site at the address itself. site.c */
struct site *site_open_at(struct arena *arena, struct source_at at,
                          struct site_folders folders, int64_t now, struct report *report);
/* The site that `site` is a folder of, where a generator is set up above it and has its
 * pages there; `site` is closed then. Else `site`. above.c */
struct site *above_open(struct site *site, struct source_at at, const char *built,
                        int64_t now, struct report *report);

/* What the site's theme brings, from `folder` or beside the site at `at`. gem.c */
void site_lay_theme(struct site *site, struct source_at at, const char *folder,
                    struct report *report);
bool site_read_pages(struct site *site, struct report *report); /* read.c */

/* beside.c: what a generator made of the site lies in `folder`; NULL: nobody says so.
 * False: it cannot be had, which is reported. */
bool site_lay_built(struct site *site, const char *folder, struct report *report);
bool beside_list(struct site *site, struct file_list *out); /* its files; false: memory */
/* Gives the pages what was built of them; there is room for `files` behind the pages and
 * the statics. False: out of memory. */
bool beside_read(struct site *site, const struct file_list *files);
/* The path below the built site's folder, or the path itself. */
struct str beside_path(const struct site *site, struct str path);

/* Whether the site is a built one, whose pages' heads then tell their titles, dates and
 * redirects. False: out of memory. built.c */
bool built_describe(struct site *site);
struct page_head; /* head.h */
/* Whether the folder is one, as its pages with their heads tell. built_signs.c */
bool built_fits(struct site *site, const struct page_head *heads);
/* Takes dates that are the build's out of the heads. built_dates.c */
void built_drop_stamps(struct site *site, struct page_head *heads);
/* Of a built site, the page that opens the folder nearest to the root; NULL: none does. */
const struct page *built_front_page(const struct site *site);
bool site_read_data(struct site *site, const struct file_list *files); /* data.c */
/* terms.c. Categories of a document's defaults and its own count together. */
void terms_read(struct site *site, const struct page *page, struct page_state *state,
                struct str above);
struct value terms_join(struct site *site, struct value general, struct value own);
bool site_build_index(struct site *site); /* index.c */
/* What the templates of a page see, in the arena. drop_site.c */
struct value site_scope(struct site *site, struct arena *arena, struct page *page);
struct value page_drop(struct site *site, size_t index); /* drop.c */
/* The documents of a collection, or all pages (label empty), as templates list them. NULL:
 * memory is gone. drop_site.c */
size_t *site_members(struct site *site, struct str label, size_t *count);
/* What a page that lists the site's posts in parts sees as `paginator`; else nil. */
struct value paginator_drop(struct site *site, const struct page *page); /* paginator.c */
/* The most pages that the list can go on on, of a site of so many files. */
size_t paginator_room(const struct site *site, size_t file_count);
/* Adds the pages that it goes on on behind the others, for which there is room. */
void paginator_add_pages(struct site *site, struct report *report);
/* Makes `*page` a further page of the list that `first` begins, with the address that its
 * source would have in `folder`. read.c */
void site_read_list_page(struct site *site, const struct page *first, struct str folder,
                         struct page *page, struct page_state *state);
/* What the templates of its excerpt see as the page, of which `text` is the excerpt. */
struct value excerpt_drop(struct site *site, size_t index, struct str text);
/* Pages of a collection, or those of none (label empty), as their lists have them; false:
 * memory is gone. order.c */
bool order_pages(struct site *site, struct str label, size_t *pages, size_t count);
/* A post that is not published at the time of the render. */
bool page_is_future(const struct site *site, const struct page *page);
/* A post's file name without its extension: date and slug (read.c). */
bool post_name_split(struct str name, int64_t *date, struct str *slug);
/* The page that a drop stands for, or NULL. */
struct page *drop_page(const struct site *site, struct value drop);
/* Its faults, once; false: it cannot be read. faults.c */
bool page_tell_faults(const struct page *page, struct page_state *state,
                      struct report *report);
/* That it is barred, as an error of whoever needs to know all pages. faults.c */
void page_tell_unread(const struct page *page, const struct page_state *state,
                      struct report *report);
/* What a folder that cannot be listed holds is not known: whether it may be part of the
 * site. closed.c */
bool closed_is_of_site(const struct config *config, struct str folder, struct arena *arena);
/* Tells of the folders that cannot be listed, and keeps those in which there may be pages.
 * False: memory is gone. */
bool closed_take(struct site *site, const struct file_list *files,
                 const struct file_list *built, struct report *report);
/* Tells of each folder and page of these as an error; false: there is none. */
bool closed_tell(struct site *site, struct report *report);
/* Keeps the page in mind where it is barred. */
void closed_note_page(struct site *site, size_t index);
/* What is wrong with the front matter that begins the text of a file; nothing where
 * nothing is. */
void front_matter_tell_fault(struct str path, struct str text,
                             enum front_matter_fault fault, const struct yaml_fault *yaml,
                             struct report *report);
/* Jekyll would build no site with it: lists are made without it. */
bool page_is_refused(const struct page *page, const struct page_state *state);
/* What a template may show and the site lacks, each once and as warnings: refused pages,
 * and data files that are none. */
void site_tell_lacking(struct site *site, struct str template, struct report *report);
/* Data files that are there and cannot be read, as errors: no site is built then. */
void site_tell_barred_data(const struct site *site, struct report *report);

/* Text up to a document's first separator, with the link references of the rest that it
 * uses and ends for its open blocks; false: the separator is empty, there is no excerpt.
 * excerpt.c */
bool excerpt_text(struct site *site, const struct page *page, struct str *out);
/* Whether the site is built with a plug-in of Ruby, one of GitHub's where its Gemfile names
 * their gem; `without_gemfile`: what counts where there is none. ruby_plugins.c */
bool ruby_has_plugin(struct site *site, const char *name, bool without_gemfile);
/* Whether a plug-in brings Active Support, by a library that takes HTML apart: `blank` in
 * Liquid's conditions asks it, and is like nothing without it. */
bool ruby_has_active_support(struct site *site);
/* Gives Markdown pages that name no layout one, where a plug-in does so.
 * default_layouts.c */
void default_layouts_give(struct site *site);
/* Gives pages without a title their first heading, where a plug-in does so.
 * heading_titles.c */
void heading_titles_take(struct site *site, struct report *report);
/* Markdown as HTML; false: a fault, told. fragment.c */
bool fragment_of_markdown(struct arena *arena, struct str text,
                          const struct markdown_options *options, struct str *html,
                          struct report *report);

/* layouts.c: a layout's file, or one that it includes, which is read once: what is asked of
 * it at different times is of one text. */
enum file_status site_peek_layout(struct site *site, struct str path, struct str *text);

/* layout.c: keys that a layout shows around a page, not as its text. */
bool layout_is_around(struct str key);
/* Whether the site, or its theme, has a layout of that name. */
bool layout_is_there(struct site *site, struct str name);
/* The layout's text; `*name` becomes that of the layout around it, or empty. */
struct str layout_read(struct site *site, struct str *name);

/* The post that {% post_url %} names, or NULL. `*exact`: how its name is written, where it
 * is found by day and slug alone; may be empty even then. posts.c */
const struct page *post_find(struct site *site, struct str name, struct str *exact);

/* What a key stands for in the language of the page or the site; `group`: the name of the
 * page that it is of, or empty. False: nothing. translations.c */
bool translation_find(struct site *site, const struct page *page, struct str key,
                      struct str group, struct str *text, struct report *report);

/* index.c: the maps' keys. */
struct str index_key(struct str path);
/* The collection whose file it is, or NULL: its path is then given from the collection's
 * folder on. */
const struct collection *index_collection_of(const struct site *site, struct str *path);
/* Where a static file is published, below the base URL and percent-encoded. */
struct str index_file_url(const struct site *site, struct str path);
/* A static file of that path in lower case, the first in the order of paths. */
uint32_t index_folded_file(const struct site *site, struct str folded);
struct page *index_page(const struct site *site, const struct text_map *map,
                        struct str key);
/* Whether `b`, which has the address of `a`, is what is there at last: Jekyll writes pages,
 * those of inner folders first, then posts, then other collections as the settings have
 * them, each by date. */
bool index_is_written_over(const struct site *site, const struct page *a,
                           const struct page *b);
/* The address nearest to a path that leads nowhere, or empty. suggest.c */
struct str site_suggest(struct site *site, struct str path);

#endif
