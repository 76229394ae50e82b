/* Renderer: how a run of templates fails and writes. All text that is put out goes through
 * here, with the place in the template that each stretch of it came from. */
#include "liquid/renderer.h"

#include "base/size.h"

#include <stdarg.h>
#include <stdio.h>

#define MESSAGE_BYTES 512

bool renderer_fail(struct renderer *renderer, size_t offset, size_t length,
                   const char *code, const char *format, ...)
{
    char message[MESSAGE_BYTES];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    struct place place = source_place(&renderer->template->source, offset);
    place.width = size_to_u32(length);
    report_error(renderer->report, place, code, "%s", message);
    return false;
}

bool renderer_take_steps(struct renderer *renderer, size_t steps)
{
    size_t limit = renderer->options->step_limit;
    renderer->steps += steps;
    return renderer->steps <= (limit ? limit : LIQUID_STEP_LIMIT);
}

void renderer_add_work(struct renderer *renderer, size_t bytes)
{
    renderer->steps += bytes / LIQUID_STEP_BYTES;
}

void renderer_add_copied(struct renderer *renderer, size_t bytes)
{
    renderer->steps += bytes / LIQUID_COPIED_BYTES;
}

struct parse_options renderer_parsing(const struct renderer *renderer)
{
    const struct liquid_options *options = renderer->options;
    return (struct parse_options){.strict = options->strict,
                                  .jekyll = !options->no_jekyll,
                                  .tags = options->tags,
                                  .expected = renderer->expected};
}

/* Writing */

static uint32_t file_index(struct renderer *renderer)
{
    return line_map_file(renderer->arena, renderer->map, renderer->template->source.file);
}

void renderer_write_text(struct renderer *renderer, const struct tag *tag)
{
    if (renderer->map) {
        renderer->steps++; /* its place takes more memory than a short text itself */
        size_t offset = (size_t)(tag->text.ptr - renderer->template->source.text.ptr);
        struct place place = source_place(&renderer->template->source, offset);
        (void)line_map_add_verbatim(renderer->arena, renderer->map, renderer->out->len,
                                    tag->text, file_index(renderer), place.line,
                                    place.column);
    }
    buf_add(renderer->out, tag->text);
}

void renderer_place_value(struct renderer *renderer, const struct tag *tag, size_t from)
{
    struct str text = str_skip(buf_str(renderer->out), from);
    if (renderer->map && text.len) {
        struct place place = source_place(&renderer->template->source, tag->offset);
        uint32_t file = file_index(renderer);
        for (size_t at = 0; at < text.len;) {
            (void)line_map_add_value(renderer->arena, renderer->map, from + at, file,
                                     place.line, place.column);
            at = line_end(text, at);
        }
    }
}

void renderer_write_value(struct renderer *renderer, const struct tag *tag, struct str text)
{
    size_t from = renderer->out->len;
    renderer_add_copied(renderer, text.len);
    buf_add(renderer->out, text);
    renderer_place_value(renderer, tag, from);
}
