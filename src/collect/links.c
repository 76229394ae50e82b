/* Second pass: what each link leads to, once all documents are known, and which files go
 * along. Every link gets a class; where it is broken, the report says why. */
#include "collect/run.h"

#include "base/data_address.h"
#include "base/media_type.h"
#include "base/path.h"

void collect_warn_spelling(struct collection_run *run, struct item *item,
                           const struct found_link *found)
{
    const struct target *target = &found->target;
    if (target->case_mismatch) {
        report_warning(run->report, collect_link_place(run, item, found->node), "link-case",
                       "'%.*s' is found only with letter case ignored",
                       STR_ARG(node_info(found->node)));
        if (target->url.len) {
            report_hint(run->report, "did you mean '%.*s'?", STR_ARG(target->url));
        }
    } else if (target->spelling) {
        report_warning(run->report, collect_link_place(run, item, found->node),
                       "link-spelling",
                       "the address '%.*s' has a space or a backslash in it",
                       STR_ARG(node_info(found->node)));
        report_hint(run->report, "%s", "write '%20' for a space and '/' for a backslash");
    }
    if (target->no_scheme) {
        report_warning(run->report, collect_link_place(run, item, found->node),
                       "link-scheme", "'%.*s' has no scheme; '%.*s' is taken",
                       STR_ARG(node_info(found->node)), STR_ARG(target->url));
    }
}

static void break_link(struct link *link, const char *reason)
{
    link->class = LINK_BROKEN;
    link->reason = str_from(reason);
}

/* An image's link has no words; its alternate text stands for them. */
static struct str link_text(struct collection_run *run, const struct node *node)
{
    return collect_plain_text(run->arena, node);
}

/* What was typed is no suggestion. */
void collect_suggest(struct collection_run *run, struct str typed, struct str text)
{
    if (text.len && !str_eq(text, typed)) {
        report_hint(run->report, "did you mean '%.*s'?", STR_ARG(text));
    }
}

/* What stands behind the path, which goes with it wherever it leads. */
static struct str behind_path(struct collection_run *run, const struct target *target)
{
    bool any = target->query.len || target->fragment.len;
    return any ? arena_format(run->arena, "%.*s%.*s", STR_ARG(target->query),
                              STR_ARG(target->fragment))
               : (struct str){0};
}

static struct str live_address(struct collection_run *run, const struct target *target)
{
    struct str address = collect_live_address(run, target->url);
    if (target->query.len == 0 && target->fragment.len == 0) {
        return address;
    }
    struct str behind = behind_path(run, target);
    return arena_format(run->arena, "%.*s%.*s", STR_ARG(address), STR_ARG(behind));
}

#define NAMES_TOLD 4 /* of what is told about once */

void collect_count_told(struct collection_run *run, struct item *item,
                        const struct found_link *found, struct told_once *told)
{
    struct str near = found->target.suggestion;
    if (told->count++ == 0) {
        told->first = collect_link_place(run, item, found->node);
    }
    if (told->named > NAMES_TOLD) {
        return;
    }
    struct str said = node_info(found->node);
    struct str name =
        found->target.redirected
            ? arena_format(run->arena, "'%.*s', where '%.*s' is redirected to",
                           STR_ARG(found->target.path), STR_ARG(said))
            : arena_format(run->arena, "'%.*s'", STR_ARG(said));
    if (str_find(told->names, name, 0) != STR_NONE) {
        return;
    }
    if (told->named++ == NAMES_TOLD) {
        name = STR("\xe2\x80\xa6");
    } else if (told->suggestion.len == 0 && near.len &&
               !str_eq(near, node_info(found->node))) {
        told->suggestion = near;
        told->suggested_for = node_info(found->node);
    }
    told->names = arena_format(run->arena, "%.*s%s%.*s", STR_ARG(told->names),
                               told->named > 1 ? ", " : "", STR_ARG(name));
}

/* A symbolic link that leads out of the site or nowhere, or what lies in a folder that is
 * closed to us: told, with where the link leads then. What the live site has there is its
 * own. */
