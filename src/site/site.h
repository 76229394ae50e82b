/* Site: the pages of a source, read as Jekyll reads them.
 *
 * Opens a source, reads _config.yml (or defaults), finds pages, posts, collections,
 * data and static files, and answers where a link leads. Runs first; liquid/ and
 * markdown/ get their input from here. */
#ifndef OFFPRINT_SITE_SITE_H
#define OFFPRINT_SITE_SITE_H

#include "base/arena.h"
#include "base/date.h"
#include "base/limits.h"
#include "base/lines.h"
#include "base/report.h"
#include "base/value.h"
#include "liquid/liquid.h"
#include "markdown/markdown.h"
#include "source/source.h"
#include "theme/theme.h"

enum page_format { PAGE_MARKDOWN, PAGE_HTML };

struct page {
    struct str source;  /* site path */
    struct str url;     /* as published, without baseurl: "/contribute/" */
    struct str title;   /* from front matter or its generator's list, else empty */
    struct value data;  /* front matter with the site's defaults under it; a map */
    struct str text;    /* the whole file */
    struct str body;    /* a slice of text: after the front matter */
    uint32_t body_line; /* line on which body begins, from 1 */
    enum page_format format;
    bool has_front_matter; /* without it, Jekyll copies the file; we read it when asked for
                            */
    bool is_post;
    bool own_ids; /* its generator makes ids of headings by a program of the site's */
    struct str redirect_to;           /* or empty */
    struct str built; /* the whole page as its generator made it, where that is at hand */
    struct str built_source; /* its site path */
    const char *built_fault; /* why that cannot be taken though it is there; NULL: nothing */
    bool only_built;         /* there is no source of it */
    bool shares_title; /* its head names more pages so: what it says itself may say more */
    struct str hides; /* source of another page with this address, which the site does not
                         show; or empty */
    uint32_t list_number; /* of a list of posts that goes on on further pages, which are all
                             made of one source: which of them, from 1; else 0 */
    struct str collection;            /* label, or empty */
    int64_t date;                     /* of a post, seconds since 1970, or DATE_NONE */
    int32_t date_offset;              /* of the site's clocks then, seconds east of UTC */
    struct markdown_options markdown; /* dialect and options for this page */
};

struct site;

/* Opens the site at `path`. Broken configuration or an unreadable source is reported;
 * then NULL. Everything lives in `arena` but for open files: close. `now`: when the site is
 * built, which hides later posts, or DATE_NONE. */
struct site *site_open(struct arena *arena, const char *path, int64_t now,
                       struct report *report);
/* Whether a Jekyll theme lies in the folder; false: reported. */
bool site_check_theme(struct arena *arena, const char *folder, struct report *report);
/* Whether pages of HTML lie in the folder; false: reported. */
bool site_check_built(struct arena *arena, const char *folder, struct report *report);

/* What lies elsewhere. */
struct site_folders {
    const char *theme;  /* of Jekyll; NULL: it is looked for beside the site */
    const char *built;  /* what the generator made of the site; NULL: nobody says */
    const char *recipe; /* a file that stands for the one in the site's root; NULL: none */
};

/* The same of any source. */
struct site *site_open_with(struct arena *arena, struct source_at at,
                            struct site_folders folders, int64_t now,
                            struct report *report);
void site_close(struct site *site);

/* Whether it is a folder of whole HTML pages as a generator leaves them, without what they
 * were made from. */
bool site_is_built(const struct site *site);

/* Whether what a generator made of the sources lies beside them. */
bool site_is_beside(const struct site *site);

struct value site_config(const struct site *site);
/* How Markdown is read in it where a page says nothing else. */
const struct markdown_options *site_markdown(const struct site *site);

/* Whether a Jekyll site names the plug-in in its settings or its Gemfile. */
bool site_names_plugin(struct site *site, const char *name);
struct source *site_source(const struct site *site);
/* No address is resolved any more, no page found by its name, no revision asked for: what
 * serves that is free. Files that are apart are still to be had. */
void site_forget_names(struct site *site);
/* Whether all that was asked for of it could be read; else reported. */
bool site_holds(const struct site *site, struct report *report);
struct str site_base_url(const struct site *site); /* "/docs" or empty */
/* An address as programs take it: percent-encoded, a host beyond ASCII in that (RFC 5891).
 */
