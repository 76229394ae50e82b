/* The order in which outputs are made: those that draw on pages first, so that the pages'
 * memory is free before the rest. With threads, what the rest can make without pages is
 * made beside them. Each side then has a report and a part of the memory of its own, so
 * that neither what is told nor where memory ends depends on who was faster; where a part
 * was too little, all is made again in turn, with the whole of it and without threads. */
#include "make.h"

#include "base/deflate.h"
#include "text/text.h"

/* Kinds */

/* The next kind from `*index` on that is made and draws on such pages; NULL: none. */
static const struct output_kind *next_kind(const struct making *making,
                                           enum output_pages pages, size_t *index)
{
    const struct output_kind *kind;
    while ((kind = output_kind_at((*index)++))) {
        if (kind->pages == pages && making->request->output_bits >> (*index - 1) & 1) {
            return kind;
        }
    }
    return NULL;
}

static bool wants_pages(const struct making *making)
{
    size_t shared = 0, own = 0;
    return next_kind(making, PAGES_SHARED, &shared) || next_kind(making, PAGES_OWN, &own);
}

static struct inks inks_of(const struct handout *handout, const struct press *press)
{
    return (struct inks){press                            ? INKS_PRESS
                         : handout->grey                  ? INKS_GREY
                         : handout->media == MEDIA_SCREEN ? INKS_SCREEN
                                                          : INKS_PRINT,
                         press};
}

struct output_job make_job(const struct making *making, struct arena *arena,
                           struct report *report)
{
    struct handout handout = request_handout(making->request);
    return (struct output_job){
        .packet = making->packet,
        .output_bits = making->request->output_bits,
        .word_count = making->word_count,
        .page_count = making->page_count,
        .page_starts = making->page_starts,
        .generator = making->generator,
        .booklet = request_booklet(making->request),
        .deflate_level = request_deflate_level(making->request),
        .inks = inks_of(&handout, making->press),
        .boxes = {.trimmed = handout.media == MEDIA_PRESS,
                  .bleed = handout.bleed,
                  .crop_marks = handout.crop_marks},
        .bundle_limit_bytes = making->request->options.bundle_limit_bytes,
        .aside = making->aside,
        .arena = arena,
        .files = making->files,
        .progress = making->progress,
        .crew = making->crew,
        .report = report,
        .series = making->series,
        .spent = making->spent,
    };
}

static void begin_stage(const struct making *making, const char *stage)
{
    making->progress->stage = stage;
    progress_tell(making->progress, 0, 0);
}

/* Where outputs are made under a lock, whoever waits for it is not to wait for work that is
 * given up. */
static bool goes_on(const struct making *making, struct report *report)
{
    bool stop = making->stop && making->stop(making->stop_data);
    if (stop) {
        report_system_error(report, "output-stopped",
                            "stopped before the outputs were written");
    }
    return !stop;
}

/* Many small things are made without a look at each; the arena remembers a failure. */
static bool memory_held(const struct output_job *job)
{
    if (arena_failed(job->arena) && !report_has_system_error(job->report)) {
        report_out_of_memory(job->report);
    }
    return !report_has_system_error(job->report);
}

/* With pages */

/* "offprint 0.1.0 (libdeflate 1.14)", and the option that gives other bytes: what makes the
 * same file again. No language has words for it. */
static struct str built_with(const struct making *making, struct arena *arena)
{
    bool best = request_deflate_level(making->request) == DEFLATE_LEVEL_BEST;
    return arena_format(arena, "%.*s%s (%s)", STR_ARG(making->generator),
                        best ? " --best" : "", deflate_built_with);
}

struct text_engine *make_engine(const struct making *making, struct arena *arena,
                                struct report *report)
{
    const struct font_set *fonts = font_set_open(arena, making->fonts, report);
    return fonts ? text_engine_new(arena, fonts, making->hyphenation, report) : NULL;
}

struct layout_options make_layout(const struct making *making, struct arena *arena)
{
    struct handout handout = request_handout(making->request);
    return (struct layout_options){.paper = request_paper(making->request),
                                   .media = handout.media,
                                   .marks_links = handout.grey,
                                   .right_hand = handout.right_hand,
                                   .image_dpi = request_image_dpi(making->request),
                                   .deflate_level = request_deflate_level(making->request),
                                   .codes = handout.codes,
                                   .generator = built_with(making, arena),
                                   .progress = making->progress};
}