static bool to_symbolic(struct collection_run *run, struct item *item,
                        const struct found_link *found, struct link *link)
{
    const struct page *page = found->target.page;
    struct str text, path = page ? page->source : found->target.path;
    if (value_has(run->absent, path)) {
        return false;
    }
    enum file_status status = collect_read(run, run->arena, path, 1, &text);
    if (!source_bars(site_source(run->site), path, status)) {
        if (status == FILE_ABSENT) {
            (void)value_map_set(run->arena, run->absent, path, value_bool(true));
        }
        return false;
    }
    bool there = status == FILE_DENIED || status == FILE_SPECIAL;
    report_warning(run->report, collect_link_place(run, item, found->node),
                   there ? "link-file" : "link-outside", "cannot read '%.*s': %s",
                   STR_ARG(path), file_status_text(status));
    if (run->live_url.len) {
        link->class = LINK_LIVE;
        link->url = live_address(run, &found->target);
    } else {
        break_link(link, status == FILE_LOOP ? "a circle of symbolic links"
                                             : "file not available");
    }
    return true;
}

/* Where the site has pages that cannot be read the link may lead to one of them. */
static bool to_unknown(struct collection_run *run, const struct found_link *found,
                       struct place place, struct link *link)
{
    const char *why;
    struct str unread = site_first_unread(run->site, &why);
    if (unread.len) {
        report_warning(run->report, place, "link-target",
                       "link to '%.*s': no such page among those that can be read",
                       STR_ARG(node_info(found->node)));
        report_hint(run->report, "it may be one that cannot, such as '%.*s': %s",
                    STR_ARG(unread), why);
        break_link(link, "file not available");
    }
    return unread.len > 0;
}

/* A path that the folder does not have may be another repository's, on the live site. */
static void to_missing(struct collection_run *run, struct item *item,
                       const struct found_link *found, struct link *link)
{
    const struct target *target = &found->target;
    struct place place = collect_link_place(run, item, found->node);
    if (to_symbolic(run, item, found, link)) {
        return;
    }
    if (run->live_url.len) {
        link->class = LINK_LIVE;
        link->url = live_address(run, target);
        collect_count_told(run, item, found, &run->missing);
        return;
    }
    bool page = path_extension(target->path).len < 2 || str_ends(target->path, ".html") ||
                str_ends(target->path, ".md");
    bool file = !page && !str_is(media_type_of(target->path, (struct str){0}),
                                 "application/octet-stream");
    if (!file && to_unknown(run, found, place, link)) {
        return;
    }
    report_warning(run->report, place, file ? "link-file" : "link-target",
                   file ? "link to '%.*s': no such file in the site"
                        : "link to '%.*s': no such page in the site",
                   STR_ARG(node_info(found->node)));
    collect_suggest(run, node_info(found->node), target->suggestion);
    break_link(link, file ? "no such file" : "no such page");
}

/* The scheme and host of the live site. */
static struct str live_host(const struct collection_run *run)
{
    size_t host = str_find(run->live_url, STR("://"), 0);
    size_t path = str_find_byte(run->live_url, '/', host == STR_NONE ? 0 : host + 3);
    return str_sub(run->live_url, 0, path == STR_NONE ? run->live_url.len : path);
}

/* Beside the site on its host, or above its root: not ours, but the web may have it. */
static void to_outside(struct collection_run *run, struct item *item,
                       const struct found_link *found, struct link *link)
{
    const struct target *target = &found->target;
    bool absolute = !str_starts(target->url, "/");
    if (!absolute && run->live_url.len == 0) {
        if (to_symbolic(run, item, found, link)) {
            return;
        }
        report_warning(run->report, collect_link_place(run, item, found->node),
                       "link-outside", "link to '%.*s' leaves the site",
                       STR_ARG(node_info(found->node)));
        collect_suggest(run, node_info(found->node), target->suggestion);
        break_link(link, "outside the site");
        return;
    }
    link->class = LINK_LIVE;
    link->url = absolute
                    ? target->url
                    : arena_format(run->arena, "%.*s%.*s%.*s", STR_ARG(live_host(run)),
                                   STR_ARG(target->url), STR_ARG(behind_path(run, target)));
    if (!absolute) { /* a whole address says itself where it leads */
        collect_count_told(run, item, found, &run->outside);
    }
}