struct str site_write_address(struct arena *arena, struct str url);
/* The same of an origin, or one with a path. */
struct str site_write_origin(struct arena *arena, struct str url);
/* `url` of the configuration, else the host that CNAME names, or empty. */
struct str site_url(const struct site *site);
/* What stands between the URL of the live site, as it was given, and the site's addresses:
 * the base URL, unless that URL has another path, which then takes its place, or is of
 * another host than a generator's settings name, of which only they know the base. */
struct str site_live_base(const struct site *site, struct str live_url);
struct str site_title(const struct site *site);
struct str
site_language(const struct site *site); /* as the configuration names it, or empty */

size_t site_page_count(const struct site *site);

/* Whether the site shows it as a page of its own. Others are read where somebody asks for
 * them: what Jekyll copies as it lies, but for Markdown, which GitHub Pages sets without
 * front matter, too, unless it is of the repository; and what lies beside the pages of the
 * generator that makes `front`, the front page (NULL: none does). */
bool site_shows_page(const struct site *site, const struct page *front,
                     const struct page *page);
size_t site_page_index(const struct site *site, const struct page *page);
struct page *site_page_at(const struct site *site,
                          size_t index); /* in order of source path */

/* What a page's file name says in words, for those that have no title: as Jekyll titles
 * documents. Of a folder's own page the folder's name, or the site's title. */
struct str site_name_title(struct site *site, const struct page *page);

/* The newest date that the page's name and front matter tell, of its making or its last
 * change, by the site's clocks; or DATE_NONE. Not the file's own date: a copy or checkout
 * of the same source would then make other bytes. */
int64_t page_newest_date(const struct page *page);

/* The revision of the site's source, once all that the packet needs is read; as
 * source_revision. */
bool site_revision(struct arena *arena, struct site *site, struct revision *out,
                   struct report *report);

/* The page's place in the list of pages that its generator is set up with (`nav` of MkDocs,
 * SUMMARY.md, _toc.yml), from 0; SIZE_MAX: it is in none. */
size_t site_page_rank(const struct site *site, const struct page *page);

/* PAGE as a user types it: a permalink with or without slashes at its ends, or a
 * source path (reading a file without front matter, too), from where the pages or the
 * configuration lie. NULL: none; the nearest in `*suggestion` (may be empty). */
struct page *site_find_page(struct site *site, struct str name, struct str *suggestion);

/* Tells that a page that is not found is absent: a fault of who asked for it, at `place`.
 * Where files or folders that may hold it could not be read it may be there, which is an
 * error, as each of them is; where the system failed, that alone is told. `suggestion`: the
 * nearest; may be empty. */
void site_tell_no_page(struct site *site, struct str name, struct str suggestion,
                       struct place place, struct report *report);
/* The same of the page that the site opens with. */
void site_tell_no_front_page(struct site *site, struct report *report);
/* The first of the pages, or else folders, that could not be read, and why; empty: none. */
struct str site_first_unread(const struct site *site, const char **why);

/* The page that the site opens with: the one at "/", else the first that the generator's
 * list of pages names; NULL: there is none. */
const struct page *site_front_page(struct site *site);

/* The same, or where there is none the page of the shortest address. NULL: the site has no
 * page. */
const struct page *site_likely_front_page(struct site *site);

/* The page's body after Liquid (or as it is for pages without front matter), and
 * its line map, in `arena`, which no longer matters to the site. False: an error is in the
 * report. */
bool site_render_liquid(struct site *site, struct arena *arena, struct page *page,
                        struct str *text, const struct line_map **map,
                        struct report *report);

/* What the layouts of a page came to. */
enum site_layouts {
    SITE_LAYOUTS_SHOWN,
    SITE_LAYOUTS_NONE,   /* the page names none, or none that is in the site */
    SITE_LAYOUTS_FAILED, /* a warning says why, or the system's error */
};

/* Ids of empty elements that stand for the page's own text in its layouts: where it begins
 * and where it ends. Mostly nothing is between; a layout that works on the text leaves what
 * it makes of it there, and a layout that shows only a part of it may lose one of the two.
 */