/* `own`: the kind that they are for; NULL: they are shared. */
static struct text_engine *set_pages(const struct making *making,
                                     const struct output_kind *own,
                                     const struct output_job *job, struct pages *pages)
{
    begin_stage(making, "setting");
    struct text_engine *engine = make_engine(making, job->arena, job->report);
    struct layout_options layout = make_layout(making, job->arena);
    if (own) {
        own->arrange(job, &layout);
    }
    bool set = engine && layout_packet(job->arena, making->packet, engine, &layout, pages,
                                       job->report);
    if (set) {
        short_links_tell_unused(making->packet->short_links, job->report);
    }
    if (!set && engine) {
        text_engine_free(engine);
    }
    return set ? engine : NULL;
}

/* For outputs that are made later. */
static bool find_starts(struct making *making, const struct pages *pages,
                        struct report *report)
{
    size_t index = 0;
    const struct output_kind *kind;
    while ((kind = next_kind(making, PAGES_NONE, &index))) {
        if (kind->tells_pages) {
            return pages_find_starts(making->files->arena, pages, &making->page_starts) ||
                   report_out_of_memory(report);
        }
    }
    return true;
}

static bool write_kind(const struct making *making, const struct output_kind *kind,
                       const struct output_job *job)
{
    begin_stage(making, kind->stage);
    return goes_on(making, job->report) && kind->write(job) && memory_held(job);
}

/* The pages that outputs share, and those outputs; or one that has its own, which is drawn
 * on them alone. */
static bool make_from_pages(struct making *making, const struct output_kind *own,
                            struct report *report)
{
    struct arena arena; /* of the pages and all that makes them */
    struct pages pages = {0};
    const struct output_kind *kind;
    size_t index = 0;
    arena_init_within(&arena, 0, making->budget);
    struct output_job job = make_job(making, &arena, report);
    struct text_engine *engine =
        goes_on(making, report) ? set_pages(making, own, &job, &pages) : NULL;
    bool made = engine && memory_held(&job);
    job.page_count = pages.count;
    job.pages = &pages;
    job.engine = engine;
    if (own) {
        job.last_of_pages = true;
        made = made && write_kind(making, own, &job);
    } else {
        making->page_count = pages.count;
        made = made && find_starts(making, &pages, report);
    }
    while (!own && made && (kind = next_kind(making, PAGES_SHARED, &index))) {
        size_t after = index;
        job.last_of_pages = !next_kind(making, PAGES_SHARED, &after);
        made = write_kind(making, kind, &job);
    }
    if (engine) {
        text_engine_free(engine);
    }
    arena_clear(&arena);
    return made;
}

/* The shared pages go before others are set. */
static bool make_with_pages(struct making *making, struct report *report)
{
    const struct output_kind *kind;
    size_t index = 0, shared = 0;
    bool made =
        !next_kind(making, PAGES_SHARED, &shared) || make_from_pages(making, NULL, report);
    while (made && (kind = next_kind(making, PAGES_OWN, &index))) {
        made = make_from_pages(making, kind, report);
    }
    return made;
}

/* In turn */

static bool make_without_pages(const struct making *making)
{
    const struct output_kind *kind;
    size_t index = 0;
    bool made = true;
    while (made && (kind = next_kind(making, PAGES_NONE, &index))) {
        struct arena arena;
        arena_init_within(&arena, 0, making->budget);
        struct output_job job = make_job(making, &arena, making->report);
        begin_stage(making, kind->stage);
        made = goes_on(making, making->report);
        job.begun = made && kind->begin ? kind->begin(&job) : NULL;
        made =
            made && (job.begun || !kind->begin) && kind->write(&job) && memory_held(&job);
        arena_clear(&arena);
    }
    return made;
}

static bool make_in_turn(struct making *making)
{
    return (!wants_pages(making) || make_with_pages(making, making->report)) &&
           make_without_pages(making);
}

/* Beside each other */

/* An output that wants no pages. */
struct beside {
    struct job job; /* the crew's; the first member */
    const struct output_kind *kind;
    struct output_job output;
    struct budget budget;
    struct arena arena;
};

struct sides {
    struct report *with_pages;
    struct beside *besides; /* in the order of the table */
    size_t count;
    size_t share_bytes; /* of what memory the run may still take, for each */
};

static void begin_output(struct job *job)
{
    struct beside *beside = (struct beside *)job;
    beside->output.begun = beside->kind->begin(&beside->output);
}

static size_t count_besides(const struct making *making)
{
    size_t index = 0, count = 0;
    while (next_kind(making, PAGES_NONE, &index)) {
        count++;
    }
    return count;
}

