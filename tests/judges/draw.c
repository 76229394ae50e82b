/* draw OUT.pdf SIDE FILE.svg...: a page for each drawing, its longer side SIDE points, and
 * a line for each on standard output: "FILE: WIDTH HEIGHT" in thousandths of a pixel, then
 * what is told of it. One that cannot be shown leaves an empty page. `draw -d FILE.svg`
 * prints what is read of it. What judges look at, without a site around it. */
#include "base/file.h"
#include "drawing/drawing.h"
#include "image/image.h"
#include "pdf/pdf.h"

#include <stdio.h>
#include <stdlib.h>

static struct str read_file(struct arena *arena, const char *path)
{
    struct buf bytes = {.kept_in = arena};
    FILE *file = fopen(path, "rb");
    char part[65536];
    size_t len;
    while (file && (len = fread(part, 1, sizeof part, file)) > 0) {
        buf_add(&bytes, str_make(part, len));
    }
    if (file) {
        (void)fclose(file);
    }
    return arena_take(arena, &bytes);
}

struct drawing_run {
    struct arena arena;
    struct report *report;
    struct text_engine *engine;
    struct page_content *pages;
    struct placed_image *images;
    struct element *root;
    size_t count, image_count;
    sp side;
};

static void tell(struct report *report, const char *name, const struct drawing *drawing)
{
    struct buf text = {0};
    report_write_text(report, SEVERITY_NOTE, &text);
    (void)printf("%s: %ld %ld\n%.*s", name, lround(drawing->width * 1000),
                 lround(drawing->height * 1000), STR_ARG(buf_str(&text)));
    buf_clear(&text);
}

static void place(struct drawing_run *run, struct drawing *drawing)
{
    struct image_data *data = ARENA_NEW(&run->arena, struct image_data);
    struct placed *placed = ARENA_NEW(&run->arena, struct placed);
    struct element *figure = element_new(&run->arena, run->root, ROLE_FIGURE);
    double most = fmax(drawing->width, drawing->height);
    *data = (struct image_data){
        .kind = IMAGE_DRAWING, .width = 1, .height = 1, .drawing = drawing};
    element_add_more(&run->arena, figure)->alternate = STR("A drawing");
    *placed = (struct placed){.kind = PLACED_IMAGE,
                              .width = (sp)(drawing->width / most * run->side),
                              .height = (sp)(drawing->height / most * run->side),
                              .as.element = figure,
                              .look.image = (uint32_t)run->image_count};
    run->images[run->image_count++].data = data;
    run->pages[run->count].items = placed;
    run->pages[run->count].count = 1;
}

static void draw(struct drawing_run *run, const char *name)
{
    struct drawing *drawing = ARENA_NEW(&run->arena, struct drawing);
    struct str bytes = read_file(&run->arena, name);
    struct report *own = report_new();
    struct place where = {.file = str_from(name)};
    if (drawing_read(&run->arena, run->engine, bytes, where, drawing, own)) {
        place(run, drawing);
    }
    tell(own, name, drawing);
    report_free(own);
    run->pages[run->count++].label = STR("1");
}

static bool write(struct drawing_run *run, const char *path)
{
    struct pages pages = {
        .width = run->side,
        .height = run->side,
        .items = run->pages,
        .count = run->count,
        .root = run->root,
        .element_count = element_tree_number(run->root),
        .images = run->images,
        .image_count = run->image_count,
    };
    struct pdf_options options = {.title = STR("Drawings"), .language = STR("en")};
    struct pieces out;
    pieces_init(&out, (struct aside){0});
    bool ok = pdf_write(&run->arena, &pages, run->engine, &options, &out, run->report);
    FILE *file = ok ? fopen(path, "wb") : NULL;
    ok = file && fwrite(out.held.ptr, 1, out.held.len, file) == out.held.len;
    ok = file && fclose(file) == 0 && ok;
    pieces_clear(&out);
    return ok;
}

static int dump(struct drawing_run *run, const char *name)
{
    struct drawing drawing;
    struct buf text = {0};
    struct place where = {.file = str_from(name)};
    struct str bytes = read_file(&run->arena, name);
    bool ok = drawing_read(&run->arena, run->engine, bytes, where, &drawing, run->report);
    ok ? drawing_dump(&drawing, &text)
       : report_write_text(run->report, SEVERITY_NOTE, &text);
    (void)printf("%.*s", STR_ARG(buf_str(&text)));
    buf_clear(&text);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    struct drawing_run run = {.report = report_new()};
    arena_init(&run.arena, 0);
    const struct font_set *fonts =
        font_set_open(&run.arena, OFFPRINT_SHARE "/fonts", run.report);
    run.engine = fonts ? text_engine_new(&run.arena, fonts, OFFPRINT_SHARE "/hyphenation",
                                         run.report)
                       : NULL;
    int status = EXIT_FAILURE;
    if (run.engine && argc == 3 && strcmp(argv[1], "-d") == 0) {
        status = dump(&run, argv[2]);
    } else if (run.engine && argc > 3) {
        run.side = (sp)atoi(argv[2]) * SP_PER_PT;
        run.pages = ARENA_ARRAY(&run.arena, struct page_content, (size_t)argc);
        run.images = ARENA_ARRAY(&run.arena, struct placed_image, (size_t)argc);
        run.root = element_new(&run.arena, NULL, ROLE_DOCUMENT);
        for (int i = 3; i < argc; i++) {
            draw(&run, argv[i]);
        }
        status = write(&run, argv[1]) ? EXIT_SUCCESS : EXIT_FAILURE;
    }
    text_engine_free(run.engine);
    report_free(run.report);
    arena_clear(&run.arena);
    return status;
}
