/* Empty pages: a page whose text its layout makes has none of its own, and a document
 * without text is never set. */
#include "collect/collect.h"
#include "collect/run.h"

/* Words outside headings count, but no spaces of any kind; pictures do, too. */
static bool shows_something(struct arena *arena, const struct node *root, bool headings)
{
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        const struct node *node = walk.node;
        if (node->kind == NODE_HEADING && !headings && walk.entering) {
            walk_skip_children(&walk);
            continue;
        }
        bool words = node->kind == NODE_TEXT || node->kind == NODE_CODE ||
                     node->kind == NODE_CODE_BLOCK || node->kind == NODE_MATH ||
                     node->kind == NODE_MATH_BLOCK;
        if (node->kind == NODE_IMAGE || (words && text_collapse(arena, node->text).len)) {
            return true;
        }
    }
    return false;
}

static bool tell_empty(struct collection_run *run, const struct page *page,
                       const struct laid *laid, bool entry)
{
    struct str layout = site_layout_name(page);
    uint32_t line = value_get(page->data, STR("layout")).line;
    struct place place = {.file = page->source, .line = line ? line : 1, .column = 1};
    if (site_lacks_layout(run->site, page)) {
        report_error(run->report, place, "page-empty",
                     "the page has no text of its own, and its layout '%.*s' is not in the "
                     "site",
                     STR_ARG(layout));
    } else if (layout.len && laid->shown) {
        report_error(run->report, place, "page-empty",
                     "the page has no text of its own, and its layout '%.*s' adds none",
                     STR_ARG(layout));
    } else if (layout.len) {
        report_error(run->report, place, "page-empty",
                     "the page has no text of its own: its layout '%.*s' makes what it "
                     "shows, and %s",
                     STR_ARG(layout),
                     laid->failed             ? "cannot be rendered"
                     : run->options->own_text ? "layouts are left out (--own-text)"
                                              : "layouts of such sites are not read");
    } else {
        report_error(run->report, place, "page-empty", "the page has no text");
    }
    if (entry) {
        report_hint(run->report, "%s",
                    "write its text below the front matter, or choose another entry page: "
                    "--entry '/*' takes all that have text");
    }
    return false;
}

bool collect_is_scant(size_t words, size_t left_out)
{
    return words < SCANT_WORDS && left_out > 2 * SCANT_WORDS;
}

static bool shows_picture(const struct node *root)
{
    struct walk walk;
    walk_init(&walk, root);
    while (walk_next(&walk)) {
        if (walk.node->kind == NODE_IMAGE) {
            return true;
        }
    }
    return false;
}

/* A page whose words are nearly all its layout's, or come from scripts, shows readers less
 * than they know it for. A small page is what its author wrote. */
static void tell_scant(struct collection_run *run, const struct page *page,
                       const struct document *document, bool entry)
{
    size_t left_out = 0;
    for (size_t i = 0; i < document->cut_count; i++) {
        left_out += document->cuts[i].word_count;
    }
    bool scant =
        collect_is_scant(document->word_count, left_out) && !shows_picture(document->root);
    if (scant && !entry) {
        run->scant_page = run->scant_count++ ? run->scant_page : page->source;
    } else if (scant) {
        report_warning(run->report, (struct place){.file = page->source}, "page-scant",
                       "the page shows %zu word%s, and %zu are left out as parts of its "
                       "layout",
                       document->word_count, document->word_count == 1 ? "" : "s",
                       left_out);
        report_hint(run->report, "%s",
                    "'content' in offprint.yml names the elements that count; what "
                    "scripts show is not in the file");
    }
}

bool collect_check_text(struct collection_run *run, const struct page *page,
                        const struct document *document, const struct laid *laid,
                        bool entry)
{
    uint32_t line = 0;
    struct str key = laid->shown
                         ? (struct str){0}
                         : site_layout_data(run->site, page, document->word_count, &line);
    bool any = shows_something(run->arena, document->root, true);
    if (!any || (key.len && !shows_something(run->arena, document->root, false))) {
        return tell_empty(run, page, laid, entry);
    }
    if (!laid->shown && !laid->failed) {
        collect_find_fields(run, page, document);
    }
    tell_scant(run, page, document, entry);
    return true;
}

void collect_tell_scant(const struct collection_run *run)
{
    if (run->scant_count) {
        report_note(run->report, (struct place){.file = run->scant_page}, "page-scant",
                    "%zu linked page%s fewer than %d words, and more are left out as parts "
                    "of layouts: this is the first",
                    run->scant_count, run->scant_count == 1 ? " shows" : "s show",
                    SCANT_WORDS);
    }
}
