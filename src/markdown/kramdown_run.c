/* A run over a text: what has been read goes into the open frame. The readers of spans
 * only move s->at and build nodes through these. */
#include "markdown/kramdown_run.h"

void spans_flush(struct spans *s, struct frame *f)
{
    if (s->at > s->run) {
        node_add_text(s->k->arena, f->node, str_sub(s->text, s->run, s->at),
                      kramdown_spot(s->k, s->source, s->run));
    }
    s->run = s->at;
}

struct node *spans_node(struct spans *s, enum node_kind kind, size_t at)
{
    return kramdown_node(s->k, kind, s->source, at);
}

void spans_add(struct spans *s, struct frame *f, struct node *node, size_t end)
{
    spans_flush(s, f);
    if (node) {
        node_append(f->node, node);
    }
    s->at = s->run = s->chunk = end;
}

void spans_literal(struct spans *s, size_t count)
{
    s->at += count;
    s->chunk = s->at;
}

bool spans_inside(const struct frame *f, enum frame_kind kind)
{
    for (; f; f = f->outer) {
        if (f->kind == kind) {
            return true;
        }
        if (f->kind == FRAME_STRIKE && (kind == FRAME_EMPHASIS || kind == FRAME_STRONG)) {
            return false; /* what is struck stands on its own */
        }
    }
    return false;
}

bool spans_spend(struct spans *s, size_t bytes)
{
    if (s->fuel < bytes) {
        s->fuel = 0;
        return false;
    }
    s->fuel -= bytes;
    return true;
}