/* Where several are told at once, which of them is meant. */
static void suggest_one(struct collection_run *run, const struct told_once *told)
{
    if (told->count == 1) {
        collect_suggest(run, told->suggested_for, told->suggestion);
    } else if (told->suggestion.len) {
        report_hint(run->report, "did you mean '%.*s' by '%.*s'?",
                    STR_ARG(told->suggestion), STR_ARG(told->suggested_for));
    }
}

static const char another[] = "the live site is taken, where another repository may have";

static void tell_missing(struct collection_run *run)
{
    const struct told_once *told = &run->missing;
    if (told->count == 0) {
        return;
    }
    report_warning(run->report, told->first, "link-live",
                   "%zu link%s to what the site's folder does not have (%.*s): %s it",
                   told->count, told->count == 1 ? "" : "s", STR_ARG(told->names), another);
    suggest_one(run, told);
}

static void tell_outside(struct collection_run *run)
{
    const struct told_once *told = &run->outside;
    if (told->count == 0) {
        return;
    }
    report_warning(run->report, told->first, "link-outside",
                   "%zu link%s out of the site, on its host (%.*s): %s it", told->count,
                   told->count == 1 ? "" : "s", STR_ARG(told->names), another);
    suggest_one(run, told);
}

static void tell_distant(struct collection_run *run)
{
    const struct told_once *told = &run->distant;
    if (told->count == 0) {
        return;
    }
    bool one = told->count == 1;
    report_warning(run->report, told->first, "image-external",
                   "%zu image%s on %s (%.*s): nothing is fetched, and %s alternate text "
                   "stays",
                   told->count, one ? " lies" : "s lie",
                   one ? "another site" : "other sites", STR_ARG(told->names),
                   one ? "its" : "their");
    report_hint(run->report, "%s",
                one ? "to show it: save it in the site's folder and write its path there"
                    : "to show them: save them in the site's folder and write their paths "
                      "there");
}

/* What runs when it is opened is no part of a packet unless that is asked for. */
static void leave_out(struct collection_run *run, struct item *item,
                      const struct found_link *found, struct link *link,
                      const struct packet_file *file)
{
    bool live = link->url.len > 0;
    report_warning(run->report, collect_link_place(run, item, found->node), "file-active",
                   "'%.*s' stays behind, for it is %.*s; the link %s",
                   STR_ARG(file->source), STR_ARG(file->active),
                   live ? "leads to the live site" : "has no target");
    report_hint(run->report, "to take it along: --allow-active, or 'allow_active: true' in "
                             "offprint.yml");
    link->class = LINK_LIVE;
    if (!live) {
        break_link(link, "a file that runs when it is opened");
    }
}

static void to_file(struct collection_run *run, struct item *item,
                    const struct found_link *found, struct link *link)
{
    const char *why = "";
    struct packet_file *file =
        collect_take_file(run, item, found, link_text(run, found->node), &why);
    if (!file) {
        report_warning(run->report, collect_link_place(run, item, found->node), "link-file",
                       "link to '%.*s': %s", STR_ARG(node_info(found->node)), why);
        if (run->live_url.len && found->target.url.len) {
            link->class = LINK_LIVE;
            link->url = live_address(run, &found->target);
        } else {
            break_link(link, "file not available");
        }
        return;
    }
    if (run->live_url.len && found->target.url.len) {
        link->url = live_address(run, &found->target);
    }
    if (file->left_out) {
        leave_out(run, item, found, link, file);
        return;
    }
    file->linked = true;
    link->class = LINK_FILE;
    link->file = file;
    link->behind = behind_path(run, &found->target);
}

/* As browsers find it: by the text as it is written, then decoded; GitHub puts a word
 * before the ids of its pages. */
static const struct node *find_anchor(const struct document *document,
                                      const struct target *target)
{
    static const struct str github = {"user-content-", sizeof "user-content-" - 1};
    struct str anchor = target->anchor;
    const struct node *node = document_find_anchor(document, anchor);
    node = node ? node : document_find_anchor(document, str_skip(target->fragment, 1));
    if (!node && str_starts(anchor, github.ptr)) {
        node = document_find_anchor(document, str_skip(anchor, github.len));
    }
    return node;
}

/* What ids a program gives is not known: nothing is wrong with the link. */
static bool ids_are_known(const struct found_link *found)
{
    return !found->target.page || !found->target.page->own_ids;
}

