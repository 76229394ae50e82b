/* The main part of each page of a built site, for tests/built/measure.py: `main_part FILE…`
 * learns from the pages and prints the words of each, its links on lines that begin with
 * "@", and what was taken out by which rule on lines that begin with "-". */
#include "base/buf.h"
#include "base/file.h"
#include "base/path.h"
#include "furniture/furniture.h"
#include "html/html.h"

#include <stdio.h>
#include <time.h>

struct run {
    struct arena arena, passing;
    struct furniture *furniture;
    struct report *report;
    struct str front; /* the path of the front page: the shortest of that name */
    double seconds;
};

static double cpu(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static struct node *read_page(struct run *run, const char *path)
{
    struct buf text = {.kept_in = &run->passing};
    struct node *root = NULL;
    FILE *file = fopen(path, "rb");
    char piece[65536];
    for (size_t len; file && (len = fread(piece, 1, sizeof piece, file)) > 0;) {
        buf_add(&text, str_make(piece, len));
    }
    if (file) {
        (void)fclose(file);
    }
    struct str whole = arena_take(&run->passing, &text);
    return html_read_whole(&run->passing, whole, NULL, &root, run->report) ? root : NULL;
}

/* A link around blocks is one in each of them. */
static void print_links(struct arena *arena, const struct node *root)
{
    struct walk walk;
    struct str last = {0};
    for (walk_init(&walk, root); walk_next(&walk);) {
        if (!walk.entering || walk.node->kind != NODE_LINK) {
            continue;
        }
        if (!str_eq(last, node_info(walk.node))) {
            struct str line = text_collapse(arena, node_info(walk.node));
            printf("@%.*s\n", STR_ARG(line));
        }
        last = node_info(walk.node);
    }
}

static void print_page(struct run *run, const char *path)
{
    struct furniture_cuts cuts = {0};
    struct node *root = read_page(run, path);
    const struct furniture_page page = {.front = str_eq(str_from(path), run->front)};
    double start = cpu();
    if (!root ||
        !furniture_prune(run->furniture, &run->passing, &page, root, NULL, &cuts)) {
        return;
    }
    run->seconds += cpu() - start;
    struct buf text = {.kept_in = &run->passing};
    node_plain_text(root, &text);
    struct str words = text_collapse(&run->passing, arena_take(&run->passing, &text));
    printf("=%s\n+%.*s\n", path, STR_ARG(words));
    print_links(&run->passing, root);
    for (size_t i = 0; i < cuts.count; i++) {
        const struct furniture_cut *cut = &cuts.items[i];
        printf("-%s\t%zu\t%.*s\n", cut->rule, cut->word_count, STR_ARG(cut->words));
    }
}

int main(int count, char **paths)
{
    struct run run = {.report = report_new()};
    arena_init(&run.arena, 0);
    arena_init(&run.passing, 0);
    run.furniture = furniture_new(&run.arena);
    for (int i = 1; run.furniture && i < count; i++) {
        struct node *root = read_page(&run, paths[i]);
        struct str path = str_from(paths[i]);
        double start = cpu();
        if (str_is(path_name(path), "index.html") &&
            (!run.front.len || path.len < run.front.len)) {
            run.front = path;
        }
        if (root) {
            (void)furniture_learn(run.furniture, (struct str){0}, root);
        }
        run.seconds += cpu() - start;
        arena_reset(&run.passing);
    }
    for (int i = 1; run.furniture && i < count; i++) {
        print_page(&run, paths[i]);
        arena_reset(&run.passing);
    }
    (void)fprintf(stderr, "%.3f ms a page\n",
                  run.seconds * 1e3 / (count > 1 ? count - 1 : 1));
    report_free(run.report);
    arena_clear(&run.passing);
    arena_clear(&run.arena);
    return 0;
}