#define SITE_OWN_BEGIN "offprint-own-begin"
#define SITE_OWN_END "offprint-own-end"

enum site_marks {
    SITE_MARKS_NONE,   /* the text is in its place */
    SITE_MARKS_TEXT,   /* the two marks stand for it */
    SITE_MARKS_LAYOUT, /* they stand around what the innermost layout makes, where that
                          stands in another one; the text is in its place in it */
};

/* The page in its layouts as Jekyll renders them, as HTML with the places in them, in
 * `arena`. `text`: its own, as site_render_liquid left it. `map` NULL: none are wanted.
 * What the templates lack is filed in `faults`, as warnings, each once a site for templates
 * are parsed once; why they fail, in `report`. */
enum site_layouts site_render_layouts(struct site *site, struct arena *arena,
                                      struct page *page, struct str text,
                                      enum site_marks marks, struct str *out,
                                      const struct line_map **map, struct report *faults,
                                      struct report *report);

/* What the head of a page in its layouts says that it is called, as it is written there:
 * og:title, else <title>; or empty. */
struct str site_head_title(const struct site *site, struct arena *arena, struct str html);
/* The same without what is the site's, by what the titles of other pages share and by the
 * site's own; empty: it says no more than that. */
struct str site_title_of_page(const struct site *site, struct arena *arena,
                              struct str title, const struct str *others, size_t count);

/* From now on a layout that is not there is worth a warning, where it was a note. */
void site_ask_for_layouts(struct site *site);

/* Where a layout, or what it includes, asked for an include first; false: none did. */
bool site_included_at(const struct site *site, struct str path, struct place *place);

/* The name of the page's layout, or empty. */
struct str site_layout_name(const struct page *page);

/* What the page's layout, or one around it, has in `<html lang>`; of an expression of
 * Liquid's the last text in it, which is what it gives where nothing is named. Or empty. */
struct str site_layout_language(struct site *site, const struct page *page);

/* Whether there is no file of the layout that the page names, nor a theme outside of the
 * folder that may bring it. */
bool site_lacks_layout(struct site *site, const struct page *page);

/* The list or mapping of the page's front matter that its layout shows, when it has more
 * words than `words`: its key, and its line. Empty: none. */
struct str site_layout_data(struct site *site, const struct page *page, size_t words,
                            uint32_t *line);

/* A field of front matter that the page's layout prints. */
struct layout_field {
    struct str name;    /* "what", "speakers.name" */
    struct value value; /* the page's own, or nil: it has none, or it is no text of its */
    uint32_t line;
};

/* The index-th field that the layout of the page prints, with the layouts around it and
 * what they include. False: there are no more. */
bool site_layout_field(struct site *site, const struct page *page, size_t index,
                       struct layout_field *out);

/* Where an address in a page leads, as the published site would answer. */
enum target_kind {
    TARGET_PAGE,     /* `page`, `anchor` */
    TARGET_FILE,     /* a static file: `path` */
    TARGET_EXTERNAL, /* `url`: http(s) and other schemes safe to keep */
    TARGET_MAIL,     /* `url`: mailto:, tel:, sms: */
    TARGET_EMPTY,    /* no address at all */
    TARGET_UNSAFE,   /* javascript:, file:, data: and unknown schemes */
    TARGET_INVALID,  /* no browser can read it: "http://a b/" */
    TARGET_LONG,     /* has more than URL_LIMIT_BYTES bytes */
    TARGET_OUTSIDE,  /* on the site's host, but not below its base URL or its root */
    TARGET_MISSING,  /* nothing there; `suggestion` may help */
    TARGET_REDIRECT_LOOP,
};

/* A page's, a file's and a missing path's `url` is as published, below the base URL; one
 * that is outside begins at the host, or is absolute. What the address says behind its path
 * stands apart. */