static void warn_anchor_case(struct collection_run *run, struct item *item,
                             const struct found_link *found, const struct node *node)
{
    if (!ids_are_known(found)) {
        return;
    }
    report_warning(run->report, collect_link_place(run, item, found->node), "link-case",
                   "'%.*s' is found only with letter case ignored",
                   STR_ARG(node_info(found->node)));
    report_hint(run->report, "did you mean '#%.*s'?", STR_ARG(node_id(node)));
}

/* Browsers show the page's top where an anchor is missing. It may stand in what the page's
 * generator would fill in. */
static void warn_anchor(struct collection_run *run, struct item *item,
                        const struct found_link *found, const struct document *document)
{
    bool missing = report_tells(run->report, "dialect-missing", document->source);
    if (missing || !ids_are_known(found)) {
        report_note(run->report, collect_link_place(run, item, found->node), "link-anchor",
                    "link to '%.*s' leads to the top of '%.*s', %s",
                    STR_ARG(node_info(found->node)), STR_ARG(document->source),
                    missing ? "where what the generator would fill in is missing"
                            : "for a program of the site's settings makes its ids");
        return;
    }
    report_warning(
        run->report, collect_link_place(run, item, found->node), "link-anchor",
        "link to '%.*s': no such heading or anchor in '%.*s'; it leads to the top",
        STR_ARG(node_info(found->node)), STR_ARG(document->source));
    struct str near = document_suggest_anchor(document, found->target.anchor);
    if (near.len) {
        report_hint(run->report, "did you mean '#%.*s'?", STR_ARG(near));
    }
}

static void to_document(struct collection_run *run, struct item *item,
                        const struct found_link *found, struct link *link,
                        struct document *document)
{
    struct str anchor = found->target.anchor;
    link->class = LINK_INTERNAL;
    link->document = document;
    link->target = find_anchor(document, &found->target);
    bool top = anchor.len == 0 || str_eq_ignore_case(anchor, STR("top"));
    if (link->target || top) {
        return;
    }
    link->target = document_find_anchor_folded(document, anchor);
    if (link->target) {
        warn_anchor_case(run, item, found, link->target);
    } else {
        warn_anchor(run, item, found, document);
    }
}

static void to_live(struct collection_run *run, const struct found_link *found,
                    struct link *link)
{
    if (run->live_url.len == 0) {
        if (!run->warned_live) {
            report_warning(run->report, (struct place){0}, "live-url",
                           "pages outside the packet lose their links: the live URL of "
                           "the site is not known");
            report_hint(run->report,
                        "name it as live_url in offprint.yml or with --live-url");
        }
        run->warned_live = true;
        break_link(link, "not in this packet");
        return;
    }
    link->class = LINK_LIVE;
    link->url = live_address(run, &found->target);
}

static void warn_broken(struct collection_run *run, struct item *item,
                        const struct found_link *found, struct link *link, const char *code,
                        const char *what, const char *reason)
{
    report_warning(run->report, collect_link_place(run, item, found->node), code,
                   "link to '%.*s' %s", STR_ARG(node_info(found->node)), what);
    break_link(link, reason);
}

static void to_page(struct collection_run *run, struct item *item,
                    const struct found_link *found, struct link *link)
{
    if (run->cover && found->target.page == run->cover->page) {
        warn_broken(run, item, found, link, "link-target", "leads to the cover itself",
                    "no such page");
        return;
    }
    struct item *other = collect_find_item(run, found->target.page);
    collect_warn_spelling(run, item, found);
    if (other) {
        to_document(run, item, found, link, other->document);
    } else if (!collect_is_barred(run, found->target.page) ||
               !to_symbolic(run, item, found, link)) {
        to_live(run, found, link);
    }
}

static void to_nothing(struct collection_run *run, struct item *item,
                       const struct found_link *found, struct link *link)
{
    struct place place = collect_link_place(run, item, found->node);
    struct str text = link_text(run, found->node);
    if (report_tells(run->report, "dialect-missing", place.file)) {
        report_note(run->report, place, "link-empty",
                    "link '%.*s' has no target, which the generator may fill in",
                    STR_ARG(text));
    } else if (str_trim(text).len) {
        report_warning(run->report, place, "link-empty", "link '%.*s' has no target",
                       STR_ARG(text));
    } else {
        report_warning(run->report, place, "link-empty",
                       "a link has neither a text nor a target");
    }
    break_link(link, "no target");
}