/* False: there is no memory for them. */
static bool open_sides(struct making *making, struct arena *arena, struct sides *out)
{
    const struct budget *budget = making->budget;
    size_t index = 0, count = count_besides(making);
    *out = (struct sides){.with_pages = report_new_beside(making->report),
                          .besides = ARENA_ARRAY(arena, struct beside, count)};
    bool opened = out->with_pages && out->besides;
    out->share_bytes = (budget->limit_bytes - budget->used_bytes) / (count + 1);
    for (; opened && out->count < count; out->count++) {
        struct beside *beside = &out->besides[out->count];
        beside->job.run = begin_output;
        beside->kind = next_kind(making, PAGES_NONE, &index);
        beside->budget.limit_bytes = out->share_bytes;
        arena_init_within(&beside->arena, 0, &beside->budget);
        struct report *report = report_new_beside(making->report);
        beside->output = make_job(making, &beside->arena, report);
        beside->output.progress = NULL; /* the caller's thread alone tells */
        opened = report != NULL;
    }
    return opened;
}

/* All is told as it would have been in turn, up to the first that failed. */
static void tell_sides(const struct making *making, struct sides *sides, size_t told)
{
    report_adopt(making->report, sides->with_pages);
    sides->with_pages = NULL;
    for (size_t i = 0; i < sides->count && i < told; i++) {
        report_adopt(making->report, sides->besides[i].output.report);
        sides->besides[i].output.report = NULL;
    }
}

static void close_sides(struct sides *sides)
{
    report_free(sides->with_pages);
    for (size_t i = 0; i < sides->count; i++) {
        report_free(sides->besides[i].output.report);
        arena_clear(&sides->besides[i].arena);
    }
}

static void give_besides(const struct making *making, struct sides *sides)
{
    for (size_t i = 0; i < sides->count; i++) {
        if (sides->besides[i].kind->begin) {
            crew_give(making->crew, &sides->besides[i].job);
        }
    }
}

/* With `write` false what was begun is dropped. */
static bool finish_beside(const struct making *making, struct beside *beside, bool write)
{
    const struct output_kind *kind = beside->kind;
    struct output_job *output = &beside->output;
    crew_await(making->crew, &beside->job);
    output->page_count = making->page_count;
    output->page_starts = making->page_starts;
    output->progress = making->progress;
    if (write && (output->begun || !kind->begin) && goes_on(making, output->report)) {
        begin_stage(making, kind->stage);
        return kind->write(output) && memory_held(output);
    }
    if (output->begun) {
        kind->drop(output->begun);
    }
    return false;
}

static bool make_sides(struct making *making, struct sides *sides, size_t *told)
{
    give_besides(making, sides);
    bool made = make_with_pages(making, sides->with_pages);
    *told = 0;
    for (size_t i = 0; i < sides->count; i++) {
        *told += made;
        made = finish_beside(making, &sides->besides[i], made) && made;
    }
    return made;
}

/* A side has crossed its budget, or was refused memory: of the system's, threads take some
 * for themselves, too. */
static bool wanted_memory(const struct making *making, const struct sides *sides)
{
    bool wanted = making->budget->crossed || report_is_out_of_memory(sides->with_pages);
    for (size_t i = 0; i < sides->count; i++) {
        const struct beside *beside = &sides->besides[i];
        wanted = wanted || beside->budget.crossed ||
                 report_is_out_of_memory(beside->output.report);
    }
    return wanted;
}

/* `*tight`: it came to nothing for want of memory that a side alone may have had. */
static bool make_beside(struct making *making, bool *tight)
{
    struct arena arena;
    struct sides sides;
    size_t told = 0;
    arena_init_within(&arena, 0, making->budget);
    bool made = open_sides(making, &arena, &sides);
    *tight = !made;
    if (made) {
        size_t given = sides.share_bytes * sides.count;
        making->budget->limit_bytes -= given;
        made = make_sides(making, &sides, &told);
        making->budget->limit_bytes += given;
        *tight = wanted_memory(making, &sides);
        making->budget->crossed = false;
    }
    if (*tight) {
        output_files_forget(making->files);
    } else {
        tell_sides(making, &sides, told);
    }
    close_sides(&sides);
    arena_clear(&arena);
    return made && !*tight;
}

bool make_outputs(struct making *making)
{
    making->page_count = 0;
    making->page_starts = (struct page_starts){0};
    if (making->crew && wants_pages(making) && count_besides(making) > 0) {
        bool tight;
        bool made = make_beside(making, &tight);
        if (!tight) {
            return made;
        }
        crew_free(making->crew);
        making->crew = NULL;
    }
    return make_in_turn(making);
}