struct target {
    enum target_kind kind;
    struct page *page;
    struct str anchor;          /* decoded, without '#' */
    struct str query, fragment; /* "?…" and "#…" as written, percent-encoded; or empty */
    struct str path;            /* site path of a file */
    struct str url;             /* percent-encoded */
    struct str suggestion;      /* an address that exists, or empty */
    struct str scheme;          /* of an unsafe address, part of it, without ':' */
    bool case_mismatch;         /* found only with letter case ignored */
    bool redirected;            /* through redirect_from or redirect_to */
    bool spelling;              /* raw space or backslash in it: works, worth a warning */
    bool made;                  /* the file is a template of what Jekyll publishes */
    bool no_scheme;             /* "www.x.org", "me@x.org": taken as meant */
};

/* `live_url` (without trailing '/', with or without the base URL) lets absolute addresses
 * of the own host be recognised; may be empty. */
struct target site_resolve(struct site *site, const struct page *from, struct str href,
                           struct str live_url);

/* Recipe: offprint.yml in the site's root or among its pages, what the site itself says
 * about its packet. Empty texts and numbers below 0 mean "not said". */
struct recipe_handout { /* `handout` */
    int media;          /* enum offprint_media; 0: not said */
    bool grey, right_hand;
    int bleed; /* micrometres; below 0: not said */
    int marks; /* enum offprint_marks; 0: not said */
    int qr;    /* enum offprint_qr; 0: not said */
    struct str short_links; /* a file of the site; or empty */
    struct str cmyk;        /* the same */
    struct recipe_booklet {
        bool made;
        int sheets; /* in each other at the most; 0: not said */
    } booklet;
    struct recipe_creep {
        bool given; /* else "auto", or not said */
        int micrometres;
    } creep;
    int flip, bind; /* enum offprint_flip, offprint_binding; 0: not said */
};

struct recipe {
    struct str title, subtitle, live_url, contact, contact_name, contact_phone, name,
        prepared_for, organization, organization_address, bag_group, language, theme, date;
    struct str *entries, *order, *include, *exclude, *outputs;
    size_t entry_count, order_count, include_count, exclude_count, output_count;
    int depth, image_dpi;
    bool allow_active, best, history, layouts;
    enum paper paper;
    struct recipe_handout handout;
    struct value tags; /* what tags of plug-ins show, by name: templates; or nil */
    /* Of pages in their layouts: the elements that are content, and those that are not. */
    const struct selector *content, *drop; /* base/selector.h; NULL: not said */
    struct line_index lines;               /* of its text */
    struct value values;
};

bool recipe_refuses_layouts(const struct recipe *recipe); /* says "layouts: false" */

/* The recipe as it was read when the site was opened. */
enum file_status site_recipe(const struct site *site, struct str *text);

/* What templates take for the present from now on; DATE_NONE: the date of the source's
 * revision, if it has one. Without a word here, it is when the site is built. */
void site_set_present(struct site *site, int64_t date, struct report *report);

/* Templates of the site show what `tags` of its recipe says, from now on. */
void site_set_tags(struct site *site, struct value tags);

/* True without a recipe, too. Unknown keys are warnings; values of a wrong type are
 * errors: then false, after all of them are told. */
bool recipe_read(struct arena *arena, const struct site *site, struct recipe *out,
                 struct report *report);

/* What the recipe may say, for help. NULL behind the last. */
struct recipe_key {
    const char *name, *example; /* a value as YAML has it */
    const char *what;
};
const struct recipe_key *recipe_key_at(size_t i);

/* Where a key of the recipe stands. */
struct place recipe_place(const struct recipe *recipe, const char *key);
/* The same of an entry of a mapping in it. */
struct value_entry;
struct place recipe_entry_place(const struct recipe *recipe,
                                const struct value_entry *entry);

/* A file as a recipe names it, from the site's root on, with or without a slash before it.
 * `*path`, in `arena`, is the site's; the bytes are in `scratch`. FILE_OUTSIDE: it leads
 * out, and `*path` is as it was written. Whoever reads it tells why it cannot be. */
enum file_status site_read_named(struct arena *arena, struct arena *scratch,
                                 const struct site *site, struct str name,
                                 size_t limit_bytes, struct str *path, struct str *bytes);

/* A YAML file whose scalars are texts as they are written. False: reported at its place in
 * `file`, as `code`. */
bool site_read_texts(struct arena *arena, struct str text, struct str file,
                    struct value *out, const char *code, struct report *report);

#endif