static void to_unsafe(struct collection_run *run, struct item *item,
                      const struct found_link *found, struct link *link)
{
    report_warning(run->report, collect_link_place(run, item, found->node), "link-unsafe",
                   "link to %.*s: its text stays, the link goes",
                   STR_ARG(collect_unsafe_address(run, found)));
    break_link(link, "unsafe address");
}

static void to_long(struct collection_run *run, struct item *item,
                    const struct found_link *found, struct link *link)
{
    report_warning(run->report, collect_link_place(run, item, found->node), "link-long",
                   "link to '%.*s' of %zu bytes: the limit is %d; its text stays, the link "
                   "goes",
                   STR_ARG(collect_shown_address(run, node_info(found->node))),
                   node_info(found->node).len, URL_LIMIT_BYTES);
    break_link(link, "address too long");
}

static void classify(struct collection_run *run, struct item *item,
                     const struct found_link *found, struct link *link)
{
    switch (found->target.kind) {
    case TARGET_PAGE: to_page(run, item, found, link); break;
    case TARGET_FILE:
        collect_warn_spelling(run, item, found);
        if (found->target.made) { /* a feed, a list for scripts: the live site has it */
            to_live(run, found, link);
        } else {
            to_file(run, item, found, link);
        }
        break;
    case TARGET_EXTERNAL:
    case TARGET_MAIL:
        link->class = found->target.kind == TARGET_MAIL ? LINK_MAIL : LINK_EXTERNAL;
        link->url = found->target.url;
        collect_warn_spelling(run, item, found);
        break;
    case TARGET_EMPTY: to_nothing(run, item, found, link); break;
    case TARGET_UNSAFE: to_unsafe(run, item, found, link); break;
    case TARGET_INVALID:
        warn_broken(run, item, found, link, "link-invalid", "is no address of the web",
                    "no valid address");
        break;
    case TARGET_LONG: to_long(run, item, found, link); break;
    case TARGET_OUTSIDE: to_outside(run, item, found, link); break;
    case TARGET_MISSING: to_missing(run, item, found, link); break;
    case TARGET_REDIRECT_LOOP:
        warn_broken(run, item, found, link, "link-redirect-loop",
                    "is redirected in a circle, or too often",
                    "redirected in a circle, or too often");
        break;
    }
}

static bool add_link(struct collection_run *run, struct item *item,
                     const struct found_link *found)
{
    if (!collect_name_link(run, item, found)) {
        return true;
    }
    struct link *link = ARENA_NEW(run->packet->trees, struct link);
    if (!link) {
        return false;
    }
    link->from = item->document;
    link->node = found->node;
    node_set_link(run->arena, found->node, link);
    classify(run, item, found, link);
    return item == run->cover || packet_add_link(run->packet, link);
}

static bool classify_all(struct collection_run *run, struct item *item)
{
    for (size_t k = 0; k < item->link_count; k++) {
        if (item->links[k].node->kind == NODE_IMAGE) {
            collect_add_image(run, item, &item->links[k]);
        } else if (!add_link(run, item, &item->links[k])) {
            return report_out_of_memory(run->report);
        }
    }
    return true;
}

/* Once its links have what they lead to. */
static bool finish_cover(struct collection_run *run)
{
    struct document *text = run->cover->document;
    run->packet->cover.text = text;
    return cover_text_finish(run->arena, text) || report_out_of_memory(run->report);
}

bool collect_classify_links(struct collection_run *run)
{
    for (size_t i = 0; i < run->item_count; i++) {
        if (!classify_all(run, run->items[i])) {
            return false;
        }
    }
    if (run->cover && (!classify_all(run, run->cover) || !finish_cover(run))) {
        return false;
    }
    collect_tell_fields(run);
    tell_missing(run);
    tell_outside(run);
    tell_distant(run);
    return (!arena_failed(run->arena) && !arena_failed(&run->finding)) ||
           report_out_of_memory(run->report);
}
